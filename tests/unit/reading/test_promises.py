"""Dates without a day that a measure is promised for."""

import pytest

from comity.model.dates import ReportedDate
from comity.reading.facts.promises import find_promised_dates

PUBLISHED = ReportedDate.parse("2023-11-02")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("flights will start by the end of 2024", "2024-01-01", "2024-12-31"),
        ("the line opens in the first half of 2026", "2026-01-01", "2026-06-30"),
        ("to be ready in the last quarter of 2025", "2025-10-01", "2025-12-31"),
        ("to be signed before the end of the year", "2023-01-01", "2023-12-31"),
        ("the embassy opens next year", "2024-01-01", "2024-12-31"),
        ("they will meet next month", "2023-12-01", "2023-12-31"),
        ("the crossing opens in March", "2024-03-01", "2024-03-31"),
        ("the talks resume in December", "2023-12-01", "2023-12-31"),
        ("the road will be done within six months", "2024-05-01", "2024-05-31"),
        ("the visa waiver begins in ten days", "2023-11-12", "2023-11-12"),
    ],
)
def test_a_promise_without_a_day_gives_its_span(text: str, first: str, last: str) -> None:
    """A year, part of a year, month or number of months ahead is resolved from publication."""
    found = next(find_promised_dates(text, 0, len(text), PUBLISHED))

    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "the road was opened in 2019",
        "signed in March 2021",
        "on 5 March",
        "it may open soon",
        "trade grew in 2022-23",
    ],
)
def test_what_lies_behind_or_has_a_day_is_no_such_promise(text: str) -> None:
    """Earlier years, full dates and vague words give nothing."""
    assert list(find_promised_dates(text, 0, len(text), PUBLISHED)) == []


def test_an_undated_report_promises_by_deadlines_only() -> None:
    """Without publication "by 2030" is a promise and "in March" or "in 2030" is not."""
    text = "in March or in 2030 they meet; the line opens by 2030"

    found = list(find_promised_dates(text, 0, len(text), None))

    assert [date.iso for date in found] == ["2030"]
