"""The equilibrium clears markets, and refuses what has none."""

import numpy as np
import pytest

from comity.examining.kernels.general_equilibrium import (
    EquilibriumError,
    draw_equilibria,
    solve_equilibrium,
)

WORLD = np.array([[80.0, 12.0, 5.0], [10.0, 150.0, 20.0], [9.0, 15.0, 60.0]])


def test_no_change_leaves_the_world_as_it_was() -> None:
    """With an effect of 1 everywhere every ratio is 1 and every flow stays."""
    found = solve_equilibrium(WORLD, np.ones((3, 3)), elasticity=4.0)
    assert found.welfare_ratio == pytest.approx([1, 1, 1], abs=1e-12)
    assert found.flow_usd == pytest.approx(WORLD, rel=1e-12)


def test_two_like_countries_that_trade_more_gain_alike() -> None:
    """In a symmetric pair wages stay and both gain by the index of cheaper imports, by hand."""
    world = np.array([[75.0, 25.0], [25.0, 75.0]])
    found = solve_equilibrium(world, np.array([[1.0, 2.0], [2.0, 1.0]]), elasticity=4.0)

    gain = (0.75 + 0.25 * 2.0) ** (1 / 4.0)  # 1 / price index at unchanged wages
    assert found.wage_ratio == pytest.approx([1, 1], abs=1e-10)
    assert found.welfare_ratio == pytest.approx([gain, gain], rel=1e-10)


def test_autarky_of_one_country_follows_the_formula() -> None:
    """Prohibitive costs leave a country its domestic share to the power 1 / elasticity."""
    world = np.array([[80.0, 20.0], [20.0, 400.0]])
    wall = np.array([[1.0, 1e-14], [1e-14, 1.0]])
    found = solve_equilibrium(world, wall, elasticity=5.0)
    assert found.welfare_ratio == pytest.approx([0.8 ** (1 / 5), (400 / 420) ** (1 / 5)], rel=1e-6)


@pytest.mark.parametrize("closure", ["additive", "multiplicative"])
def test_markets_clear_and_world_income_is_kept(closure) -> None:
    """What is sold equals what is earned, to 1e-10, and world output is unchanged."""
    effect = np.array([[1.0, 1.7, 0.9], [1.7, 1.0, 1.0], [0.9, 1.0, 1.0]])
    found = solve_equilibrium(WORLD, effect, elasticity=4.0, closure=closure)
    earned = WORLD.sum(axis=1) * found.wage_ratio
    assert found.flow_usd.sum(axis=1) == pytest.approx(earned, rel=1e-10)
    assert earned.sum() == pytest.approx(WORLD.sum())
    assert found.excess_share <= 1e-10


def test_deficit_larger_than_income_is_refused() -> None:
    """A country that would have to spend less than nothing has no equilibrium."""
    world = np.array([[1.0, 99.0], [0.5, 10.0]])
    wall = np.array([[1.0, 1e-9], [1e-9, 1.0]])
    with pytest.raises(EquilibriumError):
        solve_equilibrium(world, wall, elasticity=4.0)


@pytest.mark.parametrize(
    ("flow", "effect", "elasticity", "said"),
    [
        (WORLD[:2], np.ones((2, 3)), 4.0, "square"),
        (WORLD, np.ones((2, 2)), 4.0, "one shape"),
        (-WORLD, np.ones((3, 3)), 4.0, "at least 0"),
        (WORLD, np.zeros((3, 3)), 4.0, "above 0"),
        (WORLD * [[1], [0], [1]], np.ones((3, 3)), 4.0, "sell and buy"),
        (WORLD, np.ones((3, 3)), 0.0, "elasticity"),
        (WORLD * np.nan, np.ones((3, 3)), 4.0, "known"),
    ],
)
def test_what_is_no_baseline_is_refused(flow, effect, elasticity, said) -> None:
    """Each broken input is told for what it is."""
    with pytest.raises(ValueError, match=said):
        solve_equilibrium(flow, effect, elasticity=elasticity)


def test_draws_spread_round_the_estimate() -> None:
    """The same seed gives the same draws; a larger error a wider range."""

    def gains(error: float) -> np.ndarray:
        found = draw_equilibria(
            WORLD,
            1 - np.eye(3),
            estimate=(0.5, error),
            elasticity=4.0,
            draws_count=40,
            generator=np.random.default_rng(1),
        )
        return np.array([one.welfare_ratio[0] for one in found])

    assert gains(0.1).tolist() == gains(0.1).tolist()
    assert gains(0.2).std() > gains(0.1).std() > 0
    assert np.ptp(gains(0.0)) < 1e-9
