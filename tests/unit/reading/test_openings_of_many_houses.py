"""Openings of reports in the manner of many publishers: who met whom. All people are composed."""

import tomllib
from pathlib import Path

import pytest

from comity.model.dates import ReportedDate
from comity.model.facts import Report
from comity.model.text import Document, DocumentId
from comity.reading.pipeline import read

OPENINGS = tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8"))[
    "opening"
]


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening["text"][:40])
def test_who_met_whom(opening: dict[str, str | list[str]]) -> None:
    """Meetings of one form are read, of exactly the people named; "-" has no name in the text."""
    report = read(
        Document(
            id=DocumentId("x"),
            text=str(opening["text"]),
            publisher_country=str(opening["home"]),
            published=ReportedDate.parse("2025-03-05", basis="published"),
        )
    )
    assert isinstance(report, Report)
    assert {meeting.form for meeting in report.meetings} == {opening["form"]}
    found = {
        f"{person.name or '-'} / {person.office_kind} / {person.represents}"
        for meeting in report.meetings
        for person in meeting.participants
    }
    assert found == set(opening["people"])
