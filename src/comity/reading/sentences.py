"""Text to sentences, with exact offsets: paragraphs first, then sentences, in linear time."""

import re
from collections.abc import Iterator
from itertools import pairwise

from comity.model.text import Document, Sentence
from comity.reading.roles import find_roles
from comity.reading.words import WORDS

__all__ = ["paragraphs", "split", "split_text"]

LONGEST_SENTENCE = 1600
"""Characters; what runs on longer is cut at a space: no later step meets a line of a megabyte."""

NARROWEST_WRAPPED, WIDEST_WRAPPED = 50, 132
"""Characters of the lines of a text that was broken to a fixed width."""

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[–—-]*\s?[^\W_])|;\s*\n")


def split(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document's text in order, each with its paragraph and role."""
    return split_text(document.text)


def split_text(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a settled text: all of it but white space lies in one of them."""
    spans = list(paragraphs(text))
    roles = find_roles([text[start:end] for start, end in spans])
    found: list[Sentence] = []
    for paragraph, ((start, end), role) in enumerate(zip(spans, roles, strict=True)):
        for first, last in _sentences(text, start, end):
            found.append(
                Sentence(
                    start=first,
                    end=last,
                    text=text[first:last],
                    paragraph=paragraph,
                    index=len(found),
                    role=role,
                )
            )
    return tuple(found)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each paragraph, without the white space around it.

    A line end closes a paragraph unless the text is broken to a fixed width.
    """
    wrapped = _is_wrapped(text)
    start = 0
    for gap in re.finditer(r"\n\s*\n|\Z", text):
        yield from _lines(text, start, gap.start(), wrapped=wrapped)
        start = gap.end()


def _lines(text: str, start: int, end: int, *, wrapped: bool) -> Iterator[tuple[int, int]]:
    begin = start
    for line_end in (*(m.start() for m in re.finditer(r"\n", text[start:end])), end - start):
        stop = start + line_end
        if wrapped and stop < end and not _ITEM.match(text, stop + 1, end):
            continue
        yield from _trimmed(text, begin, stop)
        begin = stop + 1


_ITEM = re.compile(r"[ \t]*(?:[-–—•*·]|\(?\d{1,2}[.)]|[A-Z][\w ]{2,24}:)\s")


def _is_wrapped(text: str) -> bool:
    """Whether lines were broken to a fixed width: most line ends stand inside a sentence."""
    lines = text.split("\n")
    if any(len(line) >= WIDEST_WRAPPED and "://" not in line for line in lines):
        return False
    breaks = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    long = [line.rstrip() for line in breaks if len(line) >= NARROWEST_WRAPPED]
    inside = [line for line in long if line[-1] not in '.:;!?”"–—']
    return len(inside) > 0 and 2 * len(inside) >= len(breaks)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _STOP.finditer(text, start, end):
        if _closes(text, first, stop):
            yield from _bounded(text, first, stop.end())
            first = stop.end()
    yield from _bounded(text, first, end)


def _closes(text: str, first: int, stop: re.Match[str]) -> bool:
    mark = stop.group()
    if mark[0] != ".":
        following = text[stop.end() : stop.end() + 1]
        return mark[0] == ";" or not following.islower()
    before = text[max(first, stop.start() - 24) : stop.start()]
    word = before.split()[-1].lstrip("([\"“‘'—–/-").casefold() if before.split() else ""
    after = text[stop.end() : stop.end() + 24].lstrip("\"'“‘«([–—- ")
    if after[:1].islower():
        return False
    if "." in word and before.strip() == before.split()[-1] and stop.start() - first <= len(before):
        return False
    if word in WORDS["abbreviations"] or (len(word) == 1 and word.isalpha()):
        following = after.split(None, 1)[0].strip(".,:;").casefold() if after else ""
        return word in WORDS["abbreviations_that_end"] and following in WORDS["openers"]
    numbered = word.rstrip(")").isdigit() and stop.start() - first <= len(word) + 1
    return not numbered


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
