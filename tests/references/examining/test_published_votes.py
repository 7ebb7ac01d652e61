"""Measures on UN votes against figures others published."""

import csv
from pathlib import Path

import numpy as np
import pytest

from comity.examining.closeness.votes import sessions
from comity.examining.kernels.votes import Alikeness, compare_votes
from comity.reference.state_codes import iso3_by_cow
from comity.sources.unga_votes import read

FIRST_YEAR, LAST_YEAR = 1946, 1990  # published figures of later years use another set of votes


@pytest.fixture(scope="module")
def votes(shared: Path):
    """Return each session's states and votes."""
    folder = shared / "data/trade/unvotes"
    (table,) = read((folder / "un_votes.rda", folder / "un_roll_calls.rda"))
    return {session.session: session for session in sessions(table)}


@pytest.fixture(scope="module")
def alike(votes) -> dict[int, Alikeness]:
    """Return the measures of every session."""
    return {number: compare_votes(session.votes) for number, session in votes.items()}


def test_agreement_with_the_united_states_equals_the_published(votes, alike, shared: Path) -> None:
    """Identical votes with the USA, 1946-1990: every published row to 1e-6 (Bailey et al.)."""
    with (shared / "data/trade/voeten/COW_country_codes.csv").open() as file:
        numbers = {row["StateAbb"]: int(row["CCode"]) for row in csv.DictReader(file)}
    compared = 0
    with (shared / "data/trade/qss/unvoting.csv").open() as file:
        for row in csv.DictReader(file):
            year = int(row["Year"])
            iso3 = iso3_by_cow().get(numbers.get(row["CountryAbb"], -1))
            session = votes.get(year - 1945)
            if not FIRST_YEAR <= year <= LAST_YEAR or row["PctAgreeUS"] in {"", "NA"}:
                continue
            if session is None or iso3 not in session.states:
                continue
            one, usa = np.searchsorted(session.states, [iso3, "USA"])
            ours = alike[session.session].strict[one, usa]
            assert ours == pytest.approx(float(row["PctAgreeUS"]), abs=1e-6)
            compared += 1
    assert compared >= 4797


def test_state_department_coincidence_2018(votes, shared: Path) -> None:
    """Session 73 correlates above 0.995 with the State Department's figures for 2018."""
    session = votes[73]
    alike = compare_votes(session.votes, drop_unanimous=False)
    usa = int(np.searchsorted(session.states, "USA"))
    with (shared / "data/trade/statedept/un-coincidence-2018.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["ISO"] in session.states]
    theirs = [float(row["COINCIDENCE"]) for row in rows]
    places = [int(np.searchsorted(session.states, row["ISO"])) for row in rows]
    ours = [alike.agreement[place, usa] for place in places]
    kept = np.isfinite(ours)
    assert kept.sum() >= 185
    assert np.corrcoef(np.array(ours)[kept], np.array(theirs)[kept])[0, 1] >= 0.995


def test_pakistan_and_azerbaijan_agree_by_habit_not_by_choice(votes, alike) -> None:
    """Session 74: agreement 0.918 over 85 joint votes, and kappa -0.02: no more than chance."""
    states = votes[74].states
    one, other = np.searchsorted(states, ["AZE", "PAK"])
    assert alike[74].joint[one, other] == 85
    assert alike[74].agreement[one, other] == pytest.approx(0.918, abs=5e-4)
    assert alike[74].kappa[one, other] == pytest.approx(-0.02, abs=5e-3)
