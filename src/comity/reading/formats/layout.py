"""Pieces of a page, in order, to one settled text and the blocks that say what each stretch is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from comity.errors import UnreadableDocumentError
from comity.model.text import Block, BlockKind
from comity.reading.text import settle

__all__ = ["MAX_CHARACTERS", "Piece", "compose", "find_blocks", "settle_text", "unwrap"]

MAX_CHARACTERS = 2_000_000  # one document; "War and Peace" has 3.2 million, a treaty 0.3

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_BULLET = re.compile(r"(?:[-*•–—◦▪]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_WRAPPED_FROM = 45  # a line this long that does not end a paragraph was broken by its editor
_WRAPPED_TO = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the source before the text is put together."""

    kind: BlockKind
    text: str
    page: int | None = None


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the settled text of pieces, blank lines between, and their blocks.

    Raises:
        UnreadableDocumentError: If the text is longer than one document may be.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = settle(piece.text).strip()
        if not text:
            continue
        if parts:
            at += 2
        blocks.append(Block(kind=piece.kind, start=at, end=at + len(text), page=piece.page))
        parts.append(text)
        at += len(text)
        _refuse_long(at)
    return "\n\n".join(parts), tuple(blocks)


def settle_text(raw: str) -> tuple[str, tuple[Block, ...]]:
    """Return a plain text, settled and otherwise as it stands, and its paragraphs as blocks.

    Raises:
        UnreadableDocumentError: If the text is longer than one document may be.
    """
    _refuse_long(len(raw))
    text = settle(raw)
    return text, find_blocks(text)


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a plain text; one that starts with a bullet or number is an item."""
    return tuple(
        Block(
            kind="list-item" if _BULLET.match(found.group().lstrip()) else "paragraph",
            start=found.start(),
            end=found.end(),
        )
        for found in _PARAGRAPH.finditer(text)
        if not found.group().isspace()
    )


def unwrap(text: str) -> str:
    """Return a paragraph whose lines were broken by width as one line; others as they stand."""
    lines = [line.strip() for line in text.split("\n")]
    broken = [line for line in lines[:-1] if _WRAPPED_FROM <= len(line) <= _WRAPPED_TO]
    if len(lines) < 2 or len(broken) < 0.8 * (len(lines) - 1):  # noqa: PLR2004 - one line is whole
        return text
    return " ".join(lines)


def _refuse_long(length: int) -> None:
    if length > MAX_CHARACTERS:
        raise UnreadableDocumentError(
            f"The text has more than {MAX_CHARACTERS:,} characters, too many for one document.",
            mend="Split it into one file for each report, or give JSONL with one document a line.",
        )
