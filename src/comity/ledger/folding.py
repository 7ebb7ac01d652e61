"""Facts that lie folded with their document, seen or laid out as rows like all others.

Most of what a report says is read with it and never asked for by itself (``rows.FOLDED``): one
piece of JSON holds that. A document that a user corrects is laid out once and stays so.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, insert, select, update

from comity.ledger.rows import unfolded
from comity.ledger.schema import documents, facts

__all__ = ["fact_rows", "unfold"]

Row = Mapping[Any, Any]


def fact_rows(connection: Connection, held: Sequence[Row]) -> dict[int, list[Row]]:
    """Return the rows of all facts of these documents by number, folded ones and rejected ones too.

    Args:
        connection: An open connection.
        held: Rows of ``documents``.
    """
    statement = (
        select(facts)
        .where(facts.c.document.in_([document["id"] for document in held]))
        .order_by(facts.c.document, facts.c.ordinal)
    )
    rows = connection.execute(statement).mappings()
    found: dict[int, list[Row]] = {document["id"]: [] for document in held}
    found |= {number: list(own) for number, own in groupby(rows, itemgetter("document"))}
    for document in held:
        if document["folded"]:
            spread = found[document["id"]]
            laid = unfolded(document, spread)
            found[document["id"]] = sorted([*spread, *laid], key=itemgetter("ordinal"))
    return found


def unfold(connection: Connection, document: Row) -> None:
    """Lay out the folded facts of a document as rows, before a user changes any of its facts.

    Args:
        connection: A connection that writes.
        document: The document's row.
    """
    if not document["folded"]:
        return
    number = document["id"]
    spread = select(facts).where(facts.c.document == number)
    laid = unfolded(document, connection.execute(spread).mappings().all())
    connection.execute(insert(facts), laid)
    connection.execute(update(documents).where(documents.c.id == number).values(folded=None))
