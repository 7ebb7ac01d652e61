"""What a ledger holds at a glance: the newest documents, the pairs, the facts in doubt."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import func, select

from comity.ledger.asking import find_histories, find_meetings, find_positions
from comity.ledger.doubts import find_doubts
from comity.ledger.folding import fact_rows
from comity.ledger.follow import DONE
from comity.ledger.leafing import Finder, leaf, leaves_of
from comity.ledger.queries import on_dyads, standing, trusted
from comity.ledger.rows import date_of, fact_of
from comity.ledger.schema import documents, dyads, facts, is_a, pairs
from comity.ledger.stating import Asked
from comity.ledger.stores import Store
from comity.model.actors import Dyad
from comity.model.records import (
    Added,
    FactRecord,
    Glance,
    Headline,
    Leaf,
    MeasureHistory,
    MeetingRecord,
    PositionRecord,
    Stance,
)
from comity.model.text import DocumentId

__all__ = ["Overview"]

OPENING = 200  # characters of a text that its headline holds


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

    def added_since(self, number: int, limit: int = 12) -> Added:
        """Return the documents kept after a number, the last kept first.

        Args:
            number: The highest number when one last looked; 0: one never did, so nothing is new.
            limit: How many to name; all are counted.
        """
        later = documents.c.id > number
        names = select(documents.c.name).where(later).order_by(documents.c.id.desc()).limit(limit)
        count = select(func.count()).select_from(documents).where(later)
        found: tuple[DocumentId, ...] = ()
        many = 0
        with self._store.reading() as connection:
            if number:
                found = tuple(DocumentId(name) for name in connection.scalars(names))
                many = connection.scalar(count) or 0
            highest = connection.scalar(select(func.max(documents.c.id)))
        return Added(documents=found, count=int(many), highest=int(highest or 0))

    def glance(self, first: str, second: str) -> Glance:
        """Return how many reports there are on a dyad, and from when to when."""
        own = (dyads.c.first == first, dyads.c.second == second)
        counted = select(pairs.c.reports, pairs.c.retrieved).where(
            pairs.c.first == first, pairs.c.second == second
        )
        with self._store.reading() as connection:
            reports, read = connection.execute(counted).first() or (0, None)
            oldest = connection.scalar(select(func.min(dyads.c.day)).where(*own))
            newest = connection.scalar(select(func.max(dyads.c.day)).where(*own))
        return Glance(reports=reports, oldest=oldest, newest=newest, read=read)

    def headlines(self, names: Sequence[str]) -> tuple[Headline, ...]:
        """Return the reports of these documents at a glance, in the order of the names."""
        table = documents.c
        spoken = (
            select(func.count())
            .where(facts.c.document == table.id, is_a("measure"), standing())
            .scalar_subquery()
        )
        opening = func.substr(table.text, 1, OPENING)
        columns = (table.name, table.title, table.publisher, table.day, opening, table.details)
        statement = select(*columns, spoken).where(table.name.in_(list(names)))
        with self._store.reading() as connection:
            rows = {row[0]: row for row in connection.execute(statement)}
        return tuple(
            Headline(
                document=DocumentId(name),
                title=title,
                publisher=publisher,
                day=day,
                opening=begins,
                dyads=tuple(Dyad.of(*pair) for pair in json.loads(details)["dyads"]),
                measures=count,
            )
            for name, title, publisher, day, begins, details, count in (
                rows[name] for name in names if name in rows
            )
        )

    def facts_of(self, document: str) -> tuple[FactRecord, ...]:
        """Return the facts of a document that no user rejected, under the ids they go by."""
        statement = select(documents).where(documents.c.name == document)
        with self._store.reading() as connection:
            held = connection.execute(statement).mappings().all()
            rows = fact_rows(connection, held)
            return tuple(
                FactRecord(
                    id=f"{one['mark']}-{row['code']}",
                    kind=row["fact"],
                    fact=fact_of(row, DocumentId(one["name"])),
                    date=date_of(row),
                    document=DocumentId(one["name"]),
                    verdict=row["verdict"],
                )
                for one in held
                for row in rows[one["id"]]
                if row["verdict"] != "rejected"
            )

    def pairs(self, limit: int = 500, offset: int = 0) -> tuple[tuple[Dyad, int], ...]:
        """Return each dyad with the number of its documents, most reported first.

        Args:
            limit: How many to return.
            offset: How many to pass over first.
        """
        statement = (
            select(pairs.c.first, pairs.c.second, pairs.c.reports)
            .order_by(pairs.c.reports.desc(), pairs.c.first, pairs.c.second)
            .limit(limit)
            .offset(offset)
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

    def measures(  # noqa: PLR0913 - each is a facet a user may name
        self,
        *,
        parties: Iterable[str] = (),
        kind: str | None = None,
        overdue: bool | None = None,
        unfinished: bool = False,
        as_of: date | None = None,
        after: str | None = None,
        size: int = 25,
    ) -> Leaf[MeasureHistory]:
        """Return a page of measures with all their history, those of the newest news first.

        Args:
            parties: Codes of those who are all party to it; none: of anybody.
            kind: Only measures of this kind.
            overdue: Only those overdue (or only those not) on ``as_of``.
            unfinished: Only those neither implemented nor abandoned.
            as_of: The day to judge from; what was said later is left out. ``None``: today.
            after: Where the page before ended.
            size: Measures on a page; a document's own are never cut in two.
        """
        asked = Asked.of(parties, None, kind=kind)
        day = as_of or datetime.now(UTC).date()
        promised = [facts.c.due.is_not(None), facts.c.due < day.isoformat()] if overdue else []

        def fits(one: MeasureHistory) -> bool:
            if unfinished and one.status in DONE:
                return False
            return overdue is None or one.overdue is overdue

        def documents_of(one: MeasureHistory) -> set[DocumentId]:
            return {
                step.document
                for step in one.statuses
                if not overdue or (step.due is not None and step.due.first < day)
            }

        with self._store.reading() as connection:
            follow = partial(find_histories, connection, as_of=day, due_only=bool(overdue))

            def records_in(names: Sequence[DocumentId]) -> Iterable[MeasureHistory]:
                return filter(fits, follow(Asked.of(asked.parties, names, kind=kind)))

            finder = Finder(records_in=records_in, documents_of=documents_of)
            statement = leaves_of(connection, asked, "measure", *promised)
            return leaf(connection, statement, finder, after=after, size=size)

    def meetings(
        self,
        *,
        parties: Iterable[str] = (),
        form: str | None = None,
        after: str | None = None,
        size: int = 25,
    ) -> Leaf[MeetingRecord]:
        """Return a page of meetings, each merged from all its reports, the newest news first.

        Args:
            parties: Codes of those who all took part; none: of anybody.
            form: Only those one of whose reports has this form.
            after: Where the page before ended.
            size: Meetings on a page; a document's own are never cut in two.
        """
        asked = Asked.of(parties, None, kind=form)
        with self._store.reading() as connection:
            finder = Finder(
                records_in=lambda names: find_meetings(
                    connection, Asked.of(asked.parties, names, kind=form)
                ),
                documents_of=lambda one: one.reports,
            )
            statement = leaves_of(connection, asked, "meeting")
            return leaf(connection, statement, finder, after=after, size=size)

    def positions(
        self,
        *,
        parties: Iterable[str] = (),
        holder: str | None = None,
        area: str | None = None,
        year: int | None = None,
        after: str | None = None,
        size: int = 50,
    ) -> Leaf[PositionRecord]:
        """Return a page of wordings of positions, those of the newest news first.

        Args:
            parties: Only from reports on a dyad of these; none: on anybody.
            holder: Code of the party whose positions are asked for.
            area: Issue area.
            year: Only wordings of this year.
            after: Where the page before ended.
            size: Wordings on a page; a document's own are never cut in two.
        """
        since = {"since": f"{year}-01-01", "until": f"{year + 1}-01-01"} if year else {}
        asked = Asked.of(parties, None, area=area)
        held = [facts.c.actor == holder] if holder is not None else []
        held += [facts.c.day >= since["since"], facts.c.day < since["until"]] if since else []
        with self._store.reading() as connection:
            finder = Finder(
                records_in=lambda names: find_positions(
                    connection, Asked.of((), names, area=area, **since), holder=holder
                ),
                documents_of=lambda one: (one.document,),
            )
            statement = leaves_of(connection, asked, "position", *held)
            return leaf(connection, statement, finder, after=after, size=size)

    def stances(
        self, *, parties: Iterable[str] = (), holder: str | None = None, area: str | None = None
    ) -> tuple[Stance, ...]:
        """Return how often each party took each stance in each year, towards whom and on what.

        Args:
            parties: Only in reports on a dyad of these; none: on anybody.
            holder: Code of the party whose stances are asked for.
            area: Issue area.
        """
        year = func.substr(facts.c.day, 1, 4)
        keys = (facts.c.actor, facts.c.target, facts.c.area, year, facts.c.kind)
        statement = select(*keys, func.count()).where(is_a("position"), trusted())
        named = tuple(parties)
        if named:
            statement = statement.where(facts.c.document.in_(on_dyads(named)))
        for column, value in ((facts.c.actor, holder), (facts.c.area, area)):
            if value is not None:
                statement = statement.where(column == value)
        with self._store.reading() as connection:
            return tuple(
                Stance(holder=who, target=whom, area=what, year=when, stance=stance, count=count)
                for who, whom, what, when, stance, count in connection.execute(
                    statement.group_by(*keys)
                )
            )
