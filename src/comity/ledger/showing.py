"""What an identifier means: a document, a fact, a meeting or a measure's history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from comity.errors import NotInLedgerError
from comity.ledger.asking import find_histories, find_meetings
from comity.ledger.folding import fact_rows
from comity.ledger.identity import split_fact_id
from comity.ledger.queries import document_numbers, load_reports
from comity.ledger.rows import date_of, fact_of
from comity.ledger.schema import documents, facts
from comity.ledger.stating import Asked
from comity.model.facts import Report
from comity.model.records import FactRecord, MeasureHistory, MeetingRecord
from comity.model.text import DocumentId

__all__ = ["Shown", "documents_marked", "fact_row", "show"]

Shown = Report | FactRecord | MeetingRecord | MeasureHistory


def show(connection: Connection, name: str, *, as_of: date) -> Shown:
    """Return what an identifier means; a record's old identifier still finds it after it has grown.

    Raises:
        NotInLedgerError: If the ledger holds nothing under it.
    """
    for number in document_numbers(connection, documents=(name,)):
        return next(iter(load_reports(connection, (number,))))
    kind, _, rest = name.partition("-")
    fact, _, turn = (rest if kind in {"m", "h"} else name).partition(".")
    row = fact_row(connection, fact)
    if row is None:
        raise NotInLedgerError(
            f"The ledger holds nothing under '{name}'.",
            mend="Copy an id that comity follow, meetings, positions or search printed.",
        )
    if kind in {"m", "h"}:
        records = _records(connection, row, fact, as_of)
        chosen = min(int(turn or 1), len(records)) - 1
        if records:
            return records[chosen]
    shown = _fact(row, fact)
    records = _records(connection, row, fact, as_of)
    return replace(shown, record=records[0].id) if records else shown


def fact_row(connection: Connection, fact: str) -> Mapping[Any, Any] | None:
    """Return the row of a fact with its document's names, or ``None``."""
    split = split_fact_id(fact)
    if split is None:
        return None
    own = (
        select(facts, documents.c.name, documents.c.mark)
        .join(documents, documents.c.id == facts.c.document)
        .where(documents.c.mark == split[0], facts.c.code == split[1])
    )
    if laid := connection.execute(own).mappings().first():
        return laid
    held = documents_marked(connection, fact)
    rows = fact_rows(connection, held)
    for document in held:
        for row in rows[document["id"]]:
            if fact == f"{document['mark']}-{row['code']}":
                return {**row, "name": document["name"], "mark": document["mark"]}
    return None


def documents_marked(connection: Connection, fact: str) -> Sequence[Mapping[Any, Any]]:
    """Return the document a fact's id names; two, in the rare case that they share a mark."""
    split = split_fact_id(fact)
    if split is None:
        return []
    statement = select(documents).where(documents.c.mark == split[0])
    return connection.execute(statement).mappings().all()


def _fact(row: Mapping[Any, Any], fact: str) -> FactRecord:
    document = DocumentId(row["name"])
    return FactRecord(
        id=fact,
        kind=row["fact"],
        fact=fact_of(row, document),
        date=date_of(row),
        document=document,
        verdict=row["verdict"],
    )


def _records(
    connection: Connection, row: Mapping[Any, Any], fact: str, as_of: date
) -> list[MeetingRecord] | list[MeasureHistory]:
    asked = Asked(documents=(row["name"],), code=row["code"])
    if row["fact"] == "measure":
        histories = find_histories(connection, asked, as_of=as_of)
        return [one for one in histories if any(step.fact == fact for step in one.statuses)]
    if row["fact"] == "meeting":
        evidence = fact_of(row, DocumentId(row["name"])).evidence
        return [one for one in find_meetings(connection, asked) if evidence in one.evidence]
    return []
