"""A document's text cut into stretches, each with the facts whose words it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from comity.model.facts import Fact
from comity.model.text import Block, Document

__all__ = ["LETTERS", "SHOWN", "Paragraph", "Stretch", "paragraphs"]

LETTERS = {
    "meeting": "M",
    "measure": "A",
    "position": "P",
    "history": "H",
    "statement": "S",
    "subject": "T",
    "event": "E",
    "related": "R",
}
"""The letter beside each highlight, so that colour is never alone: an A is a measure (action)."""
SHOWN = ("measure", "position", "history", "meeting", "statement", "subject")
"""Kinds that are highlighted; where stretches overlap the first of these gives the colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in a row that belong to the same facts; no kind where they belong to none."""

    text: str
    kind: str | None
    facts: tuple[str, ...]
    letters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the document's layout with its stretches."""

    kind: str
    stretches: tuple[Stretch, ...]


def paragraphs(document: Document, facts: Iterable[tuple[str, str, Fact]]) -> tuple[Paragraph, ...]:
    """Return a document's text by paragraph, every character once and in order.

    Args:
        document: The document; its layout where it has one, else its blank lines, cut it.
        facts: (id, kind, fact) of the facts to highlight.
    """
    spans = [
        (fact.evidence.start, fact.evidence.end, kind, name)
        for name, kind, fact in facts
        if kind in SHOWN and fact.evidence.part == "text"
    ]
    return tuple(
        Paragraph(kind=block.kind, stretches=_stretches(document.text, block, spans))
        for block in document.blocks or _blocks(document.text)
    )


def _blocks(text: str) -> tuple[Block, ...]:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(kind="paragraph", start=start, end=start + len(part)))
        start += len(part) + 2
    return tuple(blocks)


def _stretches(
    text: str, block: Block, spans: list[tuple[int, int, str, str]]
) -> tuple[Stretch, ...]:
    inside = [one for one in spans if one[0] < block.end and block.start < one[1]]
    edges = {block.start, block.end}
    for start, end, _, _ in inside:
        edges |= {max(start, block.start), min(end, block.end)}
    cuts = sorted(edges)
    return tuple(
        _stretch(text[first:last], [one for one in inside if one[0] <= first and last <= one[1]])
        for first, last in pairwise(cuts)
    )


def _stretch(words: str, over: list[tuple[int, int, str, str]]) -> Stretch:
    kinds = {kind for _, _, kind, _ in over}
    return Stretch(
        text=words,
        kind=next((kind for kind in SHOWN if kind in kinds), None),
        facts=tuple(name for _, _, _, name in over),
        letters="".join(LETTERS[kind] for kind in SHOWN if kind in kinds),
    )
