"""Single facts as JSON objects and back: the parts a report's public JSON is made of.

``FACTS`` is the table of them: name of the kind of fact -> where a ``Report`` keeps it, and how it
is written and read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from comity.model.actors import Participant, Party, Place
from comity.model.dates import DateBasis, Precision, ReportedDate
from comity.model.facts import (
    Event,
    HistoricalFact,
    Measure,
    MeasureStatus,
    Meeting,
    Position,
    Related,
    Statement,
    Subject,
)
from comity.model.text import DocumentId, Evidence

__all__ = [
    "FACTS",
    "FactForm",
    "date_from_iso",
    "date_from_json",
    "date_to_json",
    "evidence_from_json",
    "evidence_to_json",
    "place_to_json",
]

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactForm:
    """How one kind of fact is written.

    ``field`` is where a ``Report`` keeps it; ``says`` gives what it says without its grounds
    (evidence, confidence, found by), ``grounded`` the fact of what it says and its grounds.
    """

    field: str
    says: Callable[[Any], Json]
    grounded: Callable[[Mapping[str, Any], Evidence, float, str], Any]

    def to_json(self, fact: Any) -> Json:
        """Return the whole public object: what the fact says, and its grounds."""
        return {**self.says(fact), **_grounds(fact)}

    def from_json(self, row: Mapping[str, Any], document: DocumentId) -> Any:
        """Return the fact a whole public object describes, in this document."""
        return self.grounded(row, *_ground(row, document))


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
    return date_from_iso(row["first"], row["last"], row.get("precision", "day"), row.get("basis"))


@lru_cache(maxsize=65536)
def date_from_iso(
    first: str, last: str, precision: Precision, basis: DateBasis | None
) -> ReportedDate:
    """Return the date with these ISO days as its ends; many facts share one."""
    return ReportedDate(
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        precision=precision,
        basis=basis,
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
    return None if row is None else _place(row["name"], row.get("country"))


@lru_cache(maxsize=16384)
def _place(name: str, country: Party | None) -> Place:
    return Place(name=name, country=country)


def _grounds(fact: Any) -> Json:
    return {
        "evidence": evidence_to_json(fact.evidence),
        "confidence": fact.confidence,
        "found_by": fact.found_by,
    }


def _ground(row: Mapping[str, Any], document: DocumentId) -> tuple[Evidence, float, str]:
    return (
        evidence_from_json(row["evidence"], document),
        row.get("confidence", 1.0),
        row.get("found_by", "rule:unstated"),
    )


def _meeting_says(meeting: Meeting) -> Json:
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
    }


def _meeting_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Meeting:
    return Meeting(
        form=row["form"],
        date=date_from_json(row["date"]),
        place=_place_from_json(row["place"]),
        participants=tuple(
            _participant(person, *_ground(person, evidence.document))
            for person in row["participants"]
        ),
        evidence=evidence,
        confidence=confidence,
        found_by=found_by,
    )


def _participant(
    person: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Participant:
    return Participant(
        name=person["name"],
        office=person["office"],
        office_kind=person["office_kind"],
        represents=person["represents"],
        accredited_to=person.get("accredited_to"),
        evidence=evidence,
        confidence=confidence,
        found_by=found_by,
    )


def _measure_says(measure: Measure) -> Json:
    return {
        "kind": measure.kind,
        "parties": list(measure.parties),
        "endpoints": [place_to_json(place) for place in measure.endpoints],
        "status": str(measure.status),
        "due": date_to_json(measure.due),
        "date": date_to_json(measure.date),
        "claimed_by": measure.claimed_by,
    }


def _measure_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Measure:
    return Measure(
        kind=row["kind"],
        parties=tuple(Party(party) for party in row["parties"]),
        endpoints=tuple(_place(place["name"], place.get("country")) for place in row["endpoints"]),
        status=MeasureStatus(row["status"]),
        due=date_from_json(row.get("due")),
        date=date_from_json(row.get("date")),
        claimed_by=row.get("claimed_by"),
        evidence=evidence,
        confidence=confidence,
        found_by=found_by,
    )


def _position_says(position: Position) -> Json:
    return {
        "holder": position.holder,
        "stance": position.stance,
        "target": position.target,
        "area": position.area,
        "matter": position.matter,
    }


def _position_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Position:
    return Position(
        holder=row["holder"],
        stance=row["stance"],
        target=row["target"],
        area=row["area"],
        matter=row.get("matter"),
        evidence=evidence,
        confidence=confidence,
        found_by=found_by,
    )


def _history_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> HistoricalFact:
    return HistoricalFact(
        kind=row["kind"],
        parties=tuple(Party(party) for party in row["parties"]),
        date=date_from_json(row["date"]),
        evidence=evidence,
        confidence=confidence,
        found_by=found_by,
    )


def _statement_says(statement: Statement) -> Json:
    return {
        "speaker": statement.speaker,
        "represents": statement.represents,
        "verb": statement.verb,
        "area": statement.area,
    }


def _statement_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Statement:
    return Statement(
        speaker=row["speaker"],
        represents=row["represents"],
        verb=row["verb"],
        area=row["area"],
        evidence=evidence,
        confidence=confidence,
        found_by=found_by,
    )


def _event_says(event: Event) -> Json:
    return {
        "plover": event.plover,
        "mode": event.mode,
        "context": list(event.context),
        "actor": event.actor,
        "recipient": event.recipient,
        "date": date_to_json(event.date),
    }


def _event_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Event:
    return Event(
        plover=row["plover"],
        mode=row["mode"],
        context=tuple(row["context"]),
        actor=row["actor"],
        recipient=row["recipient"],
        date=date_from_json(row["date"]),
        evidence=evidence,
        confidence=confidence,
        found_by=found_by,
    )


def _subject_says(subject: Subject) -> Json:
    return {"area": subject.area}


def _subject_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Subject:
    return Subject(area=row["area"], evidence=evidence, confidence=confidence, found_by=found_by)


def _history_says(fact: HistoricalFact) -> Json:
    return {
        "kind": fact.kind,
        "parties": list(fact.parties),
        "date": date_to_json(fact.date),
    }


def _related_says(related: Related) -> Json:
    return {"title": related.title}


def _related_grounded(
    row: Mapping[str, Any], evidence: Evidence, confidence: float, found_by: str
) -> Related:
    return Related(title=row["title"], evidence=evidence, confidence=confidence, found_by=found_by)


FACTS: Mapping[str, FactForm] = MappingProxyType(
    {
        "meeting": FactForm(field="meetings", says=_meeting_says, grounded=_meeting_grounded),
        "subject": FactForm(field="subjects", says=_subject_says, grounded=_subject_grounded),
        "measure": FactForm(field="measures", says=_measure_says, grounded=_measure_grounded),
        "position": FactForm(field="positions", says=_position_says, grounded=_position_grounded),
        "history": FactForm(field="history", says=_history_says, grounded=_history_grounded),
        "statement": FactForm(
            field="statements", says=_statement_says, grounded=_statement_grounded
        ),
        "related": FactForm(field="related", says=_related_says, grounded=_related_grounded),
        "event": FactForm(field="events", says=_event_says, grounded=_event_grounded),
    }
)
"""Kind of fact -> its form, in the order of the public JSON."""
