"""Corrected reports as annotations in the gold format, so that corrections become gold."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from comity.ledger.queries import standing
from comity.ledger.rows import fact_of
from comity.ledger.schema import corrections, documents, facts
from comity.model.actors import Participant
from comity.model.dates import ReportedDate
from comity.model.facts import Fact, HistoricalFact, Measure, Meeting, Position, Subject
from comity.model.text import DocumentId

__all__ = ["annotations"]

FIELDS: Mapping[str, str] = {
    "meeting": "meetings",
    "subject": "subjects",
    "measure": "measures",
    "position": "positions",
    "history": "history",
}
"""Kinds of fact that gold annotations hold, and where."""


def annotations(connection: Connection) -> Iterator[dict[str, Any]]:
    """Yield one annotation for each document that users corrected, by name.

    It holds the facts that stand. ``reviewed`` tells whether a user judged every one of them: only
    then may a reader be called wrong for finding more.
    """
    named = select(corrections.c.document).where(corrections.c.undone_at.is_(None))
    statement = (
        select(documents.c.id, documents.c.name, documents.c.text)
        .where(documents.c.name.in_(named))
        .order_by(documents.c.name)
    )
    for document in connection.execute(statement).mappings().all():
        found = connection.execute(
            select(facts)
            .where(facts.c.document == document["id"], facts.c.fact.in_(FIELDS), standing())
            .order_by(facts.c.ordinal)
        ).mappings()
        rows = found.all()
        line: dict[str, Any] = {"id": document["name"]}
        line |= {field: [] for field in FIELDS.values()}
        for row in rows:
            fact = fact_of(row, DocumentId(document["name"]))
            line[FIELDS[row["fact"]]].append(_annotated(fact))
        line["reviewed"] = all(row["verdict"] is not None for row in rows)
        yield line


def _annotated(fact: Fact) -> dict[str, Any]:
    quote = fact.evidence.quote
    match fact:
        case Meeting():
            return {
                "form": fact.form,
                "date": _day(fact.date),
                "place": fact.place.name if fact.place else None,
                "place_country": fact.place.country if fact.place else None,
                "quote": quote,
                "participants": [_participant(person) for person in fact.participants],
            }
        case Subject():
            return {"area": fact.area, "quote": quote}
        case Measure():
            return {
                "kind": fact.kind,
                "parties": list(fact.parties),
                "endpoints": [place.name for place in fact.endpoints],
                "status": str(fact.status),
                "quote": quote,
            }
        case Position():
            return {
                "holder": fact.holder,
                "stance": fact.stance,
                "target": fact.target,
                "area": fact.area,
                "quote": quote,
            }
        case HistoricalFact():
            return {
                "kind": fact.kind,
                "parties": list(fact.parties),
                "date": _day(fact.date),
                "quote": quote,
            }
        case _:
            message = f"gold annotations hold no {type(fact).__name__}"
            raise ValueError(message)


def _participant(person: Participant) -> dict[str, Any]:
    return {
        "name": person.name,
        "office": person.office.lower() if person.office else None,
        "office_kind": person.office_kind,
        "represents": person.represents,
        "accredited_to": person.accredited_to,
        "quote": person.evidence.quote,
    }


def _day(date: ReportedDate | None) -> str | None:
    """Return a day, month or year; a range as the month it begins in, as the gold has it."""
    if date is None:
        return None
    return date.first.isoformat()[:7] if "/" in date.iso else date.iso
