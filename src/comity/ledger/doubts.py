"""Which facts a person should look at first: doubtful ones that much rests on."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, select

from comity.ledger.rows import date_of, fact_of
from comity.ledger.schema import DOUBTFUL, documents, facts, is_a, is_doubtful
from comity.model.records import FactRecord
from comity.model.text import DocumentId

__all__ = ["WEIGHTS", "find_doubts"]

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"measure": 3.0, "meeting": 3.0, "position": 2.0, "history": 1.0}
)
"""How much rests on a kind of fact; kinds that are not named are not worth a person's time."""


def find_doubts(
    connection: Connection, *, below: float, limit: int, skip: frozenset[str] = frozenset()
) -> tuple[FactRecord, ...]:
    """Return unjudged facts whose confidence is below a bound, by doubt times weight, worst first.

    Args:
        connection: An open connection.
        below: Confidence, 0 to 1, from which a fact needs nobody's eyes.
        limit: How many to return.
        skip: Ids of facts that were left for later.
    """
    ranked = []
    for kind, weight in WEIGHTS.items():
        statement = (
            select(facts, documents.c.name, documents.c.mark)
            .join(documents, documents.c.id == facts.c.document)
            .where(is_a(kind), facts.c.verdict.is_(None), facts.c.confidence < below)
            .where(*([is_doubtful()] if below <= DOUBTFUL else []))
            .order_by(facts.c.confidence, facts.c.document, facts.c.ordinal)
            .limit(limit + len(skip))
        )
        for row in connection.execute(statement).mappings():
            name = f"{row['mark']}-{row['code']}"
            if name not in skip:
                ranked.append((-(1 - row["confidence"]) * weight, name, row))
    ranked.sort(key=lambda one: one[:2])
    return tuple(
        FactRecord(
            id=name,
            kind=row["fact"],
            fact=fact_of(row, DocumentId(row["name"])),
            date=date_of(row),
            document=DocumentId(row["name"]),
        )
        for _, name, row in ranked[:limit]
    )
