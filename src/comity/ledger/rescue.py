"""Saves what can still be read of a damaged SQLite ledger."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

from comity.errors import LedgerDamagedError, LedgerError
from comity.ledger.replaying import BY_USER, as_read
from comity.ledger.rows import document_of, earlier_digest, report_rows, unfolded
from comity.model.fact_json import FACTS
from comity.model.record_json import correction_to_json
from comity.model.records import Correction
from comity.model.report_json import REPORT_SCHEMA, document_to_json, report_from_json

__all__ = ["Rescued", "rescue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """How many documents were saved whole, and how many could not be read."""

    saved: int
    lost: int


def rescue(damaged: Path, out: Path) -> Rescued:
    """Write what can be read of a damaged ledger, as JSON lines to import elsewhere.

    A document counts as saved only if all it was kept with is there, which its digest tells.
    Corrections that can be read follow the reports. The damaged file is not touched.

    Raises:
        LedgerDamagedError: If nothing of the file can be read.
        LedgerError: If the lines cannot be written.
    """
    saved = lost = 0
    with closing(sqlite3.connect(f"{damaged.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        database.text_factory = lambda raw: raw.decode("utf-8", "replace")
        numbers = _numbers(database, damaged)
        with _opened(out) as file:
            for number in numbers:
                line = _report(database, number)
                if line is None:
                    lost += 1
                else:
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    saved += 1
            for line in _corrections(database):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return Rescued(saved=saved, lost=lost)


def _opened(out: Path) -> TextIO:
    try:
        return out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise LedgerError(
            f"What was saved cannot be written to {out}: {error.strerror or error}.",
            mend="Name another file, in a folder that is there: --out FILE",
        ) from error


def _numbers(database: sqlite3.Connection, damaged: Path) -> list[int]:
    """Return every document's number that any table or index still tells."""
    found: set[int] = set()
    readable = False
    for statement in (
        "SELECT id FROM documents ORDER BY id",
        "SELECT id FROM documents ORDER BY id DESC",
        "SELECT id FROM documents INDEXED BY sqlite_autoindex_documents_1",
        "SELECT id FROM documents INDEXED BY ix_documents_mark",
        "SELECT document FROM dyads",
        "SELECT document FROM facts",
    ):
        with suppress(sqlite3.DatabaseError):
            for row in database.execute(statement):
                found.add(row[0])
            readable = True
    if not found and not readable:
        raise LedgerDamagedError(
            f"Nothing of {damaged} can be read.", mend="Restore a backup of the ledger."
        )
    return sorted(found)


def _report(database: sqlite3.Connection, number: int) -> dict[str, Any] | None:
    try:
        document = database.execute("SELECT * FROM documents WHERE id = ?", (number,)).fetchone()
        if document is None:
            return None
        row = dict(document)
        line: dict[str, Any] = {
            "schema": REPORT_SCHEMA,
            "document": document_to_json(document_of(row), with_text=True),
            "reader": row["reader"],
            "dyads": json.loads(row["details"])["dyads"],
        }
        line |= {form.field: [] for form in FACTS.values()}
        for kind, fact in _facts(database, row):
            line[FACTS[kind].field].append(fact)
        again = report_rows(report_from_json(line))
        whole = row["digest"] in {again.document["digest"], earlier_digest(again)}
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return line if whole else None


def _facts(
    database: sqlite3.Connection, document: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    statement = "SELECT * FROM facts WHERE document = ? ORDER BY ordinal"
    rows = [dict(row) for row in database.execute(statement, (document["id"],))]
    rows += unfolded(document, rows) if document.get("folded") else []
    for row in sorted(rows, key=itemgetter("ordinal")):
        if row["found_by"] != BY_USER:
            yield row["fact"], {"id": f"{document['mark']}-{row['code']}", **as_read(row)["fact"]}


def _corrections(database: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    with suppress(sqlite3.DatabaseError, ValueError, TypeError):
        for row in database.execute("SELECT * FROM corrections ORDER BY id"):
            yield correction_to_json(Correction(**dict(row)))
