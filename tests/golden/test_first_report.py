"""The report Comity starts from: what its example, and the real one, must be read as."""

import json
from pathlib import Path

import pytest

from comity.model.facts import Report
from comity.model.report_json import document_from_json
from comity.workbench import Workbench, read

AREAS = {
    "bilateral-relations",
    "regional-security",
    "trade",
    "investment",
    "economy",
    "defence",
    "energy",
    "tourism",
    "culture",
    "people-to-people",
    "transport",
}
TRUSTED = 0.5  # what is more likely wrong than right waits in the inbox and counts nowhere


@pytest.fixture(scope="module", params=["example", "seed"])
def report(request: pytest.FixtureRequest) -> Report:
    """Return the reading of the example, and of the real report where it is at hand."""
    root = Path(__file__).resolve().parents[2]
    if request.param == "example":
        found = read((root / "examples" / "islamabad-2023-04-13.txt").read_text(encoding="utf-8"))
    else:
        path = root.parent / "shared" / "gold" / "seed.jsonl"
        if not path.is_file():
            pytest.skip("the shared folder beside the project is not there")
        row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
        found = Workbench().read(document_from_json(row))
    assert isinstance(found, Report)
    return found


def test_who_met_where_and_when(report: Report) -> None:
    """Both officials, with office, country and posting, on the day, in the city."""
    (meeting,) = report.meetings
    assert meeting.form == "meeting"
    assert meeting.date
    assert meeting.date.iso == "2023-04-13"
    assert meeting.place
    assert (meeting.place.name, meeting.place.country) == ("Islamabad", "PAK")
    assert {
        (one.name, one.office_kind, one.represents, one.accredited_to)
        for one in meeting.participants
    } == {
        ("Asad Majeed Khan", "permanent-secretary", "PAK", None),
        ("Khazar Farhadov", "ambassador", "AZE", "PAK"),
    }


def test_what_they_talked_about(report: Report) -> None:
    """At least ten of the eleven areas."""
    assert len(AREAS & {one.area for one in report.subjects}) >= 10


def test_what_is_to_be_done(report: Report) -> None:
    """Four measures, all of them discussed, the flight between its two cities."""
    found = [one for one in report.measures if one.confidence >= TRUSTED]
    assert sorted((one.kind, str(one.status)) for one in found) == [
        ("air-link", "discussed"),
        ("joint-venture", "discussed"),
        ("rail-link", "discussed"),
        ("road-link", "discussed"),
    ]
    (flight,) = (one for one in found if one.kind == "air-link")
    assert [place.name for place in flight.endpoints] == ["Baku", "Islamabad"]
    assert flight.parties == ("AZE", "PAK")


def test_who_backs_whom(report: Report) -> None:
    """Both stand by the other's territorial stance."""
    found = {
        (one.holder, one.stance, one.target)
        for one in report.positions
        if one.area == "territorial-issues" and one.confidence >= TRUSTED
    }
    assert found == {("PAK", "supports", "AZE"), ("AZE", "supports", "PAK")}


def test_what_is_recalled(report: Report) -> None:
    """Each recognised the other early."""
    found = [one for one in report.history if one.kind == "recognition"]
    assert len(found) == 2
    assert all(one.parties == ("AZE", "PAK") for one in found)


def test_the_teaser_is_no_fact(report: Report) -> None:
    """The line that advertises another story is kept apart and gives nothing."""
    (teaser,) = report.related
    text = report.document.text
    line = text.casefold().index("also read:")
    end = text.index("\n", line)
    facts = [*report.subjects, *report.measures, *report.positions, *report.history]
    assert "Afghanistan" in teaser.title
    assert not any(line <= fact.evidence.start < end for fact in facts)


def test_every_quote_is_the_documents_own(report: Report) -> None:
    """Evidence is a slice of the text, never more than sixty words."""
    for fact in (*report.meetings, *report.subjects, *report.measures, *report.positions):
        evidence = fact.evidence
        assert report.document.part(evidence.part)[evidence.start : evidence.end] == evidence.quote
        assert len(evidence.quote.split()) <= 60
