"""What holds for any world and any change of trade costs."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import arrays

from comity.examining.kernels.general_equilibrium import solve_equilibrium

FLOWS = arrays(np.float64, (4, 4), elements=st.floats(0.5, 50.0))
EFFECTS = arrays(np.float64, (4, 4), elements=st.floats(0.5, 2.0))


def balanced(flows: np.ndarray) -> np.ndarray:
    """Return a world without deficits, with more sold at home than abroad."""
    return (flows + flows.T) / 2 + 60 * np.eye(4)


@given(FLOWS, EFFECTS, st.floats(2.0, 8.0))
def test_markets_clear(flows: np.ndarray, effects: np.ndarray, elasticity: float) -> None:
    """Income equals sales everywhere, and every price is above 0."""
    world = balanced(flows)
    found = solve_equilibrium(world, effects, elasticity=elasticity)
    assert found.excess_share <= 1e-10
    assert (found.wage_ratio > 0).all()
    assert (found.price_ratio > 0).all()


@given(FLOWS, st.floats(1.05, 2.0))
def test_flow_never_falls_when_its_own_cost_falls(flows: np.ndarray, boost: float) -> None:
    """Cheaper trade from one country to another raises that flow."""
    world = balanced(flows)
    effect = np.ones((4, 4))
    effect[0, 1] = boost
    found = solve_equilibrium(world, effect, elasticity=4.0)
    assert found.flow_usd[0, 1] > world[0, 1]


@given(FLOWS, EFFECTS, st.floats(0.1, 10.0))
def test_unit_of_money_does_not_matter(
    flows: np.ndarray, effects: np.ndarray, scale: float
) -> None:
    """In thousands or in millions the ratios are the same."""
    world = balanced(flows)
    one = solve_equilibrium(world, effects, elasticity=4.0)
    other = solve_equilibrium(world * scale, effects, elasticity=4.0)
    assert np.allclose(one.welfare_ratio, other.welfare_ratio, rtol=1e-9)
