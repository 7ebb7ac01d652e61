"""Reports as the public JSON ``comity.report/1`` and back; what goes in comes out.

Records that hold fields the public format does not name (a measure's ``date`` and ``claimed_by``)
write them beside the named ones. Unknown keys are ignored when read.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from comity.model.actors import Dyad, Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import (
    Event,
    HistoricalFact,
    Measure,
    MeasureStatus,
    Meeting,
    Position,
    Rejected,
    Related,
    Report,
    Statement,
    Subject,
)
from comity.model.text import Block, Document, DocumentId, Evidence

__all__ = [
    "REJECTED_SCHEMA",
    "REPORT_SCHEMA",
    "date_from_json",
    "date_to_json",
    "document_from_json",
    "document_to_json",
    "evidence_from_json",
    "evidence_to_json",
    "place_to_json",
    "rejected_to_json",
    "report_from_json",
    "report_to_json",
]

REPORT_SCHEMA = "comity.report/1"
REJECTED_SCHEMA = "comity.rejected/1"

Json = dict[str, Any]


def report_to_json(report: Report, *, with_text: bool = False) -> Json:
    """Return one report as the public JSON object; ``with_text`` adds text and layout."""
    return {
        "schema": REPORT_SCHEMA,
        "document": document_to_json(report.document, with_text=with_text),
        "reader": report.reader,
        "dyads": [[dyad.first, dyad.second] for dyad in report.dyads],
        "meetings": [_meeting_to_json(meeting) for meeting in report.meetings],
        "subjects": [{"area": subject.area, **_grounds(subject)} for subject in report.subjects],
        "measures": [_measure_to_json(measure) for measure in report.measures],
        "positions": [_position_to_json(position) for position in report.positions],
        "history": [
            {
                "kind": fact.kind,
                "parties": list(fact.parties),
                "date": date_to_json(fact.date),
                **_grounds(fact),
            }
            for fact in report.history
        ],
        "statements": [_statement_to_json(statement) for statement in report.statements],
        "related": [{"title": related.title, **_grounds(related)} for related in report.related],
        "events": [_event_to_json(event) for event in report.events],
    }


def rejected_to_json(rejected: Rejected) -> Json:
    """Return a rejected document as the public JSON object ``comity.rejected/1``."""
    return {
        "schema": REJECTED_SCHEMA,
        "document": {"id": rejected.id, "origin": rejected.origin},
        "reason": rejected.reason,
        "mend": rejected.mend,
    }


def report_from_json(row: Mapping[str, Any], *, text: str | None = None) -> Report:
    """Return the report a public JSON object describes.

    Args:
        row: An object of schema ``comity.report/1``.
        text: The document's text, where the object does not carry it.

    Raises:
        KeyError: If a required key is missing.
        ValueError: If a value breaks an invariant of a record.
    """
    document = document_from_json(row["document"], text=text)
    name = document.id
    return Report(
        document=document,
        reader=row.get("reader", ""),
        dyads=tuple(Dyad.of(one, other) for one, other in row.get("dyads", ())),
        meetings=tuple(_meeting_from_json(fact, name) for fact in row.get("meetings", ())),
        subjects=tuple(
            Subject(area=fact["area"], **_ground(fact, name)) for fact in row.get("subjects", ())
        ),
        measures=tuple(_measure_from_json(fact, name) for fact in row.get("measures", ())),
        positions=tuple(_position_from_json(fact, name) for fact in row.get("positions", ())),
        history=tuple(_history_from_json(fact, name) for fact in row.get("history", ())),
        statements=tuple(_statement_from_json(fact, name) for fact in row.get("statements", ())),
        related=tuple(
            Related(title=fact["title"], **_ground(fact, name)) for fact in row.get("related", ())
        ),
        events=tuple(_event_from_json(fact, name) for fact in row.get("events", ())),
    )


def document_to_json(document: Document, *, with_text: bool = False) -> Json:
    """Return what identifies a document, and its text and layout where asked."""
    row: Json = {
        "id": document.id,
        "origin": document.origin,
        "title": document.title,
        "publisher": document.publisher,
        "publisher_country": document.publisher_country,
        "published": document.published.iso if document.published else None,
        "language": document.language,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
        "sha256": document.sha256,
    }
    if with_text:
        row["text"] = document.text
        row["blocks"] = [
            {"kind": block.kind, "start": block.start, "end": block.end, "page": block.page}
            for block in document.blocks
        ]
    return row


def document_from_json(row: Mapping[str, Any], *, text: str | None = None) -> Document:
    """Return the document a JSON object describes; its text is empty where neither holds it."""
    return Document(
        id=DocumentId(row["id"]),
        text=row.get("text", "") if text is None else text,
        title=row.get("title"),
        publisher=row.get("publisher"),
        publisher_country=row.get("publisher_country"),
        published=ReportedDate.parse(row["published"], basis="published")
        if row.get("published")
        else None,
        language=row.get("language") or "en",
        origin=row.get("origin"),
        retrieved=datetime.fromisoformat(row["retrieved"]) if row.get("retrieved") else None,
        blocks=tuple(Block(**block) for block in row.get("blocks", ())),
    )


def date_to_json(value: ReportedDate | None) -> Json | None:
    """Return a date with its ends, precision and basis."""
    if value is None:
        return None
    return {
        "first": value.first.isoformat(),
        "last": value.last.isoformat(),
        "precision": value.precision,
        "basis": value.basis,
    }


def date_from_json(row: Mapping[str, Any] | None) -> ReportedDate | None:
    """Return the date a JSON object describes."""
    if row is None:
        return None
    return ReportedDate(
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        precision=row.get("precision", "day"),
        basis=row.get("basis"),
    )


def evidence_to_json(evidence: Evidence) -> Json:
    """Return the part, offsets and words of an evidence."""
    return {
        "part": evidence.part,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def evidence_from_json(row: Mapping[str, Any], document: DocumentId) -> Evidence:
    """Return the evidence a JSON object describes, in this document."""
    return Evidence(
        document=document,
        part=row.get("part", "text"),
        start=row["start"],
        end=row["end"],
        quote=row["quote"],
    )


def place_to_json(place: Place | None) -> Json | None:
    """Return a place's name and country."""
    return None if place is None else {"name": place.name, "country": place.country}


