"""The ledger as the workbench and the web application use it: one object, records in and out."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Self

from sqlalchemy import func, select

from comity.errors import NotInLedgerError
from comity.ledger import queries
from comity.ledger.address import default_address, is_server, sqlite_path
from comity.ledger.altered import find_altered
from comity.ledger.annotations import annotations
from comity.ledger.asking import find_histories, find_meetings, find_positions
from comity.ledger.batches import batches, batches_of_different
from comity.ledger.corrections import Corrections
from comity.ledger.exchange import Imported, read_jsonl, write_form
from comity.ledger.handing import hand_over, start_writer
from comity.ledger.overview import Overview
from comity.ledger.people import office_records
from comity.ledger.rows import report_rows
from comity.ledger.schema import documents
from comity.ledger.search import Query, find_documents
from comity.ledger.showing import Shown, show
from comity.ledger.spelling import same_person
from comity.ledger.stating import Asked
from comity.ledger.stores import Store, open_store
from comity.ledger.writing import BATCH, forget_document, keep_batch
from comity.model.facts import Report
from comity.model.records import (
    Kept,
    MeasureHistory,
    MeetingRecord,
    OfficeRecord,
    PositionRecord,
    SearchResult,
)
from comity.model.text import DocumentId

__all__ = ["Ledger"]

PORTION = 200  # reports that ``reports`` holds at a time


class Ledger:
    """Keeps reports and answers what became of what was said.

    Use it as a context manager, or call ``close``. It may be used from several threads, and several
    programs may hold one ledger open: each call sees one state of it.

    Example:
        >>> with Ledger.open(":memory:") as ledger:
        ...     len(ledger)
        0
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, address: str | None = None, *, read_only: bool = False) -> Self:
        """Return the ledger at an address, made or brought up to date where that is needed.

        Args:
            address: A path, ``sqlite:///PATH``, ``postgresql://…`` or ``:memory:``; ``None`` takes
                the file ``COMITY_LEDGER`` names, else the one in the user's data folder.
            read_only: Refuse every change; the file itself may be read-only too.

        Raises:
            LedgerLockedError: If another program holds it.
            LedgerVersionError: If a newer Comity wrote it.
            LedgerDamagedError: If it is damaged or no ledger.
            LedgerError: If it cannot be opened for another reason.
        """
        named = default_address() if address is None else address
        if is_server(named):
            return cls(open_store("postgresql", named, read_only=read_only))
        return cls(open_store("sqlite", sqlite_path(named), read_only=read_only))

    @property
    def address(self) -> str:
        """Return where the ledger lies."""
        return self._store.address

    @property
    def state(self) -> str:
        """Return a mark of what the ledger holds now: while it is the same, nothing has changed.

        It differs after every change of anybody's, in this program or another.
        """
        return self._store.state()

    @property
    def corrections(self) -> Corrections:
        """Return what users accept, reject, edit, merge and split in this ledger."""
        return Corrections(self._store)

    @property
    def overview(self) -> Overview:
        """Return the newest documents, the pairs and the facts in doubt of this ledger."""
        return Overview(self._store)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Self:
        """Return the ledger itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the ledger."""
        self.close()

    def __len__(self) -> int:
        """Return how many documents the ledger holds."""
        with self._store.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(documents)) or 0)

    def keep(self, report: Report) -> Kept:
        """Keep what one document says, all of it or nothing; the same again changes nothing.

        A document that is kept already but says something else now (a newer reader, a corrected
        text) is replaced; what users corrected stands.
        """
        return self.keep_many((report,))

    def keep_many(self, reports: Iterable[Report]) -> Kept:
        """Keep many reports, ``BATCH`` in one transaction, as they come from any iterable.

        Into a file a second process writes what this one prepares, if there is more than that.
        """
        rows = map(report_rows, reports)
        first = list(islice(rows, BATCH))
        many, every = len(first) == BATCH, chain(first, rows)
        del first
        writer = start_writer(self._store.file) if many and self._store.file else None
        if writer is not None:
            return hand_over(writer, every)
        done: list[Kept] = []
        with self._store.loading() if many else nullcontext():
            for batch in batches_of_different(every, BATCH):
                with self._store.writing() as connection:
                    done.append(keep_batch(self._store, connection, batch))
        return Kept.together(done)

    def forget(self, document: DocumentId | str) -> None:
        """Delete a document, its facts and the corrections on them.

        Raises:
            NotInLedgerError: If the ledger does not hold it.
        """
        with self._store.writing() as connection:
            held = forget_document(self._store, connection, document)
        if not held:
            raise _not_held(document)

    def report(self, document: DocumentId | str) -> Report:
        """Return what one document says, as corrected.

        Raises:
            NotInLedgerError: If the ledger does not hold it.
        """
        for report in self.reports(documents=(document,)):
            return report
        raise _not_held(document)

    def reports(
        self,
        *,
        parties: Iterable[str] = (),
        documents: Iterable[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Report]:
        """Return reports, as corrected, oldest first; rows are fetched in portions.

        Args:
            parties: One party or more: only reports on a dyad of them (two) or with it (one).
            documents: Only these documents.
            since: Only news of this ISO day or later.
            until: Only news before this ISO day.
        """
        with self._store.reading() as connection:
            chosen = queries.document_numbers(
                connection, parties=tuple(parties), documents=documents, since=since, until=until
            )
        for portion in batches(chosen, PORTION):
            with self._store.reading() as connection:
                loaded = list(queries.load_reports(connection, portion))
            yield from loaded

    def meetings(
        self,
        *,
        parties: Iterable[str] = (),
        documents: Iterable[str] | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> tuple[MeetingRecord, ...]:
        """Return meetings, oldest first, each merged from every report of it.

        Args:
            parties: Codes of those who all took part.
            documents: Only meetings that one of these documents reports.
            kind: Only those one of whose reports has this form (``call``, ``visit``).
            since: Only those of this ISO day or later.
            until: Only those before this ISO day.
        """
        asked = Asked.of(parties, documents, kind=kind, since=since, until=until)
        with self._store.reading() as connection:
            return find_meetings(connection, asked)

    def follow(
        self,
        *,
        parties: Iterable[str] = (),
        documents: Iterable[str] | None = None,
        kind: str | None = None,
        overdue: bool | None = None,
        as_of: date | None = None,
    ) -> tuple[MeasureHistory, ...]:
        """Return the history of each measure, by the day it was first raised.

        Args:
            parties: Codes of those who are all party to it; none: of anybody.
            documents: Only measures that one of these documents mentions, with all their history.
            kind: Only measures of this kind.
            overdue: Only those overdue (or only those not) on ``as_of``.
            as_of: The day to judge from; what was said later is left out. ``None``: today.
        """
        asked = Asked.of(parties, documents, kind=kind)
        day = as_of or datetime.now(UTC).date()
        with self._store.reading() as connection:
            found = find_histories(connection, asked, as_of=day, due_only=bool(overdue))
        return tuple(one for one in found if overdue is None or one.overdue is overdue)

    def positions(  # noqa: PLR0913 - each is a facet a user may name
        self,
        *,
        holder: str | None = None,
        target: str | None = None,
        stance: str | None = None,
        area: str | None = None,
        parties: Iterable[str] = (),
        documents: Iterable[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> tuple[PositionRecord, ...]:
        """Return each wording of each position, oldest first.

        Args:
            holder: Code of the party whose positions are asked for.
            target: Code of the party they concern.
            stance: ``supports``, ``opposes`` or ``calls-for``.
            area: Issue area.
            parties: Only from reports on a dyad of these.
            documents: Only from these documents.
            since: Only wordings of this ISO day or later.
            until: Only wordings before this ISO day.
        """
        asked = Asked.of(parties, documents, area=area, since=since, until=until)
        with self._store.reading() as connection:
            return find_positions(connection, asked, holder=holder, target=target, stance=stance)

    def search(  # noqa: PLR0913 - each is a facet a user may name
        self,
        text: str = "",
        *,
        parties: Iterable[str] = (),
        area: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        person: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> SearchResult:
        """Return documents that hold the words and fit the facets, best first, with snippets.

        Args:
            text: Words that must all be there, whatever their case, accents or letter forms;
                ``"…"`` is a phrase, a trailing ``*`` a beginning. Empty: any text.
            parties: A dyad, or one party.
            area: A subject of the report.
            kind: A measure of this kind is in it; with ``status``, one that has both.
            status: A measure of this status is in it.
            person: Somebody of this name took part or spoke; other spellings are found too.
            since: News of this ISO day or later.
            until: News before this ISO day.
            limit: Hits on a page.
            offset: Hits to skip.

        Raises:
            UsageError: If the text holds no word that could be searched for.
        """
        query = Query(
            text=text,
            parties=tuple(parties),
            area=area,
            kind=kind,
            status=status,
            person=person,
            since=since,
            until=until,
            limit=limit,
            offset=offset,
        )
        with self._store.reading() as connection:
            return find_documents(self._store, connection, query)

    def people(
        self, party: str | None = None, *, office_kind: str | None = None, person: str | None = None
    ) -> tuple[OfficeRecord, ...]:
        """Return who was seen in which office from when to when, as the reports show it.

        Args:
            party: Code of the party represented; ``None``: all.
            office_kind: Only this kind of office, such as ``foreign-minister``.
            person: Only people of this name, in any spelling.
        """
        with self._store.reading() as connection:
            seen = queries.sightings(connection, party, office_kind)
        return tuple(
            record
            for record in office_records(seen)
            if person is None or any(same_person(person, name) for name in record.names)
        )

    def show(self, name: str, *, as_of: date | None = None) -> Shown:
        """Return what an identifier means: a report, a fact, a meeting or a measure's history.

        Args:
            name: A document's id, a fact's, or one that begins with ``m-`` or ``h-``.
            as_of: The day to judge a history from; ``None``: today.

        Raises:
            NotInLedgerError: If the ledger holds nothing under it.
        """
        with self._store.reading() as connection:
            return show(connection, name, as_of=as_of or datetime.now(UTC).date())

    def annotations(self) -> list[dict[str, Any]]:
        """Return the corrected documents as annotations in the gold format, by document.

        ``reviewed`` tells whether users judged every fact of the document.
        """
        with self._store.reading() as connection:
            return list(annotations(connection))

    def export(self, path: Path | str, form: str) -> int:
        """Write the ledger in another form; return the rows or lines written.

        Args:
            path: A file; a folder for ``csv`` and ``parquet``.
            form: A key of ``comity.ledger.exchange.FORMS``. ``jsonl`` loses nothing: it holds the
                reports as read, with their texts, and every correction. The tables of the others
                hold what stands.

        Raises:
            UsageError: If there is no such form.
            LedgerError: If the file cannot be written.
            MissingExtraError: If the form's library is not installed.
        """
        return write_form(self._store, Path(path), form)

    def take_in(self, path: Path | str) -> Imported:
        """Keep the reports and corrections of a JSONL file; lines that are neither stop nothing.

        Raises:
            LedgerError: If the file cannot be read.
        """
        return read_jsonl(self._store, Path(path))

    def backup(self, path: Path | str) -> None:
        """Write a whole copy of the ledger, right even while others write to it.

        Raises:
            LedgerError: If the copy cannot be written, or there is a file of that name.
        """
        self._store.backup(str(path))

    def ailments(self) -> tuple[str, ...]:
        """Return what is wrong with the ledger, a line each; none: it is sound.

        The database checks its pages; then every text is compared with its digest.
        """
        return tuple(self._store.ailments()) or find_altered(self._store)


def _not_held(document: str) -> NotInLedgerError:
    return NotInLedgerError(
        f"The ledger holds no document '{document}'.",
        mend="List what it holds with: comity ledger documents.",
    )
