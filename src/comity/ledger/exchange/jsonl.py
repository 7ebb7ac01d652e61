"""Reports as read and corrections as made, one JSON object a line: what goes out comes back in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from comity.ledger.corrections import Corrections
from comity.ledger.folding import fact_rows, unfold
from comity.ledger.identity import split_fact_id
from comity.ledger.replaying import BY_USER, as_read
from comity.ledger.rows import document_of, report_rows
from comity.ledger.schema import documents, facts
from comity.ledger.stores import Store
from comity.ledger.writing import keep_batch
from comity.model.fact_json import FACTS
from comity.model.facts import Report
from comity.model.record_json import CORRECTION_SCHEMA, correction_to_json
from comity.model.records import Correction, Kept
from comity.model.report_json import REPORT_SCHEMA, document_to_json, report_from_json

__all__ = ["Imported", "read", "write"]

Row = Mapping[Any, Any]

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
    done: list[Kept] = []
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
            rows = [report_rows(report) for report in reports.values()]
            with store.writing() as connection:
                kept = keep_batch(store, connection, rows)
                for document in {*kept.added, *kept.replaced}:
                    _rename(connection, document, names[document])
            done.append(kept)
    taken = Corrections(store).take_in(corrections)
    return Imported(kept=Kept.together(done), corrections=taken, failed=tuple(failed))


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
            said = fact_rows(connection, found)
            lines = [_report(row, said[row["id"]]) for row in found]
        yield from lines
        if not found:
            break
        last = found[-1]["name"]
    for correction in Corrections(store).log():
        yield correction_to_json(correction)


def _report(row: Row, said: Sequence[Row]) -> dict[str, Any]:
    line: dict[str, Any] = {
        "schema": REPORT_SCHEMA,
        "document": document_to_json(document_of(row), with_text=True),
        "reader": row["reader"],
        "dyads": json.loads(row["details"])["dyads"],
    }
    line |= {form.field: [] for form in FACTS.values()}
    for fact in said:
        if fact["found_by"] != BY_USER:
            public = {"id": f"{row['mark']}-{fact['code']}", **as_read(fact)["fact"]}
            line[FACTS[fact["fact"]].field].append(public)
    return line


def _names(row: Mapping[str, Any]) -> list[str | None]:
    return [fact.get("id") for form in FACTS.values() for fact in row.get(form.field, ())]


def _rename(connection: Connection, document: str, names: Sequence[str | None]) -> None:
    """Give facts the ids they had, where an older reading gave them others."""
    if not any(names):
        return
    statement = select(documents).where(documents.c.name == document)
    row = connection.execute(statement).mappings().one()
    moved = []
    for fact, name in zip(fact_rows(connection, [row])[row["id"]], names, strict=False):
        split = split_fact_id(name) if name else None
        if split is not None and split[0] == row["mark"] and split[1] != fact["code"]:
            moved.append((fact["ordinal"], split[1]))
    if moved:
        unfold(connection, row)
    for ordinal, code in moved:
        connection.execute(
            update(facts)
            .where(facts.c.document == row["id"], facts.c.ordinal == ordinal)
            .values(code=code)
        )


def _correction(row: Mapping[str, Any]) -> Correction:
    texts: dict[str, Any] = {
        name: json.dumps(row[name], ensure_ascii=False, sort_keys=True) if row[name] else None
        for name in ("before", "after")
    }
    given: dict[str, Any] = {name: row[name] for name in Correction.__slots__ if name not in texts}
    return Correction(**given, **texts)
