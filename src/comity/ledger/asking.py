"""Meetings, histories and positions out of the ledger's rows, dyad by dyad."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from comity.ledger.batches import batches
from comity.ledger.follow import follow_measures
from comity.ledger.identity import split_fact_id
from comity.ledger.merge import merge_meetings
from comity.ledger.queries import among, named_in_body, trusted
from comity.ledger.rows import date_of, fact_of
from comity.ledger.schema import corrections, documents, dyads, facts
from comity.ledger.stated import Link, Stated, measure_sides, meeting_sides
from comity.model.facts import Measure, Meeting, Position
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord
from comity.model.text import DocumentId

__all__ = ["Asked", "find_histories", "find_meetings", "find_positions", "rulings"]

SIDES: Mapping[str, Callable[[Any], frozenset[str]]] = MappingProxyType(
    {"measure": measure_sides, "meeting": meeting_sides}
)
"""Kind of fact that makes up records -> the parties one concerns."""

AROUND_DAYS = timedelta(60)  # meetings on every single day for longer than this are not followed
DYADS_AT_ONCE = 40  # of one statement: each is looked up in the index by itself


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
    seeds = _stated(connection, "measure", statement, asked)
    wanted = {one.fact for one in seeds}
    if due_only or asked.in_part:
        seeds = _around(connection, seeds, asked.parties)
    links = rulings(connection)
    seeds = _linked(connection, seeds, links)
    return follow_measures(seeds, as_of=as_of, links=links, only=wanted)


def find_meetings(connection: Connection, asked: Asked) -> tuple[MeetingRecord, ...]:
    """Return the meetings that match, each merged from all its reports."""
    seeds = _stated(connection, "meeting", _of(asked, "meeting"), asked)
    wanted = {one.said.evidence for one in seeds}
    links = rulings(connection)
    if asked.in_part:
        seeds = _near_in_time(connection, seeds, links)
    merged = [
        one
        for statement in _elsewhere(seeds, links, "meeting")
        for one in _stated(connection, "meeting", statement, Asked())
    ]
    if merged:
        seeds = _distinct([*seeds, *_near_in_time(connection, merged, links)])
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


def _of(asked: Asked, fact: str) -> Select[tuple[object, ...]]:
    """Return the statement for one kind of fact with its document's names."""
    statement = (
        select(facts, documents.c.name, documents.c.mark)
        .join(documents, documents.c.id == facts.c.document)
        .where(facts.c.fact == fact, trusted())
    )
    if asked.parties:
        statement = statement.where(
            facts.c.document.in_(select(dyads.c.document).where(among(asked.parties)))
        )
        if fact in {"measure", "meeting"}:
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


def _stated(
    connection: Connection,
    fact: str,
    statement: Select[tuple[object, ...]],
    asked: Asked,
    about: Collection[tuple[str, tuple[str, str]]] | None = None,
) -> list[Stated[Any]]:
    """Return the measures or meetings of a statement that concern all the parties asked for.

    With ``about``, only those of one of these kinds and dyads; the others are not taken apart.
    """
    found, parties, sides_of = [], set(asked.parties), SIDES[fact]
    wanted = None if about is None else _by_kind(about)
    for row in connection.execute(statement).mappings():
        if wanted is not None:
            body = row["body"]
            dyads_of_kind = wanted.get(row["kind"], ())
            if not any(first in body and second in body for first, second in dyads_of_kind):
                continue
        said: Any = fact_of(row, DocumentId(row["name"]))
        sides = sides_of(said)
        if parties <= sides:
            found.append(
                Stated(
                    fact=f"{row['mark']}-{row['code']}",
                    said=said,
                    date=date_of(row),
                    sides=sides,
                    confirmed=row["verdict"] is not None,
                )
            )
    return found


