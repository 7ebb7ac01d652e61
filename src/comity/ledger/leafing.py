"""Leafs through records from the newest document back, a page at a time, each record once.

A page walks over documents, newest news first, and shows the records they speak of. A record stands
where its newest document stands: older documents that speak of it are passed over.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select, tuple_

from comity.ledger.concerned import MEETING, about
from comity.ledger.queries import between, named_in_body, on_dyads
from comity.ledger.schema import documents, dyads, facts, is_a, pairs, sides
from comity.ledger.stating import Asked
from comity.model.records import Leaf
from comity.model.text import DocumentId

__all__ = ["Finder", "Walk", "leaf", "leaves_of"]

Record = TypeVar("Record")
PORTION = 12  # documents looked into at first; then as many as those make one expect to need
MANY = 2_000  # among 100,000 documents one of so many is met every 50 documents
SOME = 500  # of one dyad's documents
LONGEST_WALK = 96  # documents one page looks into before it stops, however little it found


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The documents to leaf through, by day of their news and then by number.

    ``statement`` gives each one's ``number``, name and ``day``.
    """

    statement: Select[Any]
    number: ColumnElement[int]
    day: ColumnElement[str | None]

    def where(self, *conditions: ColumnElement[bool]) -> "Walk":
        """Return the walk past those documents only that meet the conditions."""
        return Walk(statement=self.statement.where(*conditions), number=self.number, day=self.day)


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

    def newer(self, walk: Walk) -> ColumnElement[bool]:
        """Return the condition that a document stands before this place."""
        if self.day is None:
            return or_(walk.day.is_not(None), walk.number > self.number)
        return tuple_(walk.day, walk.number) > tuple_(self.day, self.number)


def leaves_of(
    connection: Connection, asked: Asked, fact: str, *conditions: ColumnElement[bool]
) -> Walk:
    """Return the walk past the documents that hold such a fact.

    Args:
        connection: An open connection.
        asked: Whose, and of which kind or area.
        fact: Which kind of fact.
        conditions: What else is asked of the fact.
    """
    walk, wanted = _walk_on(connection, asked.parties, fact), list(conditions)
    if len(asked.parties) > 1 and fact != "position":
        walk = walk.where(_concerns(connection, walk, asked.parties, fact))
    elif asked.parties and fact != "position":
        wanted += named_in_body(asked.parties)
    wanted += [
        column == value
        for column, value in ((facts.c.kind, asked.kind), (facts.c.area, asked.area))
        if value is not None
    ]
    if not wanted:
        return walk
    wanted.append(is_a(fact))
    if asked.parties or _are_many(connection, wanted):
        return walk.where(exists().where(facts.c.document == walk.number, *wanted))
    return walk.where(walk.number.in_(select(facts.c.document).where(*wanted)))


def _walk_on(connection: Connection, parties: Sequence[str], fact: str) -> Walk:
    """Return the walk past the documents on a dyad of these parties, or past all."""
    if len(parties) == 2 or (len(parties) > 1 and fact != "position"):  # noqa: PLR2004 - a dyad
        first, second = sorted(parties)[:2]
        on_dyad = (
            select(dyads.c.document, documents.c.name, dyads.c.day)
            .join(documents, documents.c.id == dyads.c.document)
            .where(dyads.c.first == first, dyads.c.second == second)
        )
        return Walk(statement=on_dyad, number=dyads.c.document, day=dyads.c.day)
    every = select(documents.c.id, documents.c.name, documents.c.day)
    walk = Walk(statement=every, number=documents.c.id, day=documents.c.day)
    if len(parties) > 1:
        return walk.where(walk.number.in_(on_dyads(parties)))
    return walk.where(_has(connection, walk, parties[0])) if parties else walk


def _has(connection: Connection, walk: Walk, party: str) -> ColumnElement[bool]:
    """Return the condition that a document is on a dyad with a party."""
    is_one = or_(pairs.c.first == party, pairs.c.second == party)
    reports = connection.scalar(select(func.sum(pairs.c.reports)).where(is_one)) or 0
    if reports < MANY:
        return walk.number.in_(on_dyads((party,)))
    return exists().where(
        dyads.c.document == walk.number, or_(dyads.c.first == party, dyads.c.second == party)
    )


