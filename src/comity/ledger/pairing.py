"""Keeps count of the reports on each dyad, in the transaction that adds or takes them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, text, update

from comity.ledger.schema import documents, dyads, pairs

__all__ = ["add_to_pairs", "take_from_pairs"]

Row = Mapping[Any, Any]

ADD = text(
    'INSERT INTO pairs ("first", "second", reports, retrieved) '
    "VALUES (:first, :second, :reports, :retrieved) "
    'ON CONFLICT ("first", "second") DO UPDATE SET reports = pairs.reports + excluded.reports, '
    "retrieved = CASE WHEN excluded.retrieved < pairs.retrieved OR excluded.retrieved IS NULL "
    "THEN pairs.retrieved ELSE excluded.retrieved END"
)


def add_to_pairs(
    connection: Connection, added: Sequence[Row], retrieved: Mapping[int, str | None]
) -> None:
    """Count rows that were added to ``dyads``.

    Args:
        connection: A connection that writes.
        added: The rows.
        retrieved: When each of their documents was fetched; ISO, UTC.
    """
    counts: Counter[tuple[str, str]] = Counter()
    latest: dict[tuple[str, str], str] = {}
    for row in added:
        pair = (row["first"], row["second"])
        counts[pair] += 1
        if fetched := retrieved[row["document"]]:
            latest[pair] = max(fetched, latest.get(pair, ""))
    if counts:
        connection.execute(
            ADD,
            [
                {
                    "first": pair[0],
                    "second": pair[1],
                    "reports": counts[pair],
                    "retrieved": latest.get(pair),
                }
                for pair in sorted(counts)
            ],
        )


def take_from_pairs(connection: Connection, document: Row) -> None:
    """Count a document out whose rows of ``dyads`` are about to be deleted.

    Args:
        connection: A connection that writes.
        document: The document's row.
    """
    own = select(dyads.c.first, dyads.c.second).where(dyads.c.document == document["id"])
    for first, second in connection.execute(own).fetchall():
        this = and_(pairs.c.first == first, pairs.c.second == second)
        connection.execute(update(pairs).where(this).values(reports=pairs.c.reports - 1))
        if document["retrieved"] is not None:
            others = (
                select(func.max(documents.c.retrieved))
                .join(dyads, dyads.c.document == documents.c.id)
                .where(dyads.c.first == first, dyads.c.second == second)
                .where(documents.c.id != document["id"])
            )
            was_last = and_(this, pairs.c.retrieved == document["retrieved"])
            connection.execute(
                update(pairs).where(was_last).values(retrieved=others.scalar_subquery())
            )
    connection.execute(delete(pairs).where(pairs.c.reports == 0))
