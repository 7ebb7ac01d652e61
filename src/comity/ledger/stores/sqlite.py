"""A ledger in one SQLite file: write-ahead log, foreign keys, FTS5."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, Connection, create_engine, event, func, select, text
from sqlalchemy.pool import QueuePool, StaticPool

from comity.errors import LedgerError
from comity.ledger.failures import damaged, translated
from comity.ledger.stores import MOST_FOUND, IndexedText, Term
from comity.ledger.stores.indexing import (
    hold_back,
    lacks_indexes,
    make_indexes,
    still_loading,
)
from comity.ledger.upgrading import bring_up_to_date, check_version

__all__ = ["APPLICATION", "SqliteStore"]

APPLICATION = 0x436F6D69  # "Comi", in the file's header (PRAGMA application_id)
BUSY_MS = 10_000  # how long a writer waits for another before it says the ledger is locked
CACHE_KIB = 128 * 1024
LOG_PAGES = 16 * 1024  # 64 MB in the write-ahead log before they are moved into the file


MATCHES = "FROM words WHERE words MATCH :asked"
MANY = text(f"SELECT 1 {MATCHES} LIMIT 1 OFFSET :most")
LATEST = text(f"SELECT rowid {MATCHES} ORDER BY rowid DESC LIMIT :most + 1")
BEST = text(f"SELECT rowid {MATCHES} ORDER BY bm25(words, 3.0, 1.0), rowid DESC LIMIT :most + 1")
AMONG = text(
    f"SELECT rowid {MATCHES} AND rowid IN (SELECT value FROM json_each(:among)) "  # noqa: S608 - constants
    "ORDER BY rowid DESC LIMIT :most + 1"
)


class SqliteStore:
    """The store of one file, or of memory (``:memory:``, gone when closed)."""

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        self.address = address
        self._memory = address == ":memory:"
        self.file = None if self._memory else address
        self._read_only = read_only or _is_read_only(address)
        if not self._memory:
            _refuse_what_is_no_ledger(Path(address), read_only=self._read_only)
        self._loading = False
        self._engine = (
            create_engine("sqlite://", creator=self._connect, poolclass=StaticPool)
            if self._memory
            else create_engine(
                "sqlite://",
                creator=self._connect,
                poolclass=QueuePool,
                max_overflow=-1,  # nobody ever waits for a connection: a file has enough
                pool_use_lifo=True,  # the one used last has the pages at hand
            )
        )
        event.listen(self._engine, "begin", _begin)
        self._watch: sqlite3.Connection | None = None
        self._watching = Lock()
        with translated(address):
            self._prepare()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a connection that sees one state of the ledger throughout."""
        with translated(self.address), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Return a connection whose changes are kept together, or not at all."""
        if self._read_only:
            raise LedgerError(
                f"The ledger {self.address} is read-only.",
                mend="Give yourself write permission on the file and its folder, or name another: "
                "--ledger PATH.",
            )
        with translated(self.address), self._engine.connect() as connection:
            connection.execution_options(comity_writes=True)
            with connection.begin():
                yield connection
                if self._loading:
                    still_loading(connection)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Return a context in which very many reports are written; indexes wait for its end."""
        with self.writing() as connection:
            empty = connection.scalar(text("SELECT 1 FROM documents LIMIT 1")) is None
            if empty:
                hold_back(connection)
        self._loading = empty
        try:
            yield
        finally:
            self._loading = False
            if empty:
                make_indexes(self.writing)

    def state(self) -> str:
        """Return a mark of what the ledger holds now; it differs after every change of anybody's.

        SQLite counts for one connection the changes that others make, so one is kept aside that
        makes none (``PRAGMA data_version``). Memory has one connection, which counts its own.
        """
        if self._memory:
            raw = self._engine.raw_connection()
            try:
                return str(raw.driver_connection.total_changes)  # type: ignore[union-attr]
            finally:
                raw.close()
        with translated(self.address), self._watching:
            if self._watch is None:
                self._watch = self._connect()
            return str(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def reserve(self, connection: Connection, count: int) -> int:
        """Return the first of the numbers that follow the highest in use."""
        return int(connection.scalar(text("SELECT coalesce(max(id), 0) + 1 FROM documents")) or 1)

    def index(self, connection: Connection, texts: Sequence[IndexedText]) -> None:
        """Make texts findable."""
        _many(connection, "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", texts)

    def unindex(self, connection: Connection, texts: Iterable[IndexedText]) -> None:
        """Forget texts; they must be what was indexed."""
        _many(
            connection,
            "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            list(texts),
        )

    def find(
        self, connection: Connection, terms: Sequence[Term], among: Sequence[int] | None
    ) -> list[int]:
        """Return the numbers of the documents that hold all the terms, best first."""
        asked = " ".join(f'"{" ".join(term.words)}"{"*" if term.begins else ""}' for term in terms)
        given: dict[str, Any] = {"asked": asked, "most": MOST_FOUND}
        if among is not None:
            given["among"] = json.dumps(list(among))
            return list(connection.scalars(AMONG, given))
        many = connection.scalar(MANY, given)
        return list(connection.scalars(LATEST if many else BEST, given).all())

    def one_of(self, column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
        """Return the condition that a number is one of these."""
        listed = func.json_each(json.dumps(list(numbers))).table_valued("value")
        return column.in_(select(listed.c.value))

    def backup(self, path: str) -> None:
        """Write a whole copy, right even while others write (SQLite's online backup)."""
        if Path(path).exists():
            raise LedgerError(
                f"{path} exists already.", mend="Name a new file for the copy, or delete that one."
            )
        with translated(self.address):
            raw = self._engine.raw_connection()
            copy = sqlite3.connect(path)
            try:
                raw.driver_connection.backup(copy)  # type: ignore[union-attr]
                copy.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.Error as error:
                raise LedgerError(
                    f"The backup {path} could not be written: {error}.",
                    mend="Name another place for the copy, with room for the whole ledger.",
                ) from error
            finally:
                copy.close()
                raw.close()

    def ailments(self) -> list[str]:
        """Return what SQLite finds wrong with the file, one line each."""
        with self.reading() as connection:
            found = [row[0] for row in connection.execute(text("PRAGMA integrity_check(20)"))]
            strays = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        return [line for line in found if line != "ok"] + [
            f"a row of {row[0]} belongs to no document" for row in strays
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _connect(self) -> sqlite3.Connection:
        if self._memory:
            raw = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        elif self._read_only:
            raw = _connect_to_read(Path(self.address))
        else:
            raw = sqlite3.connect(self.address, check_same_thread=False, isolation_level=None)
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if not self._read_only:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
            raw.execute("PRAGMA synchronous = FULL")  # what is acknowledged survives a power cut
        return raw

    def _prepare(self) -> None:
        if self._read_only:
            with self.reading() as connection:
                check_version(connection, self.address)
            return
        with self.writing() as connection:
            if bring_up_to_date(connection, self.address):
                connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))
            incomplete = lacks_indexes(connection)
        if incomplete:
            make_indexes(self.writing)


def _is_read_only(address: str) -> bool:
    path = Path(address)
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("comity_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _many(connection: Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(map(tuple, rows)))


def _connect_to_read(path: Path) -> sqlite3.Connection:
    log = path.with_name(path.name + "-wal")
    mode = "mode=ro" if log.exists() else "mode=ro&immutable=1"
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?{mode}", uri=True, check_same_thread=False, isolation_level=None
    )


def _refuse_what_is_no_ledger(path: Path, *, read_only: bool) -> None:
    if not path.exists():
        if read_only:
            raise LedgerError(
                f"There is no ledger at {path}.", mend="Read a document first: comity read FILE."
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(
                f"The folder {path.parent} cannot be made: {error.strerror}.",
                mend="Name another place for the ledger: --ledger PATH.",
            ) from error
        return
    if path.is_dir():
        raise LedgerError(
            f"{path} is a folder, not a ledger.", mend="Name a file in it: --ledger PATH."
        )
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise LedgerError(
            f"The ledger {path} cannot be read: {error.strerror}.",
            mend="Give yourself read permission on the file, or name another: --ledger PATH.",
        ) from error
    if header and not header.startswith(b"SQLite format 3\0"):
        raise damaged(str(path))
    kept_for = int.from_bytes(header[68:72], "big") if header else 0
    if kept_for not in {0, APPLICATION} or (header and not kept_for and _holds_others(path)):
        raise damaged(str(path))


def _holds_others(path: Path) -> bool:
    """Tell whether an unmarked database holds tables that are not a ledger's; change nothing."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as raw:
            tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise damaged(str(path)) from error
    return bool(tables) and "alembic_version" not in tables