def _concerns(
    connection: Connection, walk: Walk, parties: Sequence[str], fact: str
) -> ColumnElement[bool]:
    """Return the condition that a document's measure or meeting is between the parties."""
    first, second = sorted(parties)[:2]
    met = about(first, second, MEETING)
    kind = sides.c.about == met if fact == "meeting" else sides.c.about != met
    own = select(sides.c.document).where(between(parties), kind)
    if _counted(connection, own, SOME) < SOME:
        return walk.number.in_(own)
    return exists().where(sides.c.document == walk.number, between(parties), kind)


def _are_many(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> bool:
    """Tell whether so many facts fit that a walk soon meets one; else an index finds the few."""
    return _counted(connection, select(facts.c.document).where(*wanted), MANY) == MANY


def _counted(connection: Connection, statement: Select[Any], most: int) -> int:
    """Return how many rows a statement gives, ``most`` where there are more."""
    some = statement.limit(most).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def leaf(
    connection: Connection,
    walk: Walk,
    finder: Finder[Record],
    *,
    after: str | None,
    size: int,
) -> Leaf[Record]:
    """Return a page of records; each stands on one page of a walk, wherever the walk begins.

    Args:
        connection: An open connection.
        walk: The documents to leaf through.
        finder: How records are found.
        after: Where the page before ended; ``None``: the first page.
        size: Records on a page; a document's own are never cut in two.
    """
    place, walked = _Place.parse(after), 0
    found: list[Record] = []
    while walked < LONGEST_WALK:
        portion = _portion(connection, walk, place, _needed(size, len(found), walked))
        if not portion:
            return Leaf(records=tuple(found))
        fresh = _fresh(connection, walk, finder, portion)
        for name, here in portion:
            found += fresh.get(name, [])
            place, walked = here, walked + 1
            if len(found) >= size:
                return Leaf(records=tuple(found), after=str(place))
    return Leaf(records=tuple(found), after=str(place))


def _needed(size: int, found: int, walked: int) -> int:
    """Return how many documents are likely to fill the page, twice as many as before at most."""
    if not walked:
        return min(PORTION, size)
    return min(2 * walked, ceil((size - found) * walked / max(found, 1)) + 1)


def _portion(
    connection: Connection, walk: Walk, place: _Place | None, count: int
) -> list[tuple[DocumentId, _Place]]:
    """Return the next documents after a place; those that nothing dates come last."""
    dated, undated = walk.where(walk.day.is_not(None)), walk.where(walk.day.is_(None))
    stretches = [dated, undated]
    if place is not None and place.day is None:
        stretches = [undated.where(walk.number < place.number)]
    elif place is not None:
        here = tuple_(walk.day, walk.number) < tuple_(place.day, place.number)
        stretches = [dated.where(here), undated]
    found: list[tuple[DocumentId, _Place]] = []
    for stretch in stretches:
        if len(found) < count:
            newest = stretch.statement.order_by(walk.day.desc(), walk.number.desc())
            found += [
                (DocumentId(name), _Place(day=day, number=number))
                for number, name, day in connection.execute(newest.limit(count - len(found)))
            ]
    return found


def _fresh(
    connection: Connection,
    walk: Walk,
    finder: Finder[Record],
    portion: Sequence[tuple[DocumentId, _Place]],
) -> dict[DocumentId, list[Record]]:
    """Return the records whose newest document is in the portion, by that document."""
    names = [name for name, _ in portion]
    held = [(record, set(finder.documents_of(record))) for record in finder.records_in(names)]
    others = set().union(*(mine for _, mine in held)) - set(names)
    newer: set[DocumentId] = set()
    if others:
        wanted = walk.where(documents.c.name.in_(others), portion[0][1].newer(walk))
        newer = {DocumentId(row.name) for row in connection.execute(wanted.statement)}
    fresh: dict[DocumentId, list[Record]] = {}
    for record, mine in held:
        if not mine & newer:
            fresh.setdefault(next(name for name in names if name in mine), []).append(record)
    return fresh
