"""Published gravity tables come out of the estimator: points to 3 decimals, errors within 3 %."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from comity.examining.gravity import estimate_ppml

pytest.importorskip("pyfixest", reason="the extra [trade] is not installed")

ROOT = Path(__file__).resolve().parents[3]
_SPEC = importlib.util.spec_from_file_location(
    "published_gravity", ROOT / "scripts/published_gravity.py"
)
assert _SPEC
assert _SPEC.loader
published = importlib.util.module_from_spec(_SPEC)
sys.modules["published_gravity"] = published
_SPEC.loader.exec_module(published)

pytestmark = pytest.mark.filterwarnings("ignore")  # pyfixest warns of rows that it leaves out


QUICK = [spec for spec in published.SPECS if not spec.name.endswith(published.LONG)]


@pytest.mark.slow
@pytest.mark.parametrize("spec", QUICK, ids=lambda one: one.name)
def test_published_column_is_reproduced(spec, shared: Path) -> None:
    """Every published number of the column is met; the script runs the three longest as well."""
    missed = [row for row in published.compare(spec, shared) if not row.is_met]
    assert not missed


def test_ppml_without_effects_is_the_group_means() -> None:
    """With one dummy the fit is exact: the log of the means, by hand."""
    flow = np.array([2.0, 4.0, 9.0, 3.0, 6.0, 12.0])
    panel = {"flow": flow, "rta": np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])}
    fit = estimate_ppml(panel, "flow ~ rta")
    assert fit.coefficients["rta"] == pytest.approx(np.log(7.0 / 5.0), abs=1e-6)
    assert fit.rows_count == 6
    assert fit.fitted == pytest.approx([5, 5, 5, 7, 7, 7], rel=1e-5)


def test_rows_that_effects_explain_are_counted_as_dropped() -> None:
    """An exporter that never sells says nothing, and the fit says how many rows that were."""
    generator = np.random.default_rng(3)
    names = np.repeat(["A", "B", "C", "D"], 12)
    others = np.tile(["E", "F", "G", "H", "I", "J"], 8)
    flow = generator.poisson(20, 48).astype(float)
    flow[names == "D"] = 0
    panel = {"flow": flow, "x": generator.normal(size=48), "exporter": names, "importer": others}
    fit = estimate_ppml(panel, "flow ~ x | exporter + importer", cluster="exporter")
    assert fit.dropped_count == 12
    assert len(fit.fitted) == fit.rows_count == 36
