"""The equilibrium against the output of the Stata command ge_gravity (Zylkin)."""

from pathlib import Path

import numpy as np
import pytest

from comity.examining.kernels.general_equilibrium import solve_equilibrium
from comity.sources.rda import read_frames

BASELINE_YEAR, ELASTICITY = 2000, 4.0  # of ge_gravity's own example, EU enlargement


@pytest.fixture(scope="module")
def example(shared: Path):
    """Return a function that gives a column of the example as a square, exporters in rows."""
    folder = shared / "data/trade/gegravity_R"
    frame = read_frames(folder / "TradeData0014_Results.rda")["TradeData0014_Results"]
    rows = frame["year"] == BASELINE_YEAR
    states = np.unique(frame["exporter"])
    one = np.searchsorted(states, frame["exporter"][rows])
    other = np.searchsorted(states, frame["importer"][rows])

    def square(name: str) -> np.ndarray:
        values = np.full((len(states), len(states)), np.nan)
        values[one, other] = frame[name][rows]
        return values

    return square


@pytest.mark.parametrize(
    ("closure", "welfare", "flows", "tolerance"),
    [
        ("additive", "w_eu", "X_eu", 1e-6),  # the file holds single precision, 6e-8
        ("multiplicative", "w_mult", "X_mult", 2e-6),
    ],
)
def test_stata_output_is_reproduced(example, closure, welfare, flows, tolerance) -> None:
    """Welfare and flows of all 44 countries, both treatments of trade deficits."""
    found = solve_equilibrium(
        example("trade"), np.exp(example("eu_effect")), elasticity=ELASTICITY, closure=closure
    )
    assert found.welfare_ratio == pytest.approx(example(welfare)[:, 0], rel=tolerance)
    assert found.flow_usd == pytest.approx(example(flows), rel=tolerance)
    assert found.excess_share <= 1e-10
