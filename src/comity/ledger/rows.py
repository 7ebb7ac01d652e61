"""Reports as rows of the ledger's tables, and back."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from operator import itemgetter
from typing import Any

from comity.ledger.concerned import report_dyads, report_people, side_rows
from comity.ledger.dating import fact_date, news_date
from comity.ledger.identity import document_mark, fact_codes
from comity.model.actors import Dyad
from comity.model.dates import ReportedDate
from comity.model.fact_json import FACTS, date_from_iso, date_from_json, date_to_json
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
from comity.model.text import Block, Document, DocumentId, Evidence

__all__ = [
    "FOLDED",
    "ReportRows",
    "body_of",
    "date_columns",
    "date_of",
    "document_of",
    "earlier_digest",
    "fact_columns",
    "fact_of",
    "folded_facts",
    "report_of",
    "report_rows",
    "unfolded",
]

Row = dict[str, Any]

FOLDED = frozenset({"subject", "statement", "related", "event"})
"""Kinds of fact that are read with their document only, and so need no row each.

Which document is on which area stands in the table ``areas``.
"""

UNSAID = frozenset({"origin", "retrieved", "text"})
"""Columns a digest leaves out: where and when it was fetched, and the text, whose own is in."""

ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRows:
    """A report as rows; ``document`` has no ``id`` yet, and the others no ``document``.

    ``people`` name their person by the name itself.
    """

    document: Row
    facts: tuple[Row, ...]
    areas: tuple[str, ...]
    dyads: tuple[Dyad, ...]
    sides: tuple[Row, ...]
    people: tuple[Row, ...]

    @property
    def name(self) -> DocumentId:
        """Return the document's public identifier."""
        return DocumentId(self.document["name"])


def report_rows(report: Report) -> ReportRows:
    """Return the rows of a report."""
    listed = [(kind, fact) for kind, form in FACTS.items() for fact in getattr(report, form.field)]
    spread = [
        (place, kind, fact) for place, (kind, fact) in enumerate(listed) if kind not in FOLDED
    ]
    news = news_date(report)
    facts = tuple(
        {
            "ordinal": ordinal,
            "code": code,
            "verdict": None,
            "original": None,
            **_said(kind, fact),
            **date_columns(news if kind == "position" else fact_date(report, fact)),
        }
        for code, (ordinal, kind, fact) in zip(
            fact_codes((kind, fact) for _, kind, fact in spread), spread, strict=True
        )
    )
    document = _document_row(report, news)
    folded = fold_facts(listed, report.document, news)
    document |= {"digest": _digest(document, facts, folded), "folded": folded}
    return ReportRows(
        document=document,
        facts=facts,
        areas=tuple(sorted({subject.area for subject in report.subjects})),
        dyads=report_dyads(report, listed),
        sides=tuple(
            side
            for row, (ordinal, _, fact) in zip(facts, spread, strict=True)
            for side in side_rows(ordinal, fact, row["day"])
        ),
        people=tuple(report_people(report, listed, document["day"])),
    )


def earlier_digest(rows: ReportRows) -> str:
    """Return the digest that schemas before 0004, which folded nothing, gave to the same report."""
    document = {name: rows.document[name] for name in rows.document.keys() - {"digest", "folded"}}
    laid = unfolded({"id": 0, **rows.document}, rows.facts)
    facts = sorted([*rows.facts, *laid], key=itemgetter("ordinal"))
    return _digest(document, facts, None)


def fold_facts(
    listed: Iterable[tuple[str, Fact]], document: Document, news: ReportedDate | None
) -> str | None:
    """Return as JSON what a document says beside the facts that have rows; ``None``: no more.

    Words that stand where the evidence says are not written again.
    """
    said = []
    for kind, fact in listed:
        if kind in FOLDED:
            public = FACTS[kind].says(fact)
            evidence = fact.evidence
            stands = document.part(evidence.part)[evidence.start : evidence.end] == evidence.quote
            words = None if stands else evidence.quote
            grounds = (evidence.part, evidence.start, evidence.end, words)
            said.append((kind, public, grounds, fact.confidence, fact.found_by))
    return ENCODE({"date": date_to_json(news), "facts": said}) if said else None


