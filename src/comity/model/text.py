"""What is read: documents, and the exact words that carry a fact."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NewType

from comity.model.dates import ReportedDate

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "DocumentId",
    "Evidence",
    "Part",
    "Sentence",
    "SentenceRole",
    "text_id",
]

DocumentId = NewType("DocumentId", str)
Part = Literal["text", "title"]
SentenceRole = Literal[
    "body", "heading", "dateline", "byline", "teaser", "boilerplate", "contact", "caption"
]
BlockKind = Literal["heading", "paragraph", "list-item", "table-row", "caption", "quote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a document's text with one role in its layout, as the reader page shows it."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as published. ``text`` is settled (NFC, Unix line ends) and never changed again.

    ``private`` marks a note of one's own: what it says is not to be disclosed.
    """

    id: DocumentId
    text: str
    title: str | None = None
    publisher: str | None = None
    publisher_country: str | None = None
    published: ReportedDate | None = None
    language: str = "en"
    origin: str | None = None
    retrieved: datetime | None = None
    blocks: tuple[Block, ...] = ()
    private: bool = False

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the settled text, 64 hex digits."""
        return text_digest(self.text)

    def part(self, part: Part) -> str:
        """Return the text or the title ("" where there is none)."""
        return self.text if part == "text" else (self.title or "")

    def quote(self, start: int, end: int, *, part: Part = "text") -> "Evidence":
        """Return the evidence that lies at these code points of the document."""
        return Evidence(
            document=self.id, part=part, start=start, end=end, quote=self.part(part)[start:end]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: half-open code points of ``Document.text``, and the paragraph it stands in.

    ``role`` is what its paragraph is for. Facts stand in ``body`` and ``heading`` only; a
    ``teaser`` leads to another story, ``boilerplate`` is the publisher's word about itself.
    """

    start: int
    end: int
    text: str
    paragraph: int = 0
    index: int = 0
    role: SentenceRole = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words that carry a fact: ``quote`` is ``document.part(part)[start:end]``."""

    document: DocumentId
    start: int
    end: int
    quote: str = field(compare=True)
    part: Part = "text"

    def __post_init__(self) -> None:
        """Refuse evidence whose offsets and words cannot agree.

        Raises:
            ValueError: If the span is empty or not as long as the quote.
        """
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            span = f"{self.start}:{self.end}"
            message = f"evidence {span} does not fit a quote of {len(self.quote)} characters"
            raise ValueError(message)

    def overlaps(self, other: "Evidence") -> bool:
        """Tell whether two pieces of evidence share words of one document."""
        same = (self.document, self.part) == (other.document, other.part)
        return same and self.start < other.end and other.start < self.end


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, 64 hex digits; lone surrogates count as written."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_id(text: str) -> DocumentId:
    """Return the identifier of a document that brings none: 16 hex digits of its text's SHA-256."""
    return DocumentId(text_digest(text)[:16])
