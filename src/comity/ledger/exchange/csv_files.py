"""A folder of CSV tables with a codebook; text that a spreadsheet would run is made harmless."""

import csv
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from comity.ledger.exchange.tables import TABLES, flat_rows
from comity.ledger.stores import Store

__all__ = ["harmless", "write"]

STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters at which spreadsheets take text for a formula (OWASP, CSV Injection)."""


def write(store: Store, path: Path) -> int:
    """Write one UTF-8 file for each table and ``codebook.csv`` into a folder; return the rows."""
    path.mkdir(parents=True, exist_ok=True)
    written = 0
    with ExitStack() as stack:
        writers = {}
        for table, columns in TABLES.items():
            file = stack.enter_context(
                (path / f"{table}.csv").open("w", newline="", encoding="utf-8")
            )
            writers[table] = csv.DictWriter(file, [column.name for column in columns])
            writers[table].writeheader()
        for table, row in flat_rows(store):
            writers[table].writerow({name: harmless(cell) for name, cell in row.items()})
            written += 1
        book = stack.enter_context((path / "codebook.csv").open("w", newline="", encoding="utf-8"))
        lines = csv.writer(book)
        lines.writerow(["table", "column", "type", "says"])
        lines.writerows(
            [table, column.name, column.kind, column.says]
            for table, columns in TABLES.items()
            for column in columns
        )
        lines.writerow(
            ["*", "*", "text", "text that begins with = + - @ has an apostrophe put before it"]
        )
    return written


def harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before its sign."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS) else cell
