"""Ledger records as plain rows: what pages, JSON, CSV and Atom show of a list."""

from typing import Any

from comity.model.actors import Place
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord
from comity.reference.countries import country_name

__all__ = ["measure_row", "meeting_row", "position_row"]

Row = dict[str, Any]


def measure_row(one: MeasureHistory) -> Row:
    """Return a followed measure as one row; its quote is the newest."""
    last = one.statuses[-1]
    return {
        "id": one.id,
        "href": f"/measures/{one.id}",
        "label": f"{one.kind.replace('-', ' ')} {_between(one)}",
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


def position_row(one: PositionRecord) -> Row:
    """Return one wording of a position as one row."""
    return {
        "id": one.id,
        "href": f"/reports/{one.document}#{one.id}",
        "label": f"{country_name(one.holder)} {one.stance.replace('-', ' ')}"
        f" {country_name(one.target) if one.target else 'no one named'}",
        "holder": one.holder,
        "stance": one.stance,
        "target": one.target,
        "area": one.area,
        "matter": one.matter,
        "date": one.date.iso if one.date else None,
        "document": one.document,
        "quote": one.evidence.quote,
    }


def _between(one: MeasureHistory) -> str:
    if one.endpoints:
        return " – ".join(place.name for place in one.endpoints)
    return " – ".join(country_name(party) for party in one.parties)


def _place(place: Place | None) -> str:
    return f"in {place.name}" if place else ""