def _place_from_json(row: Mapping[str, Any] | None) -> Place | None:
    return None if row is None else Place(name=row["name"], country=row.get("country"))


def _grounds(fact: Any) -> Json:
    return {
        "evidence": evidence_to_json(fact.evidence),
        "confidence": fact.confidence,
        "found_by": fact.found_by,
    }


def _ground(row: Mapping[str, Any], document: DocumentId) -> Json:
    return {
        "evidence": evidence_from_json(row["evidence"], document),
        "confidence": row.get("confidence", 1.0),
        "found_by": row.get("found_by", "rule:unstated"),
    }


def _meeting_to_json(meeting: Meeting) -> Json:
    return {
        "form": meeting.form,
        "date": date_to_json(meeting.date),
        "place": place_to_json(meeting.place),
        "participants": [
            {
                "name": person.name,
                "office": person.office,
                "office_kind": person.office_kind,
                "represents": person.represents,
                "accredited_to": person.accredited_to,
                **_grounds(person),
            }
            for person in meeting.participants
        ],
        **_grounds(meeting),
    }


def _meeting_from_json(row: Mapping[str, Any], document: DocumentId) -> Meeting:
    return Meeting(
        form=row["form"],
        date=date_from_json(row["date"]),
        place=_place_from_json(row["place"]),
        participants=tuple(
            Participant(
                name=person["name"],
                office=person["office"],
                office_kind=person["office_kind"],
                represents=person["represents"],
                accredited_to=person.get("accredited_to"),
                **_ground(person, document),
            )
            for person in row["participants"]
        ),
        **_ground(row, document),
    )


def _measure_to_json(measure: Measure) -> Json:
    return {
        "kind": measure.kind,
        "parties": list(measure.parties),
        "endpoints": [place_to_json(place) for place in measure.endpoints],
        "status": str(measure.status),
        "due": date_to_json(measure.due),
        "date": date_to_json(measure.date),
        "claimed_by": measure.claimed_by,
        **_grounds(measure),
    }


def _measure_from_json(row: Mapping[str, Any], document: DocumentId) -> Measure:
    return Measure(
        kind=row["kind"],
        parties=tuple(Party(party) for party in row["parties"]),
        endpoints=tuple(
            Place(name=place["name"], country=place.get("country")) for place in row["endpoints"]
        ),
        status=MeasureStatus(row["status"]),
        due=date_from_json(row.get("due")),
        date=date_from_json(row.get("date")),
        claimed_by=row.get("claimed_by"),
        **_ground(row, document),
    )


def _position_to_json(position: Position) -> Json:
    return {
        "holder": position.holder,
        "stance": position.stance,
        "target": position.target,
        "area": position.area,
        "matter": position.matter,
        **_grounds(position),
    }


def _position_from_json(row: Mapping[str, Any], document: DocumentId) -> Position:
    return Position(
        holder=row["holder"],
        stance=row["stance"],
        target=row["target"],
        area=row["area"],
        matter=row.get("matter"),
        **_ground(row, document),
    )


def _history_from_json(row: Mapping[str, Any], document: DocumentId) -> HistoricalFact:
    return HistoricalFact(
        kind=row["kind"],
        parties=tuple(Party(party) for party in row["parties"]),
        date=date_from_json(row["date"]),
        **_ground(row, document),
    )


def _statement_to_json(statement: Statement) -> Json:
    return {
        "speaker": statement.speaker,
        "represents": statement.represents,
        "verb": statement.verb,
        "area": statement.area,
        **_grounds(statement),
    }


def _statement_from_json(row: Mapping[str, Any], document: DocumentId) -> Statement:
    return Statement(
        speaker=row["speaker"],
        represents=row["represents"],
        verb=row["verb"],
        area=row["area"],
        **_ground(row, document),
    )


def _event_to_json(event: Event) -> Json:
    return {
        "plover": event.plover,
        "mode": event.mode,
        "context": list(event.context),
        "actor": event.actor,
        "recipient": event.recipient,
        "date": date_to_json(event.date),
        **_grounds(event),
    }


def _event_from_json(row: Mapping[str, Any], document: DocumentId) -> Event:
    return Event(
        plover=row["plover"],
        mode=row["mode"],
        context=tuple(row["context"]),
        actor=row["actor"],
        recipient=row["recipient"],
        date=date_from_json(row["date"]),
        **_ground(row, document),
    )
