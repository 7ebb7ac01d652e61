"""The ledger's records as JSON objects, as the command line and the web print them."""

import json
from typing import Any

from comity.model.dates import ReportedDate
from comity.model.fact_json import FACTS, evidence_to_json, place_to_json
from comity.model.facts import Report
from comity.model.records import (
    Correction,
    FactRecord,
    MeasureHistory,
    MeetingRecord,
    OfficeRecord,
    PositionRecord,
    SearchResult,
)
from comity.model.report_json import report_to_json

__all__ = [
    "CORRECTION_SCHEMA",
    "correction_to_json",
    "first_and_last",
    "history_to_json",
    "meeting_to_json",
    "office_to_json",
    "position_to_json",
    "search_to_json",
    "shown_to_json",
]

CORRECTION_SCHEMA = "comity.correction/1"

Json = dict[str, Any]


def history_to_json(history: MeasureHistory) -> Json:
    """Return a measure's history; dates are ISO, as precise as they are known."""
    first, last = first_and_last(history)
    return {
        "id": history.id,
        "kind": history.kind,
        "parties": list(history.parties),
        "endpoints": [place_to_json(place) for place in history.endpoints],
        "first_raised": first,
        "last_heard": last,
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


def first_and_last(history: MeasureHistory) -> tuple[str | None, str | None]:
    """Return when a measure was first and last spoken of: ISO, as precise as it is known."""
    dated = [step.date for step in history.statuses if step.date is not None]
    last = max(dated, key=lambda date: (date.last, date.first), default=None)
    return _iso(dated[0] if dated else None), _iso(last)


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


def office_to_json(record: OfficeRecord) -> Json:
    """Return who was seen in an office, and when."""
    return {
        "party": record.party,
        "office_kind": record.office_kind,
        "office": record.office,
        "accredited_to": record.accredited_to,
        "names": list(record.names),
        "first_seen": _iso(record.first_seen),
        "last_seen": _iso(record.last_seen),
        "documents": list(record.documents),
    }


def search_to_json(result: SearchResult) -> Json:
    """Return a page of hits and the facets; ``marks`` are stretches of the snippet."""
    return {
        "total": result.total,
        "more": result.more,
        "counted": result.counted,
        "hits": [
            {
                "document": hit.document,
                "title": hit.title,
                "publisher": hit.publisher,
                "date": hit.date.isoformat() if hit.date else None,
                "snippet": hit.snippet,
                "marks": [list(mark) for mark in hit.marks],
            }
            for hit in result.hits
        ],
        "facets": {
            name: [{"value": value, "documents": count} for value, count in values]
            for name, values in result.facets
        },
    }


def shown_to_json(shown: Report | FactRecord | MeetingRecord | MeasureHistory) -> Json:
    """Return what an identifier means; ``shows`` names which of the four it is."""
    match shown:
        case Report():
            return {"shows": "report", **report_to_json(shown)}
        case MeetingRecord():
            return {"shows": "meeting", **meeting_to_json(shown)}
        case MeasureHistory():
            return {"shows": "measure", **history_to_json(shown)}
        case FactRecord():
            says = FACTS[shown.kind].to_json(shown.fact)
            return {
                "shows": "fact",
                "id": shown.id,
                "kind": shown.kind,
                "date": _iso(shown.date),
                "document": shown.document,
                "verdict": shown.verdict,
                "record": shown.record,
                "evidence": says.pop("evidence"),
                "confidence": says.pop("confidence"),
                "found_by": says.pop("found_by"),
                "says": says,
            }


def correction_to_json(correction: Correction) -> Json:
    """Return one line of the log of corrections."""
    return {
        "schema": CORRECTION_SCHEMA,
        "id": correction.id,
        "action": correction.action,
        "kind": correction.kind,
        "document": correction.document,
        "fact": correction.fact,
        "other": correction.other,
        "who": correction.who,
        "at": correction.at,
        "before": json.loads(correction.before) if correction.before else None,
        "after": json.loads(correction.after) if correction.after else None,
        "undone_by": correction.undone_by,
        "undone_at": correction.undone_at,
    }
