"""The annotated documents that the reader is trained and measured on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from comity.model.dates import ReportedDate
from comity.model.facts import Meeting
from comity.model.text import Document, DocumentId, Sentence
from comity.reading.facts.meeting import find_meetings
from comity.reading.mentions import Mentions, find_mentions
from comity.reading.sentences import split
from comity.reading.text import settle

__all__ = ["GOLD", "Annotated", "find_quote", "load"]

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
"""Where the annotated documents lie, beside the project; they are no part of it."""


@dataclass(frozen=True)
class Annotated:
    """A document and what annotators found in it."""

    document: Document
    gold: Mapping[str, object]
    part: str

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return its sentences."""
        return split(self.document)

    @cached_property
    def mentions(self) -> Mentions:
        """Return its mentions."""
        return find_mentions(self.document, self.sentences)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings read in it."""
        return find_meetings(self.document, self.sentences, self.mentions)

    def facts(self, kind: str) -> list[dict[str, object]]:
        """Return the annotated facts of one kind ("measures", "subjects" …)."""
        return list(self.gold[kind])  # type: ignore[call-overload]


def load(*parts: str, folder: Path = GOLD) -> list[Annotated]:
    """Return the annotated documents of these parts ("train", "dev", "composed")."""
    found = []
    for part in parts:
        rows = (folder / f"{part}.documents.jsonl").read_text(encoding="utf-8").splitlines()
        documents = {row["id"]: row for row in map(json.loads, rows)}
        notes = (folder / f"{part}.annotations.jsonl").read_text(encoding="utf-8").splitlines()
        for gold in map(json.loads, notes):
            found.append(Annotated(_document(documents[gold["id"]]), gold, part))
    return found


def _document(row: Mapping[str, str]) -> Document:
    return Document(
        id=DocumentId(row["id"]),
        text=settle(row["text"]),
        title=row.get("title"),
        publisher=row.get("publisher"),
        publisher_country=row.get("publisher_country"),
        published=ReportedDate.parse(row["published"]) if row.get("published") else None,
    )


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text."""
    start = text.find(quote)
    return (start, start + len(quote)) if start >= 0 else None
