"""Finds documents whose text is not the one that was kept."""

from sqlalchemy import select

from comity.ledger.schema import documents
from comity.ledger.stores import Store
from comity.model.text import text_digest

__all__ = ["find_altered"]

PORTION = 2000  # texts held at a time


def find_altered(store: Store) -> tuple[str, ...]:
    """Return a line for each document whose text no longer has the digest it was kept with."""
    wrong: list[str] = []
    last = 0
    columns = (documents.c.id, documents.c.name, documents.c.text, documents.c.sha256)
    while True:
        with store.reading() as connection:
            statement = (
                select(*columns)
                .where(documents.c.id > last)
                .order_by(documents.c.id)
                .limit(PORTION)
            )
            found = connection.execute(statement).fetchall()
        wrong += [
            f"the text of document {row.name} was altered"
            for row in found
            if text_digest(row.text) != row.sha256
        ]
        if not found:
            return tuple(wrong)
        last = found[-1].id
