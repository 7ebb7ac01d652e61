"""Reports as the public JSON ``comity.report/1`` and back; what goes in comes out.

Records that hold fields the public format does not name (a measure's ``date`` and ``claimed_by``)
write them beside the named ones. Unknown keys are ignored when read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from comity.model.actors import Dyad
from comity.model.dates import ReportedDate
from comity.model.fact_json import (
    FACTS,
    date_from_json,
    date_to_json,
    evidence_from_json,
    evidence_to_json,
    place_to_json,
)
from comity.model.facts import Rejected, Report
from comity.model.text import Block, Document, DocumentId

__all__ = [
    "REJECTED_SCHEMA",
    "REPORT_SCHEMA",
    "date_from_json",
    "date_to_json",
    "document_from_json",
    "document_to_json",
    "evidence_from_json",
    "evidence_to_json",
    "place_to_json",
    "rejected_to_json",
    "report_from_json",
    "report_to_json",
]

REPORT_SCHEMA = "comity.report/1"
REJECTED_SCHEMA = "comity.rejected/1"

Json = dict[str, Any]


def report_to_json(report: Report, *, with_text: bool = False) -> Json:
    """Return one report as the public JSON object; ``with_text`` adds text and layout."""
    return {
        "schema": REPORT_SCHEMA,
        "document": document_to_json(report.document, with_text=with_text),
        "reader": report.reader,
        "dyads": [[dyad.first, dyad.second] for dyad in report.dyads],
        **{
            form.field: [form.to_json(fact) for fact in getattr(report, form.field)]
            for form in FACTS.values()
        },
    }


def rejected_to_json(rejected: Rejected) -> Json:
    """Return a rejected document as the public JSON object ``comity.rejected/1``."""
    return {
        "schema": REJECTED_SCHEMA,
        "document": {"id": rejected.id, "origin": rejected.origin},
        "reason": rejected.reason,
        "mend": rejected.mend,
    }


def report_from_json(row: Mapping[str, Any], *, text: str | None = None) -> Report:
    """Return the report a public JSON object describes.

    Args:
        row: An object of schema ``comity.report/1``.
        text: The document's text, where the object does not carry it.

    Raises:
        KeyError: If a required key is missing.
        ValueError: If a value breaks an invariant of a record.
    """
    document = document_from_json(row["document"], text=text)
    name = document.id
    return Report(
        document=document,
        reader=row.get("reader", ""),
        dyads=tuple(Dyad.of(one, other) for one, other in row.get("dyads", ())),
        **{
            form.field: tuple(form.from_json(fact, name) for fact in row.get(form.field, ()))
            for form in FACTS.values()
        },
    )


def document_to_json(document: Document, *, with_text: bool = False) -> Json:
    """Return what identifies a document, and its text and layout where asked."""
    row: Json = {
        "id": document.id,
        "origin": document.origin,
        "title": document.title,
        "publisher": document.publisher,
        "publisher_country": document.publisher_country,
        "published": document.published.iso if document.published else None,
        **_published_in_full(document.published),
        "language": document.language,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
        "sha256": document.sha256,
    }
    if document.private:
        row["private"] = True
    if with_text:
        row["text"] = document.text
        row["blocks"] = [
            {"kind": block.kind, "start": block.start, "end": block.end, "page": block.page}
            for block in document.blocks
        ]
    return row


def document_from_json(row: Mapping[str, Any], *, text: str | None = None) -> Document:
    """Return the document a JSON object describes; its text is empty where neither holds it."""
    return Document(
        id=DocumentId(row["id"]),
        text=row.get("text", "") if text is None else text,
        title=row.get("title"),
        publisher=row.get("publisher"),
        publisher_country=row.get("publisher_country"),
        published=_published_from(row),
        language=row.get("language") or "en",
        origin=row.get("origin"),
        retrieved=datetime.fromisoformat(row["retrieved"]) if row.get("retrieved") else None,
        blocks=tuple(Block(**block) for block in row.get("blocks", ())),
        private=bool(row.get("private", False)),
    )


def _published_in_full(published: ReportedDate | None) -> Json:
    """Write a date beside its ISO form where that would not give it back."""
    if published is None or (published.basis == "published" and "/" not in published.iso):
        return {}
    return {"published_in_full": date_to_json(published)}


def _published_from(row: Mapping[str, Any]) -> ReportedDate | None:
    if row.get("published_in_full"):
        return date_from_json(row["published_in_full"])
    return ReportedDate.parse(row["published"], basis="published") if row.get("published") else None
