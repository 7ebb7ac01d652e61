"""Gravity on the user's own data finds the effect put in, and the trade that is missing."""

from pathlib import Path

import numpy as np
import pytest

from comity.errors import SourceNotFetchedError
from comity.examining import examine
from comity.examining.gravity import own_effect, potential_figures
from comity.model.findings import Finding, Question
from comity.sources import Sources

pytest.importorskip("pyfixest", reason="the extra [trade] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")

STATES = (
    *("AZE", "PAK", "TUR", "IRN", "CHN", "IND", "RUS", "DEU", "USA", "ITA", "GEO", "ARE"),
    *("FRA", "GBR", "JPN", "KOR", "BRA", "CAN", "MEX", "ESP", "NLD", "POL", "SAU", "UZB"),
)
YEARS = (2008, 2012, 2016, 2020)
EFFECT, DISTANCE = 0.5, -1.0


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Return gravity data that obeys the equation exactly, but for Pakistan's sales to Azerbaijan.

    Distance has elasticity -1, agreements the effect 0.5; Pakistan sells Azerbaijan a quarter of
    what the equation says.
    """
    generator = np.random.default_rng(5)
    size = dict(zip(STATES, generator.normal(10, 1, len(STATES)), strict=True))
    rows = ["year,iso3_o,iso3_d,dist,contig,comlang_off,col_dep_ever,fta_wto,tradeflow_baci"]
    for at, one in enumerate(STATES):
        for to, other in enumerate(STATES):
            if one == other:
                continue
            distance = 300 + 37 * abs(at - to) + generator.uniform(0, 4000)
            since = YEARS[(at * to) % 4] if (at + to) % 3 == 0 else 3000
            for year in YEARS:
                rta = int(year >= since)
                log_flow = size[one] + size[other] + DISTANCE * np.log(distance) + EFFECT * rta
                flow = np.exp(log_flow) * (0.25 if (one, other) == ("PAK", "AZE") else 1)
                rows.append(
                    f"{year},{one},{other},{distance},{(at + 2 * to) % 5 == 0:d},0,0,{rta},{flow}"
                )
    folder = tmp_path_factory.mktemp("gravity")
    (folder / "Gravity.csv").write_text("\n".join(rows) + "\n")
    held = Sources(folder / "data")
    held.add("gravity-cepii", [folder / "Gravity.csv"])
    return held


def test_own_estimate_finds_the_effect_that_was_put_in(sources: Sources) -> None:
    """The coefficient is 0.5, and its source says on what it rests."""
    effect = own_effect(sources, None)
    assert effect.coefficient == pytest.approx(EFFECT, abs=1e-3)
    assert effect.standard_error < 0.01
    assert "own PPML estimate on Gravity database" in effect.source.name


def test_untapped_trade_is_seen_against_the_prediction(sources: Sources) -> None:
    """Pakistan's sales are about a quarter of the prediction, Azerbaijan's about all of it."""
    there, back = potential_figures("PAK", "AZE", sources, None)
    assert there.value is not None
    assert back.value is not None
    assert there.low is not None
    assert there.high is not None
    assert there.low <= there.value <= there.high
    assert (there.year, there.basis) == (2020, "modelled")
    assert "0.2" in (there.note or "").split(" times")[0][-6:]
    assert "1.0" in (back.note or "").split(" times")[0][-6:]


def test_year_after_the_day_asked_is_not_used(sources: Sources) -> None:
    """For 2013 the cross-section of 2012 is taken; before the first year there is none."""
    assert potential_figures("PAK", "AZE", sources, 2013)[0].year == 2012
    assert potential_figures("PAK", "AZE", sources, 2000) == []


def test_agreement_can_be_examined_with_the_own_estimate(sources: Sources) -> None:
    """Asked for, the own estimate replaces the published one and is named."""
    asked = Question(kind="trade-agreement", parties=("AZE", "PAK"), inputs=(("estimate", "own"),))
    found = examine(asked, sources)
    assert isinstance(found, Finding)
    assert found.figures[0].value == pytest.approx(np.exp(EFFECT) - 1, abs=2e-3)
    assert "as estimated on your data" in found.headline


def test_own_estimate_without_data_says_what_to_fetch(tmp_path: Path) -> None:
    """No gravity data, no own estimate."""
    with pytest.raises(SourceNotFetchedError, match="gravity data"):
        own_effect(Sources(tmp_path), None)
