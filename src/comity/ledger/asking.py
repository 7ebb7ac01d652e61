"""Meetings, histories and positions out of the ledger's rows, dyad by dyad."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from comity.ledger.concerned import MEETING, SUMMIT, about
from comity.ledger.follow import follow_measures
from comity.ledger.identity import split_fact_id
from comity.ledger.merge import SLACK, may_be_near, merge_meetings
from comity.ledger.rows import date_of, fact_of
from comity.ledger.schema import corrections, documents, facts
from comity.ledger.stated import Link, Stated
from comity.ledger.stating import Asked, asked_for, stated_about, stated_by
from comity.model.facts import Measure, Meeting, Position
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord
from comity.model.text import DocumentId

__all__ = ["Asked", "find_histories", "find_meetings", "find_positions", "rulings"]

RULINGS = (
    select(corrections.c.fact, corrections.c.other)
    .where(corrections.c.action.in_(("merge", "split")), corrections.c.undone_at.is_(None))
    .order_by(corrections.c.id)
)


def find_histories(
    connection: Connection, asked: Asked, *, as_of: date, due_only: bool = False
) -> tuple[MeasureHistory, ...]:
    """Return the histories of measures that match, whole, however little of them was asked for."""
    promised = [facts.c.due.is_not(None)] if due_only else []
    seeds = stated_by(connection, asked, "measure", *promised)
    wanted = {one.fact for one in seeds}
    if due_only or asked.in_part:
        seeds = _around(connection, seeds)
    links = rulings(connection)
    seeds = _linked(connection, seeds, links, "measure", partial(_around, connection))
    return follow_measures(seeds, as_of=as_of, links=links, only=wanted)


def find_meetings(connection: Connection, asked: Asked) -> tuple[MeetingRecord, ...]:
    """Return the meetings that match, each merged from all its reports."""
    seeds = stated_by(connection, asked, "meeting")
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
    statement, given = asked_for(asked, "position")
    for name, column in (("holder", "actor"), ("target", "target"), ("stance", "kind")):
        if columns.get(name) is not None:
            statement = statement.where(facts.c[column] == columns[name])
    found = []
    oldest_first = statement.order_by(facts.c.day, documents.c.name, facts.c.start)
    for row in connection.execute(oldest_first, given).mappings():
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
    return [Link(fact=fact, other=other) for fact, other in connection.execute(RULINGS)]


def _around(connection: Connection, seeds: Sequence[Stated[Measure]]) -> list[Stated[Measure]]:
    """Return the seeds with all that was said of the same kind by the same parties.

    What has fewer than two sides stands alone, so nothing is fetched for it.
    """
    wanted = {about(*_dyad(one.sides), one.said.kind) for one in seeds if len(one.sides) > 1}
    return _distinct([*seeds, *stated_about(connection, "measure", wanted)])


def _near_in_time(
    connection: Connection, seeds: Sequence[Stated[Meeting]]
) -> list[Stated[Meeting]]:
    """Return the seeds with every report that may be of one meeting with them.

    Those that may be of one with what was found may take its place, so they are looked for too.
    """
    found = {one.fact: one for one in seeds}
    last = [one for one in seeds if one.date is not None]
    while last:
        words = {word for one in last for word in _met(one)}
        days = {day for one in last for day in _days_beside(one)}
        near = stated_about(connection, "meeting", words, days)
        last = [
            one
            for one in near
            if one.fact not in found and any(may_be_near(one, other) for other in last)
        ]
        found |= {one.fact: one for one in last}
    return list(found.values())


def _days_beside(one: Stated[Meeting]) -> list[str]:
    assert one.date is not None  # noqa: S101 - only dated ones are looked around
    return [(one.date.first + step).isoformat() for step in (-SLACK, timedelta(0), SLACK)]


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
            for mark, code in _elsewhere(seeds, links)
            for one in stated_by(
                connection, Asked(), fact, documents.c.mark == mark, facts.c.code == code
            )
        ]
        if not merged:
            return seeds
        seeds = _distinct([*seeds, *widen(merged)])


def _elsewhere(seeds: Iterable[Stated[Any]], links: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """Yield mark and code of each fact that a user merged with a seed and is not among them."""
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
            yield split


def _distinct(found: Iterable[Stated]) -> list[Stated]:  # type: ignore[type-arg]
    return list({one.fact: one for one in found}.values())


def _dyad(sides: Iterable[str]) -> tuple[str, str]:
    first, second = sorted(sides)[:2]
    return (first, second)
