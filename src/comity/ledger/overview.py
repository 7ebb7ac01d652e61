"""What a ledger holds at a glance: the newest documents, the pairs, the facts in doubt."""

from collections.abc import Iterable

from sqlalchemy import func, select

from comity.ledger.doubts import find_doubts
from comity.ledger.schema import documents, dyads
from comity.ledger.stores import Store
from comity.model.actors import Dyad
from comity.model.records import FactRecord
from comity.model.text import DocumentId

__all__ = ["Overview"]


class Overview:
    """Looks at one ledger that give no more than was asked for, however much it holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def newest(self, limit: int = 20) -> tuple[DocumentId, ...]:
        """Return the documents with the newest news, newest first; undated ones come last."""
        statement = (
            select(documents.c.name)
            .order_by(documents.c.day.desc().nulls_last(), documents.c.id.desc())
            .limit(limit)
        )
        with self._store.reading() as connection:
            return tuple(DocumentId(name) for name in connection.scalars(statement))

    def pairs(self, limit: int = 500) -> tuple[tuple[Dyad, int], ...]:
        """Return each dyad with the number of its documents, most reported first."""
        count = func.count()
        statement = (
            select(dyads.c.first, dyads.c.second, count)
            .group_by(dyads.c.first, dyads.c.second)
            .order_by(count.desc(), dyads.c.first, dyads.c.second)
            .limit(limit)
        )
        with self._store.reading() as connection:
            return tuple(
                (Dyad.of(first, second), number)
                for first, second, number in connection.execute(statement)
            )

    def doubts(
        self, *, below: float = 0.8, limit: int = 20, skip: Iterable[str] = ()
    ) -> tuple[FactRecord, ...]:
        """Return facts that nobody has judged and that a person should look at, worst first.

        Args:
            below: Confidence, 0 to 1, from which a fact needs nobody's eyes.
            limit: How many to return.
            skip: Ids of facts that were left for later.
        """
        with self._store.reading() as connection:
            return find_doubts(connection, below=below, limit=limit, skip=frozenset(skip))
