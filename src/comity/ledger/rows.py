"""Reports as rows of the ledger's tables, and back."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from comity.ledger.dating import fact_date, news_date
from comity.ledger.identity import document_mark, fact_codes
from comity.model.actors import Dyad, Party
from comity.model.dates import ReportedDate
from comity.model.fact_json import FACTS, date_from_json, date_to_json
from comity.model.facts import (
    Event,
    Fact,
    HistoricalFact,
    Measure,
    Meeting,
    Position,
    Report,
    Statement,
    Subject,
)
from comity.model.text import Block, Document, DocumentId

__all__ = [
    "ReportRows",
    "body_of",
    "date_columns",
    "date_of",
    "document_of",
    "fact_columns",
    "fact_of",
    "fact_pairs",
    "report_of",
    "report_rows",
]

Row = dict[str, Any]

UNSAID = frozenset({"origin", "retrieved", "text"})
"""Columns a digest leaves out: where and when it was fetched, and the text, whose own is in."""

ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRows:
    """A report as rows; ``document`` has no ``id`` yet, and the others no ``document``.

    ``people`` name their person by the name itself.
    """

    document: Row
    facts: tuple[Row, ...]
    dyads: tuple[Dyad, ...]
    people: tuple[Row, ...]


def report_rows(report: Report) -> ReportRows:
    """Return the rows of a report."""
    listed = [(kind, fact) for kind, form in FACTS.items() for fact in getattr(report, form.field)]
    news = date_columns(news_date(report))
    facts = tuple(
        {
            "ordinal": ordinal,
            "code": code,
            "verdict": None,
            **_said(kind, fact),
            **(
                date_columns(fact_date(report, fact))
                if isinstance(fact, Measure | Meeting | Event | HistoricalFact)
                else news
            ),
        }
        for ordinal, (code, (kind, fact)) in enumerate(zip(fact_codes(listed), listed, strict=True))
    )
    document = _document_row(report)
    document["digest"] = _digest(document, facts)
    return ReportRows(
        document=document,
        facts=facts,
        dyads=_dyads(report, [fact for _, fact in listed]),
        people=tuple(_people(listed, facts)),
    )


def fact_columns(kind: str, fact: Fact, date: ReportedDate | None) -> Row:
    """Return the columns of a fact that do not depend on its place in the report."""
    return {**_said(kind, fact), **date_columns(date)}


def _said(kind: str, fact: Fact) -> Row:
    evidence = fact.evidence
    return {
        "fact": kind,
        **_codes(fact),
        "part": evidence.part,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "confidence": fact.confidence,
        "found_by": fact.found_by,
        "body": body_of(kind, fact),
    }


def date_columns(date: ReportedDate | None) -> Row:
    """Return the four columns a fact's date lies in."""
    if date is None:
        return {"day": None, "day_last": None, "day_precision": None, "day_basis": None}
    return {
        "day": date.first.isoformat(),
        "day_last": date.last.isoformat(),
        "day_precision": date.precision,
        "day_basis": date.basis,
    }


def body_of(kind: str, fact: Fact) -> str:
    """Return a fact's own fields as compact JSON: the public object without its grounds."""
    return ENCODE(FACTS[kind].says(fact))


def fact_of(row: Mapping[Any, Any], document: DocumentId) -> Fact:
    """Return the fact a row holds."""
    public = json.loads(row["body"])
    public["evidence"] = {
        "part": row["part"], "start": row["start"], "end": row["end"], "quote": row["quote"]
    }  # fmt: skip
    public["confidence"], public["found_by"] = row["confidence"], row["found_by"]
    fact: Fact = FACTS[row["fact"]].from_json(public, document)
    return fact


def date_of(row: Mapping[Any, Any]) -> ReportedDate | None:
    """Return the date a fact's row stands under."""
    if row["day"] is None:
        return None
    return date_from_json(
        {
            "first": row["day"],
            "last": row["day_last"],
            "precision": row["day_precision"],
            "basis": row["day_basis"],
        }
    )


def document_of(row: Mapping[Any, Any]) -> Document:
    """Return the document a row holds."""
    details = json.loads(row["details"])
    return Document(
        id=DocumentId(row["name"]),
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        publisher_country=row["publisher_country"],
        published=date_from_json(details["published"]),
        language=row["language"],
        origin=row["origin"],
        retrieved=datetime.fromisoformat(row["retrieved"]) if row["retrieved"] else None,
        blocks=tuple(
            Block(kind=kind, start=start, end=end, page=page)
            for kind, start, end, page in details["blocks"]
        ),
        private=details.get("private", False),
    )


