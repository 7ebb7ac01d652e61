"""One plain SQLite database of the flat tables, as Datasette reads it."""

import sqlite3
from pathlib import Path
from typing import Any

from comity.errors import LedgerError
from comity.ledger.exchange.tables import TABLES, flat_rows
from comity.ledger.stores import Store

__all__ = ["write"]

TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "day": "TEXT"}
BATCH = 5_000

LINKS = {"document": "documents (document)", "meeting": "meetings (id)"}
"""Columns that refer to another table; Datasette shows them as links."""


def write(store: Store, path: Path) -> int:
    """Write a new database with the tables and a codebook; return the rows.

    Raises:
        LedgerError: If there is a file of that name.
    """
    if path.exists():
        raise LedgerError(
            f"{path} exists already.", mend="Name another file, or delete that one first."
        )
    written = 0
    with sqlite3.connect(path) as database:
        for table, columns in TABLES.items():
            lines = [f'"{one.name}" {TYPES[one.kind]}{_link(table, one.name)}' for one in columns]
            database.execute(f'CREATE TABLE "{table}" ({", ".join(lines)})')
        waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        for table, row in flat_rows(store):
            waiting[table].append(tuple(row.values()))
            written += 1
            if len(waiting[table]) == BATCH:
                _insert(database, table, waiting[table])
                waiting[table] = []
        for table, rows in waiting.items():
            _insert(database, table, rows)
        _codebook(database)
        database.execute("CREATE INDEX measures_by_kind ON measures (kind, status)")
        database.execute("CREATE INDEX positions_by_holder ON positions (holder)")
    database.close()
    return written


def _link(table: str, column: str) -> str:
    if column == "id" or (table, column) == ("documents", "document"):
        return " PRIMARY KEY"
    return f" REFERENCES {LINKS[column]}" if column in LINKS else ""


def _insert(database: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(TABLES[table]))
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 - own names


def _codebook(database: sqlite3.Connection) -> None:
    database.execute('CREATE TABLE codebook ("table" TEXT, "column" TEXT, type TEXT, says TEXT)')
    database.executemany(
        "INSERT INTO codebook VALUES (?, ?, ?, ?)",
        [
            (table, column.name, column.kind, column.says)
            for table, columns in TABLES.items()
            for column in columns
        ],
    )
