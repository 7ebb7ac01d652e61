"""A team's ledger in a PostgreSQL database: many readers, writers one after another."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    any_,
    create_engine,
    literal,
    make_url,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import ArgumentError

from comity.errors import LedgerError, MissingExtraError
from comity.ledger.failures import translated
from comity.ledger.stores import MOST_FOUND, IndexedText, Term
from comity.ledger.upgrading import bring_up_to_date, check_version

__all__ = ["PostgresStore"]

WRITERS = 0x436F6D69  # "Comi", the advisory lock that lets one writer at a time through
WAIT = "30s"  # for another writer, before the ledger is called locked
INDEXED_LETTERS = 200_000  # of a text; a tsvector holds 1 MB (PostgreSQL 15 manual, 12.11)


class PostgresStore:
    """The store of one PostgreSQL database."""

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        self._read_only = read_only
        self.file: str | None = None
        try:
            url = make_url(address.replace("postgres://", "postgresql://", 1))
            self._engine = create_engine(
                url.set(drivername="postgresql+psycopg"), pool_pre_ping=True
            )
        except ArgumentError as error:
            raise LedgerError(
                f"'{address.rsplit('@', maxsplit=1)[-1]}' is no database address.",
                mend="Write it as postgresql://user:password@host/database.",
            ) from error
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                "A ledger on PostgreSQL needs psycopg, which is not installed.",
                mend="Run: pip install 'comity[postgres]'",
            ) from error
        self._url = url
        self.address = url.render_as_string(hide_password=True)
        if read_only:
            with self.reading() as connection:
                check_version(connection, self.address)
        else:
            with self.writing() as connection:
                bring_up_to_date(connection, self.address)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a connection that sees one state of the ledger throughout."""
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with translated(self.address), self._engine.connect() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Return a connection whose changes are kept together, or not at all.

        Writers queue for one lock, so that none sees half of another's work.
        """
        if self._read_only:
            raise LedgerError(
                f"The ledger {self.address} was opened for reading only.",
                mend="Open it without read_only to change it.",
            )
        with translated(self.address), self._engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
            yield connection

    def state(self) -> str:
        """Return a mark of what the ledger holds now: which transactions a reader sees.

        It also differs after changes of other databases on the same server.
        """
        with self.reading() as connection:
            return str(connection.scalar(text("SELECT pg_current_snapshot()::text")))

    def loading(self) -> AbstractContextManager[None]:
        """Return a context that changes nothing: others may be at work in the same database."""
        return nullcontext()

    def reserve(self, connection: Connection, count: int) -> int:
        """Return the first of the numbers that follow the highest in use."""
        return int(connection.scalar(text("SELECT coalesce(max(id), 0) + 1 FROM documents")) or 1)

    def index(self, connection: Connection, texts: Sequence[IndexedText]) -> None:
        """Make texts findable."""
        if texts:
            connection.execute(
                text(
                    "INSERT INTO words (document, vector) VALUES (:number, "
                    "setweight(to_tsvector('simple', :title), 'A') || "
                    "to_tsvector('simple', :body))"
                ),
                [
                    {"number": number, "title": title, "body": body[:INDEXED_LETTERS]}
                    for number, title, body in texts
                ],
            )

    def unindex(self, connection: Connection, texts: Iterable[IndexedText]) -> None:
        """Forget texts."""
        for number, _, _ in texts:
            connection.execute(
                text("DELETE FROM words WHERE document = :number"), {"number": number}
            )

    def find(
        self, connection: Connection, terms: Sequence[Term], among: Sequence[int] | None
    ) -> list[int]:
        """Return the numbers of the documents that hold all the terms, best first."""
        given: dict[str, Any] = {"asked": " & ".join(map(_asked, terms)), "most": MOST_FOUND}
        where = "vector @@ to_tsquery('simple', :asked)"
        if among is not None:
            where += " AND document = ANY(:among)"
            given["among"] = list(among)
        many = connection.scalar(
            text(f"SELECT 1 FROM words WHERE {where} LIMIT 1 OFFSET :most"),  # noqa: S608 - constants
            given,
        )
        rank = "0" if many or among is not None else "ts_rank(vector, to_tsquery('simple', :asked))"
        found = connection.scalars(
            text(
                f"SELECT document FROM words WHERE {where} "  # noqa: S608 - constants
                f"ORDER BY {rank} DESC, document DESC LIMIT :most + 1"
            ),
            given,
        )
        return list(found)

    def one_of(self, column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
        """Return the condition that a number is one of these."""
        return column == any_(literal(list(numbers), ARRAY(Integer)))

    def backup(self, path: str) -> None:
        """Write a whole copy with pg_dump, right even while others write; pg_restore reads it."""
        program = shutil.which("pg_dump")
        if program is None:
            raise LedgerError(
                "A backup of a PostgreSQL ledger needs pg_dump, which is not on this machine.",
                mend="Install PostgreSQL's client programs, or use: comity export backup.jsonl",
            )
        if Path(path).exists():
            raise LedgerError(
                f"{path} exists already.", mend="Name a new file for the copy, or delete that one."
            )
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        command = [program, "--format=custom", f"--file={path}", f"--dbname={address}"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        if done.returncode != 0:
            raise LedgerError(
                f"The backup {path} could not be written: {done.stderr.strip().splitlines()[-1]}.",
                mend="Name another place for the copy, with room for the whole ledger.",
            )

    def ailments(self) -> list[str]:
        """Return nothing: PostgreSQL looks after its pages itself and refuses what is damaged."""
        return []

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _asked(term: Term) -> str:
    """Return a term in the words of ``to_tsquery``; folded words hold letters and digits only."""
    words = [f"'{word}'" for word in term.words]
    if term.begins:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"
