"""The ledger's records as JSON objects, as the command line and the web print them."""

from typing import Any

from comity.model.dates import ReportedDate
from comity.model.fact_json import evidence_to_json, place_to_json
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord

__all__ = ["history_to_json", "meeting_to_json", "position_to_json"]

Json = dict[str, Any]


def history_to_json(history: MeasureHistory) -> Json:
    """Return a measure's history; dates are ISO, as precise as they are known."""
    return {
        "id": history.id,
        "kind": history.kind,
        "parties": list(history.parties),
        "endpoints": [place_to_json(place) for place in history.endpoints],
        "first_raised": history.first_raised.isoformat() if history.first_raised else None,
        "last_heard": history.last_heard.isoformat() if history.last_heard else None,
        "restated": history.restated,
        "status": str(history.status),
        "due": _iso(history.due),
        "due_now": _iso(history.due_now),
        "overdue": history.overdue,
        "slip_days": history.slip_days,
        "claimed_only": history.claimed_only,
        "statuses": [
            {
                "fact": step.fact,
                "status": str(step.status),
                "date": _iso(step.date),
                "date_basis": step.date.basis if step.date else None,
                "days_since_first": step.days_since_first,
                "due": _iso(step.due),
                "claimed_by": step.claimed_by,
                "confirmed": step.confirmed,
                "document": step.document,
                "evidence": evidence_to_json(step.evidence),
            }
            for step in history.statuses
        ],
    }


def meeting_to_json(record: MeetingRecord) -> Json:
    """Return a meeting with its reports, the words of each and what they disagree on."""
    return {
        "id": record.id,
        "form": record.form,
        "dyads": [[dyad.first, dyad.second] for dyad in record.dyads],
        "date": _iso(record.date),
        "date_basis": record.date.basis if record.date else None,
        "place": place_to_json(record.place),
        "participants": [
            {
                "name": person.name,
                "office": person.office,
                "office_kind": person.office_kind,
                "represents": person.represents,
                "accredited_to": person.accredited_to,
            }
            for person in record.participants
        ],
        "reports": list(record.reports),
        "evidence": [
            {"document": one.document, **evidence_to_json(one)} for one in record.evidence
        ],
        "disagreements": [
            {
                "field": one.field,
                "values": [
                    {"value": value, "documents": list(names)} for value, names in one.values
                ],
            }
            for one in record.disagreements
        ],
    }


def position_to_json(record: PositionRecord) -> Json:
    """Return one wording of a position."""
    return {
        "id": record.id,
        "holder": record.holder,
        "stance": record.stance,
        "target": record.target,
        "area": record.area,
        "matter": record.matter,
        "date": _iso(record.date),
        "date_basis": record.date.basis if record.date else None,
        "confirmed": record.confirmed,
        "document": record.document,
        "evidence": evidence_to_json(record.evidence),
    }


def _iso(date: ReportedDate | None) -> str | None:
    return None if date is None else date.iso