def report_of(document: Mapping[Any, Any], facts: Iterable[Mapping[Any, Any]]) -> Report:
    """Return the report of a document's row and its facts' rows, in the order they were read."""
    name = DocumentId(document["name"])
    held: dict[str, list[Fact]] = {form.field: [] for form in FACTS.values()}
    for row in facts:
        held[FACTS[row["fact"]].field].append(fact_of(row, name))
    return Report(
        document=document_of(document),
        dyads=tuple(Dyad.of(one, other) for one, other in json.loads(document["details"])["dyads"]),
        reader=document["reader"],
        **{field: tuple(found) for field, found in held.items()},  # type: ignore[arg-type]
    )


def _document_row(report: Report) -> Row:
    document = report.document
    news = news_date(report)
    details: dict[str, object] = {
        "published": date_to_json(document.published),
        "blocks": [[block.kind, block.start, block.end, block.page] for block in document.blocks],
        "dyads": [[dyad.first, dyad.second] for dyad in report.dyads],
    }
    if document.private:
        details["private"] = True
    return {
        "name": document.id,
        "mark": document_mark(document.id),
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.publisher,
        "publisher_country": document.publisher_country,
        "published": document.published.first.isoformat() if document.published else None,
        "language": document.language,
        "origin": document.origin,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
        "day": news.first.isoformat() if news else None,
        "reader": report.reader,
        "text": document.text,
        "details": json.dumps(details, ensure_ascii=False, separators=(",", ":")),
    }


def _codes(fact: Fact) -> Row:
    row: Row = {
        "kind": None,
        "status": None,
        "actor": None,
        "target": None,
        "area": None,
        "due": None,
    }
    match fact:
        case Subject():
            row["kind"] = row["area"] = fact.area
        case Statement():
            row["kind"], row["actor"], row["area"] = fact.verb, fact.represents, fact.area
        case Meeting():
            row["kind"] = fact.form
        case Measure():
            row["kind"], row["status"], row["actor"] = fact.kind, str(fact.status), fact.claimed_by
            row["due"] = fact.due.first.isoformat() if fact.due else None
        case Position():
            row["kind"], row["actor"], row["target"] = fact.stance, fact.holder, fact.target
            row["area"] = fact.area
        case Event():
            row["kind"], row["actor"], row["target"] = fact.plover, fact.actor, fact.recipient
        case HistoricalFact():
            row["kind"] = fact.kind
    return row


def _dyads(report: Report, facts: Iterable[Fact]) -> tuple[Dyad, ...]:
    found: set[tuple[str, ...]] = {(dyad.first, dyad.second) for dyad in report.dyads}
    for sides in {frozenset(_sides(fact)) for fact in facts}:
        found.update(combinations(sorted(sides), 2))
    return tuple(Dyad(Party(first), Party(second)) for first, second in sorted(found))


def fact_pairs(fact: Fact) -> list[tuple[str, str]]:
    """Return every pair of the parties a fact concerns, each in order."""
    return [(one, other) for one, other in combinations(sorted(_sides(fact)), 2)]


def _sides(fact: Fact) -> set[str]:
    match fact:
        case Meeting():
            named = {person.represents for person in fact.participants}
        case Measure():
            named = {*fact.parties, *(place.country for place in fact.endpoints)}
        case HistoricalFact():
            named = set(fact.parties)
        case Position():
            named = {fact.holder, fact.target}
        case Event():
            named = {fact.actor, fact.recipient}
        case _:
            named = set()
    return {side for side in named if side}


def _people(listed: Iterable[tuple[str, Fact]], rows: Iterable[Row]) -> Iterable[Row]:
    for (_, fact), row in zip(listed, rows, strict=True):
        if isinstance(fact, Meeting):
            for seat, person in enumerate(fact.participants):
                yield {
                    "ordinal": row["ordinal"],
                    "seat": seat,
                    "name": person.name,
                    "office": person.office,
                    "office_kind": person.office_kind,
                    "represents": person.represents,
                    "accredited_to": person.accredited_to,
                    "day": row["day"],
                }
        elif isinstance(fact, Statement) and fact.speaker:
            yield {
                "ordinal": row["ordinal"],
                "seat": 0,
                "name": fact.speaker,
                "office": None,
                "office_kind": None,
                "represents": fact.represents,
                "accredited_to": None,
                "day": row["day"],
            }


def _digest(document: Row, facts: Iterable[Row]) -> str:
    said = [repr(document[key]) for key in sorted(document) if key not in UNSAID]
    for row in facts:
        said += (row["code"], row["body"], row["quote"], f"{row['confidence']}", row["found_by"])
    words = "\x1f".join(said)
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
