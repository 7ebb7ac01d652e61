"""Keeps reports in the ledger's tables, and forgets them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from comity.ledger.inserting import insert_rows
from comity.ledger.pairing import add_to_pairs, take_from_pairs
from comity.ledger.replaying import reanchor
from comity.ledger.rows import ReportRows
from comity.ledger.schema import areas, corrections, documents, dyads, facts, people, sides
from comity.ledger.seating import seat
from comity.ledger.spelling import fold
from comity.ledger.stores import IndexedText, Store
from comity.model.records import Kept

__all__ = ["BATCH", "forget_document", "keep_batch"]

BATCH = 5000
"""Reports written in one transaction of a load: all of them, or none.

In a large ledger most of what a transaction writes are the pages of indexes it touches, and those
are fewer a report in a larger one. The rows of so many take about 100 MB.
"""


def keep_batch(store: Store, connection: Connection, rows: Sequence[ReportRows]) -> Kept:
    """Write the reports of different documents; one kept already as it is changes nothing."""
    known = _known(connection, [row.name for row in rows])
    fresh = [row for row in rows if row.name not in known]
    changed = [
        row
        for row in rows
        if row.name in known and known[row.name]["digest"] != row.document["digest"]
    ]
    _insert_fresh(store, connection, fresh)
    for row in changed:
        _replace(store, connection, known[row.name], row)
    done = {row.name for row in (*fresh, *changed)}
    return Kept(
        added=tuple(row.name for row in fresh),
        replaced=tuple(row.name for row in changed),
        unchanged=tuple(row.name for row in rows if row.name not in done),
    )


def forget_document(store: Store, connection: Connection, document: str) -> bool:
    """Delete a document and its facts; tell whether the ledger held it."""
    row = (
        connection.execute(select(documents).where(documents.c.name == document)).mappings().first()
    )
    if row is None:
        return False
    store.unindex(connection, [_indexed(row["id"], row)])
    take_from_pairs(connection, row)
    connection.execute(delete(corrections).where(corrections.c.document == document))
    connection.execute(delete(documents).where(documents.c.id == row["id"]))
    return True


def _known(connection: Connection, wanted: Sequence[str]) -> dict[str, Mapping[Any, Any]]:
    statement = select(documents.c.id, documents.c.name, documents.c.digest).where(
        documents.c.name.in_(bindparam("wanted", expanding=True))
    )
    found = connection.execute(statement, {"wanted": list(wanted)}).mappings()
    return {row["name"]: dict(row) for row in found}


def _insert_fresh(store: Store, connection: Connection, rows: Sequence[ReportRows]) -> None:
    if not rows:
        return
    first = store.reserve(connection, len(rows))
    numbered = list(enumerate(rows, start=first))
    insert_rows(connection, documents, [{"id": number, **row.document} for number, row in numbered])
    _insert_parts(connection, numbered)
    store.index(connection, [_indexed(number, row.document) for number, row in numbered])


def _replace(
    store: Store, connection: Connection, known: Mapping[Any, Any], row: ReportRows
) -> None:
    number = known["id"]
    old = connection.execute(select(documents).where(documents.c.id == number)).mappings().one()
    store.unindex(connection, [_indexed(number, old)])
    take_from_pairs(connection, old)
    said = connection.execute(select(facts).where(facts.c.document == number)).mappings().all()
    for table in (facts, areas, dyads, sides, people):
        connection.execute(delete(table).where(table.c.document == number))
    connection.execute(update(documents).where(documents.c.id == number).values(**row.document))
    _insert_parts(connection, [(number, row)])
    store.index(connection, [_indexed(number, row.document)])
    reanchor(connection, {"id": number, **row.document}, {one["code"]: one for one in said})


def _insert_parts(connection: Connection, numbered: Sequence[tuple[int, ReportRows]]) -> None:
    for number, row in numbered:
        for part in (*row.facts, *row.sides, *row.people):
            part["document"] = number
    insert_rows(connection, facts, [fact for _, row in numbered for fact in row.facts])
    insert_rows(
        connection,
        areas,
        [{"document": number, "area": area} for number, row in numbered for area in row.areas],
    )
    on_dyads = [
        {"document": number, "first": pair.first, "second": pair.second, "day": row.document["day"]}
        for number, row in numbered
        for pair in row.dyads
    ]
    insert_rows(connection, dyads, on_dyads)
    add_to_pairs(
        connection, on_dyads, {number: row.document["retrieved"] for number, row in numbered}
    )
    insert_rows(connection, sides, [side for _, row in numbered for side in row.sides])
    seat(connection, [person for _, row in numbered for person in row.people])


def _indexed(number: int, document: Mapping[Any, Any]) -> IndexedText:
    return number, fold(document["title"] or ""), fold(document["text"])
