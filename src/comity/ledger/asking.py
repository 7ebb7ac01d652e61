"""Meetings, histories and positions out of the ledger's rows, dyad by dyad."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from comity.ledger.batches import batches
from comity.ledger.concerned import MEETING, SUMMIT, about
from comity.ledger.follow import follow_measures
from comity.ledger.identity import split_fact_id
from comity.ledger.merge import merge_meetings
from comity.ledger.queries import between, named_in_body, on_dyads, trusted
from comity.ledger.rows import date_of, fact_of
from comity.ledger.schema import corrections, documents, facts, sides
from comity.ledger.stated import Link, Stated, measure_sides, meeting_sides
from comity.model.facts import Measure, Meeting, Position
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord
from comity.model.text import DocumentId

__all__ = ["Asked", "find_histories", "find_meetings", "find_positions", "rulings"]

SIDES: Mapping[str, Callable[[Any], frozenset[str]]] = MappingProxyType(
    {"measure": measure_sides, "meeting": meeting_sides}
)
"""Kind of fact that makes up records -> the parties one concerns."""

NEXT_DAY = timedelta(1)
AROUND_DAYS = timedelta(60)  # meetings on every single day for longer than this are not followed
AT_ONCE = 200  # keys of one statement: each is looked up in the index by itself

COLUMNS = (
    *(facts.c[name] for name in (
        "fact", "code", "kind", "day", "day_last", "day_precision", "day_basis",
        "part", "start", "end", "quote", "confidence", "found_by", "body", "verdict",
    )),
    documents.c.name,
    documents.c.mark,
)  # fmt: skip
"""What a fact is made of, with its document's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which facts are asked for; an empty field asks for all.

    ``parties``: one, or a dyad, or more. ``documents``: by identifier. ``since`` and ``until`` are
    ISO days, the second not included.
    """

    parties: tuple[str, ...] = ()
    documents: tuple[str, ...] | None = None
    kind: str | None = None
    area: str | None = None
    since: str | None = None
    until: str | None = None

    @classmethod
    def of(
        cls, parties: Iterable[str], documents: Iterable[str] | None, **rest: str | None
    ) -> "Asked":
        """Return what is asked for, out of any iterables."""
        named = None if documents is None else tuple(documents)
        return cls(parties=tuple(parties), documents=named, **rest)

    @property
    def in_part(self) -> bool:
        """Tell whether records may reach beyond the facts asked for."""
        return any(
            given is not None for given in (self.documents, self.area, self.since, self.until)
        )


def find_histories(
    connection: Connection, asked: Asked, *, as_of: date, due_only: bool = False
) -> tuple[MeasureHistory, ...]:
    """Return the histories of measures that match, whole, however little of them was asked for."""
    statement = _of(asked, "measure")
    if due_only:
        statement = statement.where(facts.c.due.is_not(None))
    seeds = _stated(connection, "measure", statement, asked.parties)
    wanted = {one.fact for one in seeds}
    if due_only or asked.in_part:
        seeds = _around(connection, seeds)
    links = rulings(connection)
    seeds = _linked(connection, seeds, links, "measure", partial(_around, connection))
    return follow_measures(seeds, as_of=as_of, links=links, only=wanted)


def find_meetings(connection: Connection, asked: Asked) -> tuple[MeetingRecord, ...]:
    """Return the meetings that match, each merged from all its reports."""
    seeds = _stated(connection, "meeting", _of(asked, "meeting"), asked.parties)
    wanted = {one.said.evidence for one in seeds}
    links = rulings(connection)
    if asked.in_part:
        seeds = _near_in_time(connection, seeds)
    seeds = _linked(connection, seeds, links, "meeting", partial(_near_in_time, connection))
    records = merge_meetings(seeds, links=links)
    return tuple(record for record in records if wanted.intersection(record.evidence))


def find_positions(
    connection: Connection, asked: Asked, **columns: str | None
) -> tuple[PositionRecord, ...]:
    """Return every wording of the positions that match, oldest first.

    Args:
        connection: An open connection.
        asked: Whose, about what, when.
        columns: ``holder``, ``target`` and ``stance`` the positions must have.
    """
    statement = _of(asked, "position")
    for name, column in (("holder", "actor"), ("target", "target"), ("stance", "kind")):
        if columns.get(name) is not None:
            statement = statement.where(facts.c[column] == columns[name])
    found = []
    for row in connection.execute(
        statement.order_by(facts.c.day, documents.c.name, facts.c.start)
    ).mappings():
        position = fact_of(row, DocumentId(row["name"]))
        assert isinstance(position, Position)  # noqa: S101 - the statement asks for positions
        found.append(
            PositionRecord(
                id=f"{row['mark']}-{row['code']}",
                holder=position.holder,
                stance=position.stance,
                target=position.target,
                area=position.area,
                matter=position.matter,
                date=date_of(row),
                document=DocumentId(row["name"]),
                evidence=position.evidence,
                confirmed=row["verdict"] is not None,
            )
        )
    return tuple(found)


def rulings(connection: Connection) -> list[Link]:
    """Return the merges and splits users made and did not undo, oldest first."""
    statement = (
        select(corrections.c.fact, corrections.c.other)
        .where(corrections.c.action.in_(("merge", "split")), corrections.c.undone_at.is_(None))
        .order_by(corrections.c.id)
    )
    return [Link(fact=row.fact, other=row.other) for row in connection.execute(statement)]


def _of(asked: Asked, fact: str) -> Select[Any]:
    """Return the statement for one kind of fact with its document's names."""
    statement = (
        select(*COLUMNS)
        .join(documents, documents.c.id == facts.c.document)
        .where(facts.c.fact == fact, trusted())
    )
    if len(asked.parties) > 1 and fact in SIDES:
        statement = _sided(statement).where(between(asked.parties))
    elif asked.parties:
        statement = statement.where(facts.c.document.in_(on_dyads(asked.parties)))
        if fact in SIDES:
            statement = statement.where(*named_in_body(asked.parties))
    if asked.documents is not None:
        statement = statement.where(documents.c.name.in_(asked.documents))
    for column, value in ((facts.c.kind, asked.kind), (facts.c.area, asked.area)):
        if value is not None:
            statement = statement.where(column == value)
    if asked.since is not None:
        statement = statement.where(facts.c.day >= asked.since)
    if asked.until is not None:
        statement = statement.where(facts.c.day < asked.until)
    return statement


