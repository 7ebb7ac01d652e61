"""Reports as read and corrections as made, one JSON object a line: what goes out comes back in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from comity.ledger.corrections import Corrections
from comity.ledger.identity import document_mark, split_fact_id
from comity.ledger.replaying import BY_USER, as_read
from comity.ledger.rows import document_of
from comity.ledger.schema import documents, facts
from comity.ledger.stores import Store
from comity.ledger.writing import keep_batch
from comity.model.fact_json import FACTS
from comity.model.facts import Report
from comity.model.record_json import CORRECTION_SCHEMA, correction_to_json
from comity.model.records import Correction, Kept
from comity.model.report_json import REPORT_SCHEMA, document_to_json, report_from_json
from comity.model.text import DocumentId

__all__ = ["Imported", "read", "write"]

PORTION = 500  # documents held at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came in, and the lines that could not be taken: (number, reason)."""

    kept: Kept
    corrections: int
    failed: tuple[tuple[int, str], ...]


def write(store: Store, path: Path) -> int:
    """Write every report as read, with its text, then every correction; return the lines."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in _lines(store):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            written += 1
    return written


def read(store: Store, path: Path) -> Imported:
    """Keep the reports of a file and take in its corrections; bad lines stop nothing."""
    failed: list[tuple[int, str]] = []
    corrections: list[Correction] = []
    added: list[DocumentId] = []
    replaced: list[DocumentId] = []
    unchanged: list[DocumentId] = []
    with path.open("rb") as file:
        numbered = enumerate(file, start=1)
        while portion := list(islice(numbered, PORTION)):
            reports: dict[str, Report] = {}
            names: dict[str, list[str | None]] = {}
            for number, line in portion:
                try:
                    row = json.loads(line)
                    if row["schema"] == REPORT_SCHEMA:
                        report = report_from_json(row)
                        reports[report.id], names[report.id] = report, _names(row)
                    elif row["schema"] == CORRECTION_SCHEMA:
                        corrections.append(_correction(row))
                    else:
                        failed.append((number, f"of schema {row['schema']}"))
                except (KeyError, TypeError, ValueError, AttributeError) as error:
                    failed.append((number, f"{type(error).__name__}: {error}"))
            with store.writing() as connection:
                kept = keep_batch(store, connection, list(reports.values()))
                for document in {*kept.added, *kept.replaced}:
                    _rename(connection, document, names[document])
            added += kept.added
            replaced += kept.replaced
            unchanged += kept.unchanged
    taken = Corrections(store).take_in(corrections)
    total = Kept(added=tuple(added), replaced=tuple(replaced), unchanged=tuple(unchanged))
    return Imported(kept=total, corrections=taken, failed=tuple(failed))


def _lines(store: Store) -> Iterator[dict[str, Any]]:
    last = ""
    while True:
        with store.reading() as connection:
            statement = (
                select(documents)
                .where(documents.c.name > last)
                .order_by(documents.c.name)
                .limit(PORTION)
            )
            found = connection.execute(statement).mappings().all()
            lines = [_report(connection, row) for row in found]
        yield from lines
        if not found:
            break
        last = found[-1]["name"]
    for correction in Corrections(store).log():
        yield correction_to_json(correction)


def _report(connection: Connection, row: Mapping[Any, Any]) -> dict[str, Any]:
    line: dict[str, Any] = {
        "schema": REPORT_SCHEMA,
        "document": document_to_json(document_of(row), with_text=True),
        "reader": row["reader"],
        "dyads": json.loads(row["details"])["dyads"],
    }
    line |= {form.field: [] for form in FACTS.values()}
    statement = select(facts).where(facts.c.document == row["id"]).order_by(facts.c.ordinal)
    for fact in connection.execute(statement).mappings():
        if fact["found_by"] != BY_USER:
            said = {"id": f"{row['mark']}-{fact['code']}", **as_read(fact)["fact"]}
            line[FACTS[fact["fact"]].field].append(said)
    return line


def _names(row: Mapping[str, Any]) -> list[str | None]:
    return [fact.get("id") for form in FACTS.values() for fact in row.get(form.field, ())]


def _rename(connection: Connection, document: str, names: Sequence[str | None]) -> None:
    """Give facts the ids they had, where an older reading gave them others."""
    mark = document_mark(document)
    statement = (
        select(facts.c.document, facts.c.ordinal, facts.c.code)
        .join(documents, documents.c.id == facts.c.document)
        .where(documents.c.name == document)
        .order_by(facts.c.ordinal)
    )
    for row, name in zip(connection.execute(statement).fetchall(), names, strict=False):
        split = split_fact_id(name) if name else None
        if split is not None and split[0] == mark and split[1] != row.code:
            connection.execute(
                update(facts)
                .where(facts.c.document == row.document, facts.c.ordinal == row.ordinal)
                .values(code=split[1])
            )


def _correction(row: Mapping[str, Any]) -> Correction:
    texts: dict[str, Any] = {
        name: json.dumps(row[name], ensure_ascii=False, sort_keys=True) if row[name] else None
        for name in ("before", "after")
    }
    given: dict[str, Any] = {name: row[name] for name in Correction.__slots__ if name not in texts}
    return Correction(**given, **texts)
