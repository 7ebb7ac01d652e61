"""Sentences to pieces: the stretches that can carry one measure each.

No parser: a sentence is cut at semicolons, dashes and colons, at commas and conjunctions before a
verb or a new clause, and at coordinated noun phrases that begin anew ("and a …"). Pieces are finer
than the clauses of a position, for one sentence often names several measures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Piece", "cut_pieces"]

_SHORTEST = 3  # words
_VERB = (
    r"(?:also |then |further |therefore |both |again |\w+ly )?(?:"
    r"\w{3,}ed|will|would|shall|may|might|could|can|must|has|have|had|is|are|was|were|said|says|told|"
    r"met|held|made|gave|took|went|spoke|sought|undertook|put|set|began|stood|"
    r"agrees?|welcomes?|supports?|calls?|urges?|notes?|stress(?:es)?|commits?|intends?|plans?|reiterates?)\b"
)
_OPENER = (
    r"(?:which|who|whose|where|when|while|whereas|although|though|because|since|so that|"
    r"as well as|including|such as|in particular|particularly|as part of|in addition to|"
    r"followed by|"
    r"noting|adding|saying|stressing|emphasi[sz]ing|highlighting|underscoring|underlining|"
    r"reaffirming|pledging|calling|urging|expressing|welcoming|after|before|once|if|provided|"
    r"subject to|"
    r"but|or|nor|yet|then|with|without|as|in order to|for which|of which)\b"
)
_ARTICLE = r"(?:an?|the|its|their|our|his|her|new|further|additional|ongoing|continued)\b"
_CUT = re.compile(
    r"(?=[\s;:,—–])(?:"
    r"\s*;\s*(?:and\s+)?"
    r"|\s+[–—]\s+|\s*—\s*|\s+-{1,2}\s+|:\s+"
    rf"|,\s+(?:and\s+)?(?={_OPENER})"
    rf"|,?\s+and\s+(?:that\s+)?(?=to\s+\w|{_VERB})"
    rf"|,\s+(?={_VERB})"
    r"|,\s+and\s+(?=\w)"
    r"|,\s+(?=to\s+[a-z])"
    r"|,\s+(?=(?:the|they|he|she|both|it|its|his|her|their|we)\s)"
    rf"|\s+and\s+(?={_ARTICLE})"
    r"|,?\s+as\s+well\s+as\s+"
    r"|\s+(?=while\s|after\swhich\s)"
    r"|,?\s+and\s+(?=on\s+(?:the|a|an)\b)"
    r"|\s+\((?=[ivx]{1,4}\)|[a-h]\))"
    r")"
)
_PAIRED = re.compile(r"\b(?:between|among|both)\b(?!.*\band\b)[^,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: half-open offsets into its sentence's text."""

    start: int
    end: int


def cut_pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a sentence in order, each at least three words long where it can be."""
    return tuple(_joined(text, list(_pieces(text))))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _CUT.finditer(text):
        if cut.start() <= start:
            continue
        if " and " in cut.group() and _PAIRED.search(text, start, cut.start()):
            continue
        yield start, cut.start()
        start = cut.end()
    if start < len(text):
        yield start, len(text)


def _joined(text: str, pieces: list[tuple[int, int]]) -> Iterator[Piece]:
    held: tuple[int, int] | None = None
    for start, end in pieces:
        first = held[0] if held else start
        if text[first:end].count(" ") + 1 < _SHORTEST:
            held = (first, end)
            continue
        held = None
        yield Piece(first, end)
    if held:
        yield Piece(*held)