def _sided(statement: Select[Any]) -> Select[Any]:
    """Return the statement with the pairs of parties that each fact concerns."""
    own = and_(sides.c.document == facts.c.document, sides.c.ordinal == facts.c.ordinal)
    return statement.join(sides, own)


def _stated(
    connection: Connection, fact: str, statement: Select[Any], parties: Sequence[str] = ()
) -> list[Stated[Any]]:
    """Return the measures or meetings of a statement that concern all these parties."""
    found, wanted, sides_of = [], set(parties), SIDES[fact]
    for row in connection.execute(statement).mappings():
        said: Any = fact_of(row, DocumentId(row["name"]))
        own = sides_of(said)
        if wanted <= own:
            found.append(
                Stated(
                    fact=f"{row['mark']}-{row['code']}",
                    said=said,
                    date=date_of(row),
                    sides=own,
                    confirmed=row["verdict"] is not None,
                )
            )
    return found


def _around(connection: Connection, seeds: Sequence[Stated[Measure]]) -> list[Stated[Measure]]:
    """Return the seeds with all that was said of the same kind by the same parties.

    What has fewer than two sides stands alone, so nothing is fetched for it.
    """
    wanted = {about(*_dyad(one.sides), one.said.kind) for one in seeds if len(one.sides) > 1}
    statement = _sided(_of(Asked(), "measure"))
    near = [
        one
        for some in batches(sorted(wanted), AT_ONCE)
        for one in _stated(connection, "measure", statement.where(sides.c.about.in_(some)))
    ]
    return _distinct([*seeds, *near])


def _near_in_time(
    connection: Connection, seeds: Sequence[Stated[Meeting]]
) -> list[Stated[Meeting]]:
    """Return the seeds with every report that may be of one meeting with them.

    Reports merge only with those of the same or the next day (``merge.SLACK``), so the days
    without a gap around a seed are enough.
    """
    wanted = {word for one in seeds for word in _met(one)}
    days = sorted(_days_on_end(connection, seeds))
    statement = _sided(_of(Asked(), "meeting")).where(sides.c.day.in_(days))
    near = [
        one
        for some in batches(sorted(wanted), AT_ONCE)
        for one in _stated(connection, "meeting", statement.where(sides.c.about.in_(some)))
    ]
    return _distinct([*seeds, *near])


def _days_on_end(connection: Connection, seeds: Sequence[Stated[Meeting]]) -> set[str]:
    """Return the days of two parties' meetings that follow one another up to a seed's day."""
    met = {(word, one.date.first) for one in seeds if one.date is not None for word in _met(one)}
    if not met:
        return set()
    first = (min(day for _, day in met) - AROUND_DAYS).isoformat()
    last = (max(day for _, day in met) + AROUND_DAYS).isoformat()
    dated = select(sides.c.about, sides.c.day).where(sides.c.day.between(first, last))
    held = {
        (row.about, row.day)
        for some in batches(sorted({word for word, _ in met}), AT_ONCE)
        for row in connection.execute(dated.where(sides.c.about.in_(some)))
    }
    found: set[tuple[str, date]] = set()
    while met:
        found |= met
        beside = {(word, day + step) for word, day in met for step in (-NEXT_DAY, NEXT_DAY)}
        met = {one for one in beside - found if (one[0], one[1].isoformat()) in held}
    return {day.isoformat() for _, day in found}


def _met(one: Stated[Meeting]) -> list[str]:
    """Return what a meeting is about: it may be one with another that is about the same."""
    if len(one.sides) > 2:  # noqa: PLR2004 - a dyad
        return [SUMMIT]
    return [about(*_dyad(one.sides), MEETING)] if len(one.sides) > 1 else []


def _linked(
    connection: Connection,
    seeds: list[Stated[Any]],
    links: Sequence[Link],
    fact: str,
    widen: Callable[[Sequence[Stated[Any]]], list[Stated[Any]]],
) -> list[Stated[Any]]:
    """Return the seeds with the records that users merged with theirs, whole."""
    while True:
        merged = [
            one
            for statement in _elsewhere(seeds, links, fact)
            for one in _stated(connection, fact, statement)
        ]
        if not merged:
            return seeds
        seeds = _distinct([*seeds, *widen(merged)])


def _elsewhere(
    seeds: Iterable[Stated[Any]], links: Iterable[Link], fact: str
) -> Iterator[Select[Any]]:
    """Yield a statement for each fact that a user merged with a seed and that is not among them."""
    held = {one.fact for one in seeds}
    missing = {
        other
        for link in links
        for one, other in ((link.fact, link.other), (link.other, link.fact))
        if one in held and other is not None and other not in held
    }
    for name in sorted(missing):
        split = split_fact_id(name)
        if split is not None:
            yield _of(Asked(), fact).where(documents.c.mark == split[0], facts.c.code == split[1])


def _distinct(found: Iterable[Stated]) -> list[Stated]:  # type: ignore[type-arg]
    return list({one.fact: one for one in found}.values())


def _dyad(sides: Iterable[str]) -> tuple[str, str]:
    first, second = sorted(sides)[:2]
    return (first, second)
