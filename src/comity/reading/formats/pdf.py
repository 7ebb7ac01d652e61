"""PDF: the text layer, lines joined to paragraphs, running heads left out; no recognition."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

from comity.errors import UnreadableDocumentError
from comity.model.text import BlockKind, Document, text_id
from comity.reading.formats import pdf_pages
from comity.reading.formats.layout import Piece, compose
from comity.reading.formats.pdf_pages import Line

__all__ = ["read"]

_PATIENCE_S = 120  # the process has a limit of its own, of 30 seconds of processor time
_ANEW = "Open it in a viewer, save it anew, and read that."
_LETTERS_A_PAGE = 20  # fewer on average: the pages are pictures
_RUNNING_SHARE = 0.5  # a first or last line on this share of pages is a running head
_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?[\s#/|–—.-]*(?:of|from)?[\s#/|–—.-]*")
_HEADING_LENGTH = 200
_LARGER = 1.12  # a line this much higher than most is a heading
_GAP = 1.35  # a gap this much wider than the usual one starts a paragraph
_SMALL_GAP = 1.15  # and one this much wider, if the line before is short
_SHORT = 0.8  # a line this short of the widest, at a sentence's end, ends a paragraph
_SENTENCE_END = re.compile(r"[.!?:;”\"')\]]\s*\Z")
_HYPHENATED = re.compile(r"(?<=[a-z])-\Z")
_ITEM = re.compile(r"(?:[•–—◦▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


def read(data: bytes, origin: str) -> tuple[Document, ...]:
    """Return the one document of a PDF file, with the page of each paragraph.

    Args:
        data: The bytes of the file.
        origin: The path or address they came from.

    Raises:
        UnreadableDocumentError: If the file is damaged, protected by a password, or has no text.
    """
    pages = _without_running_lines(_pages(data))
    text, blocks = compose(_paragraphs(pages))
    if sum(map(str.isalpha, text)) < _LETTERS_A_PAGE * len(pages) // 2 or not text:
        raise UnreadableDocumentError(
            "The PDF has no text layer: its pages are pictures.",
            mend="Recognise its text first (for example: ocrmypdf in.pdf out.pdf) and read that.",
        )
    return (Document(id=text_id(text), text=text, origin=origin, blocks=blocks),)


def _pages(data: bytes) -> list[list[Line]]:
    """Return the lines of each page, found by a process that may take no more than its limits.

    A hostile file can keep pdfium busy without end or bring it down; then only that process ends.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-P", str(Path(pdf_pages.__file__))],
            input=data,
            capture_output=True,
            check=False,
            timeout=_PATIENCE_S,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocumentError(
            f"The PDF was given up after {_PATIENCE_S} seconds.", mend=_ANEW
        ) from error
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableDocumentError(
            "The PDF is damaged, or needs more memory or time than one document may.", mend=_ANEW
        ) from error
    if "problem" in told:
        raise UnreadableDocumentError(told["problem"], mend=told["mend"])
    return [[Line(*line) for line in lines] for lines in told["pages"]]


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop the first and last lines that recur from page to page, and bare page numbers."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(line.text) for line in (*lines[:2], *lines[-2:])})
    often = max(2, _RUNNING_SHARE * len(pages))

    def runs(line: Line) -> bool:
        shape = _shape(line.text)
        return _PAGE_NUMBER.fullmatch(shape) is not None or counts[shape] >= often

    return [
        [
            line
            for index, line in enumerate(lines)
            if not ((index < 2 or index >= len(lines) - 2) and runs(line))  # noqa: PLR2004
        ]
        for lines in pages
    ]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower()).strip()


def _paragraphs(pages: list[list[Line]]) -> Iterator[Piece]:
    """Yield paragraphs: a wide gap, a short last line, a bullet, a page's capital start one."""
    lines = [line for page in pages for line in page]
    gaps = [
        one.bottom - other.bottom
        for one, other in pairwise(lines)
        if one.page == other.page and one.bottom > other.bottom
    ]
    usual = median(gaps) if gaps else 0.0
    widest = max((line.right for line in lines), default=0.0)
    height = median(line.top - line.bottom for line in lines) if lines else 0.0
    held: list[Line] = []
    for line in lines:
        if held and _starts(held[-1], line, usual=usual, widest=widest):
            yield _piece(held, height)
            held = []
        held.append(line)
    if held:
        yield _piece(held, height)


def _starts(before: Line, line: Line, *, usual: float, widest: float) -> bool:
    ends = _SENTENCE_END.search(before.text) is not None
    if _ITEM.match(line.text) or _is_larger(before, line) or _is_larger(line, before):
        return True
    if before.page != line.page:
        return ends or not line.text[:1].islower()
    gap = before.bottom - line.bottom
    if usual and (gap > _GAP * usual or gap < -usual):
        return True
    return before.right < _SHORT * widest and (ends or gap > _SMALL_GAP * usual)


def _is_larger(one: Line, other: Line) -> bool:
    return one.top - one.bottom > _LARGER * (other.top - other.bottom) > 0


def _piece(lines: list[Line], height: float) -> Piece:
    text = lines[0].text
    for line in lines[1:]:
        if _HYPHENATED.search(text) and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}"
    kind: BlockKind = "paragraph"
    if _ITEM.match(lines[0].text):
        kind = "list-item"
    elif lines[0].top - lines[0].bottom > _LARGER * height and len(text) < _HEADING_LENGTH:
        kind = "heading"
    return Piece(kind, text, lines[0].page)