def _by_kind(
    about: Iterable[tuple[str, tuple[str, str]]],
) -> dict[str, list[tuple[str, str]]]:
    """Return for each kind the dyads' codes as they stand in a fact's body."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, (first, second) in about:
        found.setdefault(kind, []).append((f'"{first}"', f'"{second}"'))
    return found


def _around(
    connection: Connection, seeds: Sequence[Stated[Measure]], parties: Sequence[str]
) -> list[Stated[Measure]]:
    """Return the seeds with all that was said of the same kind by the same parties.

    What has fewer than two sides stands alone, so nothing is fetched for it.
    """
    about = {
        (one.said.kind, _dyad(parties if len(parties) > 1 else one.sides))
        for one in seeds
        if len(one.sides) > 1
    }
    if not about:
        return list(seeds)
    kinds = _of(Asked(), "measure").where(facts.c.kind.in_({kind for kind, _ in about}))
    near = [
        one
        for some in batches(sorted({dyad for _, dyad in about}), DYADS_AT_ONCE)
        for one in _stated(connection, "measure", kinds.where(_between(some)), Asked(), about)
    ]
    return _distinct([*seeds, *near])


def _near_in_time(
    connection: Connection, seeds: Sequence[Stated[Meeting]], links: Sequence[Link]
) -> list[Stated[Meeting]]:
    """Return the seeds with every report that may be of one meeting with them.

    Reports merge only with those of the same or the next day (``merge.SLACK``), so the days
    without a gap around a seed are enough; where a user merged or split, the whole dyad is taken.
    """
    pairs = {_dyad(one.sides) for one in seeds if len(one.sides) > 1}
    if not pairs:
        return list(seeds)
    statement = _of(Asked(), "meeting")
    ruled = {fact for link in links for fact in (link.fact, link.other)}
    if ruled.isdisjoint(one.fact for one in seeds):
        days = _days_on_end(connection, pairs, seeds)
        statement = statement.where(facts.c.day.in_(sorted(days)))
    near = [
        one
        for some in batches(sorted(pairs), DYADS_AT_ONCE)
        for one in _stated(connection, "meeting", statement.where(_between(some)), Asked())
    ]
    return _distinct([*seeds, *near])


def _days_on_end(
    connection: Connection, pairs: Iterable[tuple[str, str]], seeds: Iterable[Stated[Meeting]]
) -> set[str]:
    """Return the days of the dyads' meetings that follow one another up to a seed's day."""
    open_days = {one.date.first for one in seeds if one.date is not None}
    if not open_days:
        return set()
    first = (min(open_days) - AROUND_DAYS).isoformat()
    last = (max(open_days) + AROUND_DAYS).isoformat()
    dated = select(facts.c.day).where(facts.c.fact == "meeting", facts.c.day.between(first, last))
    held = {
        day
        for some in batches(sorted(pairs), DYADS_AT_ONCE)
        for day in connection.scalars(dated.where(_between(some)))
    }
    found: set[str] = set()
    while open_days:
        found |= {day.isoformat() for day in open_days}
        beside = {day + step for day in open_days for step in (timedelta(1), timedelta(-1))}
        open_days = {day for day in beside if day.isoformat() in held - found}
    return found


def _between(pairs: Iterable[tuple[str, str]]) -> ColumnElement[bool]:
    """Return the condition that a fact's document is on one of these dyads."""
    own = or_(*(and_(dyads.c.first == one, dyads.c.second == other) for one, other in pairs))
    return facts.c.document.in_(select(dyads.c.document).where(own))


def _linked(
    connection: Connection, seeds: list[Stated[Measure]], links: Iterable[Link]
) -> list[Stated[Measure]]:
    """Return the seeds with what users merged into their records from other parties' measures."""
    for statement in _elsewhere(seeds, links, "measure"):
        seeds = _distinct([*seeds, *_stated(connection, "measure", statement, Asked())])
    return seeds


def _elsewhere(
    seeds: Iterable[Stated[Any]], links: Iterable[Link], fact: str
) -> Iterator[Select[tuple[object, ...]]]:
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
