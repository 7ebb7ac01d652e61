"""Ledger records as plain rows: what pages, JSON, CSV and Atom show of a list."""

from collections.abc import Callable
from typing import Any

from comity.model.actors import Place
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord
from comity.reference.countries import country_name

__all__ = ["Names", "first_line", "measure_row", "meeting_row", "position_row"]

Row = dict[str, Any]
Names = Callable[[str], str]
"""From a party's code to its name in the reader's language."""


def measure_row(one: MeasureHistory, names: Names = country_name) -> Row:
    """Return a followed measure as one row; its quote is the newest."""
    last = one.statuses[-1]
    return {
        "id": one.id,
        "href": f"/measures/{one.id}",
        "label": f"{one.kind.replace('-', ' ')} {_between(one, names)}",
        "kind": one.kind,
        "parties": " ".join(one.parties),
        "endpoints": " – ".join(place.name for place in one.endpoints),
        "status": str(one.status),
        "first_raised": one.first_raised.isoformat() if one.first_raised else None,
        "date": one.last_heard.isoformat() if one.last_heard else None,
        "restated": one.restated,
        "due": one.due.iso if one.due else None,
        "overdue": one.overdue,
        "slip_days": one.slip_days,
        "claimed_only": one.claimed_only,
        "document": last.document,
        "quote": last.evidence.quote,
    }


def meeting_row(one: MeetingRecord) -> Row:
    """Return a meeting as one row."""
    people = "; ".join(
        f"{person.name or person.office or person.office_kind} ({person.represents or '–'})"
        for person in one.participants
    )
    return {
        "id": one.id,
        "href": f"/meetings/{one.id}",
        "label": f"{one.form} {_place(one.place)}".strip(),
        "form": one.form,
        "date": one.date.iso if one.date else None,
        "place": one.place.name if one.place else None,
        "participants": people,
        "reports": len(one.reports),
        "disagreements": len(one.disagreements),
        "quote": one.evidence[0].quote,
    }


def position_row(one: PositionRecord, names: Names = country_name) -> Row:
    """Return one wording of a position as one row."""
    return {
        "id": one.id,
        "href": f"/reports/{one.document}#f-{one.id}",
        "label": f"{names(one.holder)} {one.stance.replace('-', ' ')}"
        f" {names(one.target) if one.target else 'no one named'}",
        "holder": one.holder,
        "stance": one.stance,
        "target": one.target,
        "area": one.area,
        "matter": one.matter,
        "date": one.date.iso if one.date else None,
        "document": one.document,
        "quote": one.evidence.quote,
    }


def first_line(text: str) -> str:
    """Return how a text begins, short enough for a heading."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 90 else f"{line[:89]}…"  # noqa: PLR2004 - one line of the page


def _between(one: MeasureHistory, names: Names) -> str:
    if one.endpoints:
        return " – ".join(place.name for place in one.endpoints)
    return " – ".join(names(party) for party in one.parties)


def _place(place: Place | None) -> str:
    return f"in {place.name}" if place else ""
