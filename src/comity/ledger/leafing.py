"""Leafs through records from the newest document back, a page at a time, each record once.

A page walks over documents, newest news first, and shows the records they speak of. A record stands
where its newest document stands: older documents that speak of it are passed over.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from comity.ledger.asking import Asked
from comity.ledger.queries import among, named_in_body
from comity.ledger.schema import documents, dyads, facts
from comity.model.records import Leaf
from comity.model.text import DocumentId

__all__ = ["Finder", "leaf", "leaves_of"]

Record = TypeVar("Record")
Documents = Select[tuple[int, str, str | None]]
"""A statement for documents: number, name and day of each."""
PORTION = 12  # documents looked into at first; twice as many each time that found too little
MANY = 2_000  # facts; among 100,000 documents one of them is met every 50 documents
LONGEST_WALK = 96  # documents one page looks into before it stops, however little it found


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder(Generic[Record]):
    """How records are found: those some documents speak of, and the documents of a record."""

    records_in: Callable[[Sequence[DocumentId]], Iterable[Record]]
    documents_of: Callable[[Record], Iterable[DocumentId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a document stands among all: by the day of its news, then by its number."""

    day: str | None
    number: int

    @classmethod
    def parse(cls, text: str | None) -> "_Place | None":
        found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})?\.(\d{1,15})", text or "")
        return cls(day=found[1], number=int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.day or ''}.{self.number}"

    def older(self) -> ColumnElement[bool]:
        """Return the condition that a document stands after this place."""
        table = documents.c
        if self.day is None:
            return and_(table.day.is_(None), table.id < self.number)
        same_day = and_(table.day == self.day, table.id < self.number)
        return or_(table.day < self.day, same_day, table.day.is_(None))

    def newer(self) -> ColumnElement[bool]:
        """Return the condition that a document stands before this place."""
        table = documents.c
        if self.day is None:
            return or_(table.day.is_not(None), table.id > self.number)
        return or_(table.day > self.day, and_(table.day == self.day, table.id > self.number))


def leaves_of(
    connection: Connection, asked: Asked, fact: str, *conditions: ColumnElement[bool]
) -> Documents:
    """Return the statement for the documents to leaf through: those that hold such a fact.

    Args:
        connection: An open connection.
        asked: Whose, and of which kind or area.
        fact: Which kind of fact.
        conditions: What else is asked of the fact.
    """
    wanted = [facts.c.fact == fact, *conditions]
    wanted += [
        column == value
        for column, value in ((facts.c.kind, asked.kind), (facts.c.area, asked.area))
        if value is not None
    ]
    statement = select(documents.c.id, documents.c.name, documents.c.day)
    if asked.parties:
        own = select(dyads.c.document).where(among(asked.parties))
        statement = statement.where(documents.c.id.in_(own))
        wanted += [] if fact == "position" else named_in_body(asked.parties)
    if len(wanted) == 1:
        return statement
    if asked.parties or _are_many(connection, wanted):
        return statement.where(exists().where(facts.c.document == documents.c.id, *wanted))
    return statement.where(documents.c.id.in_(select(facts.c.document).where(*wanted)))


def _are_many(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> bool:
    """Tell whether so many facts fit that a walk soon meets one; else an index finds the few."""
    some = select(facts.c.ordinal).where(*wanted).limit(MANY).subquery()
    return connection.scalar(select(func.count()).select_from(some)) == MANY


def leaf(
    connection: Connection,
    among_documents: Documents,
    finder: Finder[Record],
    *,
    after: str | None,
    size: int,
) -> Leaf[Record]:
    """Return a page of records; each stands on one page of a walk, wherever the walk begins.

    Args:
        connection: An open connection.
        among_documents: The statement for the documents to leaf through.
        finder: How records are found.
        after: Where the page before ended; ``None``: the first page.
        size: Records on a page; a document's own are never cut in two.
    """
    place, walked = _Place.parse(after), 0
    found: list[Record] = []
    while walked < LONGEST_WALK:
        count = max(min(PORTION, size), walked)
        portion = _portion(connection, among_documents, place, count)
        if not portion:
            return Leaf(records=tuple(found))
        fresh = _fresh(connection, among_documents, finder, portion)
        for name, here in portion:
            found += fresh.get(name, [])
            place, walked = here, walked + 1
            if len(found) >= size:
                return Leaf(records=tuple(found), after=str(place))
    return Leaf(records=tuple(found), after=str(place))


def _portion(
    connection: Connection,
    among_documents: Documents,
    place: _Place | None,
    count: int,
) -> list[tuple[DocumentId, _Place]]:
    statement = among_documents if place is None else among_documents.where(place.older())
    newest = statement.order_by(documents.c.day.desc().nulls_last(), documents.c.id.desc())
    return [
        (DocumentId(row.name), _Place(day=row.day, number=row.id))
        for row in connection.execute(newest.limit(count))
    ]


def _fresh(
    connection: Connection,
    among_documents: Documents,
    finder: Finder[Record],
    portion: Sequence[tuple[DocumentId, _Place]],
) -> dict[DocumentId, list[Record]]:
    """Return the records whose newest document is in the portion, by that document."""
    names = [name for name, _ in portion]
    held = [(record, set(finder.documents_of(record))) for record in finder.records_in(names)]
    others = set().union(*(mine for _, mine in held)) - set(names)
    newer: set[DocumentId] = set()
    if others:
        wanted = among_documents.where(documents.c.name.in_(others), portion[0][1].newer())
        newer = {DocumentId(row.name) for row in connection.execute(wanted)}
    fresh: dict[DocumentId, list[Record]] = {}
    for record, mine in held:
        if not mine & newer:
            fresh.setdefault(next(name for name in names if name in mine), []).append(record)
    return fresh
