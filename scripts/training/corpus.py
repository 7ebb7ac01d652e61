"""The annotated documents that the reader is trained and measured on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from comity.model.dates import ReportedDate
from comity.model.facts import Meeting
from comity.model.text import Document, DocumentId, Sentence
from comity.reading.facts.meeting import find_meetings
from comity.reading.mentions import Mentions, find_mentions
from comity.reading.sentences import split
from comity.reading.text import settle

__all__ = [
    "DATA",
    "GOLD",
    "LEARNT",
    "OWN",
    "PARTS",
    "Annotated",
    "find_quote",
    "load",
    "load_rows",
]

_ROOT = Path(__file__).resolve().parents[2]
_GOLD = _ROOT.parent / "shared" / "gold"
OWN = _ROOT / "scripts" / "training" / "annotated"
"""Where what was annotated and composed for training lies."""

_UNSEEN = _ROOT / "tests" / "evaluation" / "unseen"

PARTS: Mapping[str, tuple[Path, Path]] = MappingProxyType(
    {
        "train": (_GOLD / "train.documents.jsonl", _GOLD / "train.annotations.jsonl"),
        "dev": (_GOLD / "dev.documents.jsonl", _GOLD / "dev.annotations.jsonl"),
        "composed": (_GOLD / "composed.documents.jsonl", _GOLD / "composed.annotations.jsonl"),
        "own": (OWN / "composed.documents.jsonl", OWN / "composed.annotations.jsonl"),
        "pool": (_GOLD / "pool.jsonl", OWN / "pool.jsonl"),
        "unseen-real": (_GOLD / "pool.jsonl", _UNSEEN / "real.jsonl"),
        "unseen-composed": (
            _UNSEEN / "composed.documents.jsonl",
            _UNSEEN / "composed.annotations.jsonl",
        ),
    }
)
"""Documents and annotations by the name of the part. What lies beside the project is no part of
it; annotations of such documents that are the project's hold offsets, no words."""

LEARNT = ("train", "dev", "composed", "own", "pool")
"""The parts that models learn from and rules were made with."""

GOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"real": ("train", "dev"), "composed": ("composed",)}
)
"""The parts on which models are scored, with whole documents held out."""

DATA = (
    "real documents (readouts and joint statements of the White House, releases of the UK, US "
    "and Australian governments and the EU) and composed reports, each annotated once; the "
    "examples of the vocabulary"
)
"""What the models were trained on, for their cards."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Annotated:
    """A document and what annotators found in it."""

    document: Document
    gold: Mapping[str, object]
    part: str

    @property
    def is_composed(self) -> bool:
        """Return whether the document was composed, not published."""
        return self.part in {"composed", "own", "unseen-composed"}

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


def load(*parts: str) -> list[Annotated]:
    """Return the annotated documents of these parts, those of ``LEARNT`` if none is named."""
    return [
        Annotated(_document(row), gold, part)
        for part in parts or LEARNT
        for row, gold in load_rows(part)
    ]


def load_rows(part: str) -> list[tuple[Row, Row]]:
    """Return each document of a part beside its annotations, in the public form of both.

    Raises:
        FileNotFoundError: If the part lies beside the project and is not there.
    """
    documents, annotations = PARTS[part]
    known = {row["id"]: row for row in _rows(documents)}
    return [
        (known[gold["id"]], _with_quotes(gold, known[gold["id"]]["text"]))
        for gold in _rows(annotations)
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _with_quotes(value: Any, text: str) -> Any:
    """Return annotations with the words that their offsets (``at``) point to as quotes."""
    if isinstance(value, list):
        return [_with_quotes(one, text) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: _with_quotes(one, text) for key, one in value.items() if key != "at"}
    if "at" in value:
        made["quote"] = text[slice(*value["at"])] if value["at"] else ""
    return made


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