def folded_facts(document: Mapping[Any, Any]) -> list[tuple[str, Fact]]:
    """Return the facts that lie folded with a document, each with its kind."""
    if not document["folded"]:
        return []
    name, found = DocumentId(document["name"]), []
    for kind, public, (part, start, end, words), *said_by in json.loads(document["folded"])[
        "facts"
    ]:
        quote = document[part][start:end] if words is None else words
        evidence = Evidence(document=name, part=part, start=start, end=end, quote=quote)
        found.append((kind, FACTS[kind].grounded(public, evidence, *said_by)))
    return found


def unfolded(
    document: Mapping[Any, Any], before: Sequence[Mapping[Any, Any]]
) -> list[dict[str, Any]]:
    """Return the rows that a document's folded facts would have beside those of its others."""
    listed = folded_facts(document)
    news = date_from_json(json.loads(document["folded"])["date"]) if listed else None
    codes = fact_codes(listed, taken={row["code"] for row in before})
    taken = {row["ordinal"] for row in before}
    free = (ordinal for ordinal in count() if ordinal not in taken)
    return [
        {
            "document": document["id"],
            "ordinal": ordinal,
            "code": code,
            "verdict": None,
            "original": None,
            **fact_columns(kind, fact, (fact.date if isinstance(fact, Event) else None) or news),
        }
        for ordinal, code, (kind, fact) in zip(free, codes, listed, strict=False)
    ]


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
    evidence = Evidence(
        document=document,
        part=row["part"],
        start=row["start"],
        end=row["end"],
        quote=row["quote"],
    )
    fact: Fact = FACTS[row["fact"]].grounded(
        json.loads(row["body"]), evidence, row["confidence"], row["found_by"]
    )
    return fact


def date_of(row: Mapping[Any, Any]) -> ReportedDate | None:
    """Return the date a fact's row stands under."""
    if row["day"] is None:
        return None
    return date_from_iso(row["day"], row["day_last"], row["day_precision"], row["day_basis"])


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
    for kind, fact in folded_facts(document):
        held[FACTS[kind].field].append(fact)
    return Report(
        document=document_of(document),
        dyads=tuple(Dyad.of(one, other) for one, other in json.loads(document["details"])["dyads"]),
        reader=document["reader"],
        **{field: tuple(found) for field, found in held.items()},  # type: ignore[arg-type]
    )


def _document_row(report: Report, news: ReportedDate | None) -> Row:
    document = report.document
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
        "details": ENCODE(details),
    }


def _codes(fact: Fact) -> Row:
    kind = status = actor = target = area = due = None
    match fact:
        case Subject():
            kind = area = fact.area
        case Position():
            kind, actor, target, area = fact.stance, fact.holder, fact.target, fact.area
        case Measure():
            kind, status, actor = fact.kind, str(fact.status), fact.claimed_by
            due = fact.due.first.isoformat() if fact.due else None
        case Meeting():
            kind = fact.form
        case HistoricalFact():
            kind = fact.kind
        case Statement():
            kind, actor, area = fact.verb, fact.represents, fact.area
        case Event():
            kind, actor, target = fact.plover, fact.actor, fact.recipient
    return {
        "kind": kind,
        "status": status,
        "actor": actor,
        "target": target,
        "area": area,
        "due": due,
    }


def _digest(document: Row, facts: Iterable[Row], folded: str | None) -> str:
    said = [repr(document[key]) for key in sorted(document) if key not in UNSAID]
    for row in facts:
        said += (row["code"], row["body"], row["quote"], f"{row['confidence']}", row["found_by"])
    if folded:
        said.append(folded)
    words = "\x1f".join(said)
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
