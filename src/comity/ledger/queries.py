"""What is asked of the ledger's tables, by dyad, party, period, kind."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from comity.ledger.concerned import about
from comity.ledger.people import Sighting
from comity.ledger.rows import date_of, report_of
from comity.ledger.schema import documents as documents_table
from comity.ledger.schema import dyads, facts, names, pairs, people, sides
from comity.model.facts import Report

__all__ = [
    "between",
    "document_numbers",
    "load_reports",
    "named_in_body",
    "on_dyads",
    "sightings",
    "standing",
    "trusted",
    "words_between",
]


def document_numbers(
    connection: Connection,
    *,
    parties: Sequence[str] = (),
    documents: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[int]:
    """Return the numbers of the documents asked for, by day of their news and then by name."""
    table = documents_table
    statement = select(table.c.id).order_by(table.c.day.is_(None), table.c.day, table.c.name)
    if parties:
        statement = statement.where(table.c.id.in_(on_dyads(parties)))
    if documents is not None:
        statement = statement.where(table.c.name.in_(list(documents)))
    if since is not None:
        statement = statement.where(table.c.day >= since)
    if until is not None:
        statement = statement.where(table.c.day < until)
    return list(connection.scalars(statement))


LEAST_CONFIDENCE = 0.5  # calibrated: below it a fact is more likely wrong than right


def on_dyads(parties: Sequence[str]) -> Select[tuple[int]]:
    """Return the statement for the documents on a dyad of the parties, or on one with the one."""
    listed = sorted(set(parties))
    statement = select(dyads.c.document)
    if len(listed) == 1:
        own = and_(pairs.c.first == dyads.c.first, pairs.c.second == dyads.c.second)
        has = or_(pairs.c.first == listed[0], pairs.c.second == listed[0])
        return statement.select_from(pairs).join(dyads, own).where(has)
    return statement.where(dyads.c.first.in_(listed), dyads.c.second.in_(listed))


def between(parties: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a row of ``sides`` is about two of these parties.

    They are the first two by code: what concerns all of them concerns these.
    """
    begins, ends = words_between(parties)
    return and_(sides.c.about > begins, sides.c.about < ends)


def words_between(parties: Sequence[str]) -> tuple[str, str]:
    """Return the words before and after all that ``sides`` may be about of two of the parties."""
    first, second = sorted(parties)[:2]
    begins = about(first, second)
    return begins, begins + AFTER_KINDS


AFTER_KINDS = "~"  # sorts after every letter of a kind


def named_in_body(parties: Iterable[str]) -> list[ColumnElement[bool]]:
    """Return the conditions that a fact's own fields hold these codes somewhere.

    They leave out what cannot be about the parties before it is taken apart.
    """
    return [facts.c.body.contains(f'"{code}"', autoescape=True) for code in parties]


def load_reports(connection: Connection, numbers: Sequence[int]) -> Iterator[Report]:
    """Return the reports of these documents, in the order of the numbers given."""
    held = {
        row["id"]: row
        for row in connection.execute(
            select(documents_table).where(documents_table.c.id.in_(numbers))
        ).mappings()
    }
    found = connection.execute(
        select(facts)
        .where(facts.c.document.in_(numbers), standing())
        .order_by(facts.c.document, facts.c.ordinal)
    ).mappings()
    said = {number: list(rows) for number, rows in groupby(found, key=lambda row: row["document"])}
    for number in numbers:
        if number in held:
            yield report_of(held[number], said.get(number, ()))


def standing() -> ColumnElement[bool]:
    """Return the condition that a fact was not rejected by a user."""
    return or_(facts.c.verdict.is_(None), facts.c.verdict != "rejected")


def trusted() -> ColumnElement[bool]:
    """Return the condition that a fact counts in what is merged and followed.

    One that a user rejected does not; nor does one more likely wrong than right that no user has
    looked at: it waits in the inbox.
    """
    likely = facts.c.confidence >= LEAST_CONFIDENCE
    return or_(
        and_(facts.c.verdict.is_(None), likely),
        and_(facts.c.verdict.is_not(None), facts.c.verdict != "rejected"),
    )


def sightings(
    connection: Connection, party: str | None = None, office_kind: str | None = None
) -> list[Sighting]:
    """Return every participant of every meeting reported, of one party or all."""
    statement = (
        select(
            people,
            names.c.name.label("person"),
            documents_table.c.name.label("document_name"),
            *(facts.c[column] for column in ("day_last", "day_precision", "day_basis")),
        )
        .join(documents_table, documents_table.c.id == people.c.document)
        .join(names, names.c.id == people.c.name, isouter=True)
        .join(
            facts, and_(facts.c.document == people.c.document, facts.c.ordinal == people.c.ordinal)
        )
        .where(
            people.c.represents.is_not(None),
            people.c.office_kind.is_not(None),
            people.c.office_kind != "none",
            standing(),
        )
    )
    if party is not None:
        statement = statement.where(people.c.represents == party)
    if office_kind is not None:
        statement = statement.where(people.c.office_kind == office_kind)
    return [
        Sighting(
            party=row["represents"],
            office_kind=row["office_kind"],
            office=row["office"],
            accredited_to=row["accredited_to"],
            name=row["person"],
            date=date_of(row),
            document=row["document_name"],
        )
        for row in connection.execute(statement).mappings()
    ]
