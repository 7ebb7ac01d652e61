"""A link that runs is told from one that was only promised."""

import pytest

from comity import read
from comity.model.facts import Report

CASES = [
    ("Pakistan and Azerbaijan opened direct flights between Baku and Lahore.", "implemented"),
    ("Jordan and Iraq have resumed the bus service between Amman and Baghdad.", "implemented"),
    ("Kenya and Uganda agreed to open direct flights between Kisumu and Entebbe.", "agreed"),
    ("The direct flights between Tunis and Lagos have not yet begun.", "agreed"),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_an_opening_is_told_from_a_promise(text: str, status: str) -> None:
    """What was opened is implemented; what has not begun stays agreed."""
    report = read(text, published="2024-05-02")
    assert isinstance(report, Report)
    found = [one for one in report.measures if one.kind.endswith("-link")]
    assert [str(one.status) for one in found] == [status]


def test_a_promised_day_is_no_day_of_the_deed() -> None:
    """A date after "promised for" is the promise, even when it has passed."""
    report = read(
        "Lahore, 23 September 2023: The direct flights between Baku and Islamabad, which had been"
        " promised for 20 September 2023, have not yet begun.",
    )
    assert isinstance(report, Report)
    (flight,) = (one for one in report.measures if one.kind == "air-link")
    assert flight.date
    assert flight.date.iso == "2023-09-23"
    assert flight.due
    assert flight.due.iso == "2023-09-20"


REFUSALS = [
    ("The Kenyan side does not intend to open a consulate in Lima for now.", "abandoned"),
    ("The opening of the rail link between Amman and Baghdad was put off.", "suspended"),
]


@pytest.mark.parametrize(("text", "status"), REFUSALS)
def test_a_refusal_is_no_agreement(text: str, status: str) -> None:
    """What a side does not intend, or puts off, is never said to be agreed."""
    report = read(f"Nairobi, 2 May 2024: Kenya and Peru held talks. {text}")
    assert isinstance(report, Report)
    assert {str(one.status) for one in report.measures} <= {status}


def test_a_date_is_not_borrowed_from_another_measure() -> None:
    """The day that the next sentence promises for something else is not this measure's."""
    report = read(
        "Nairobi, 12 March 2024: Kenya and Brazil signed a memorandum on visas on Tuesday. They"
        " discussed a direct flight between Nairobi and Brasília, which is due to begin in"
        " December 2025.",
    )
    assert isinstance(report, Report)
    signed = [one for one in report.measures if str(one.status) == "signed"]
    assert [one.due for one in signed] == [None] * len(signed)
