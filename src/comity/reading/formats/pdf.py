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
from comity.model.text import Document, text_id
from comity.reading.formats import pdf_pages
from comity.reading.formats.layout import Piece, compose
from comity.reading.formats.pdf_pages import Line

__all__ = ["read"]

_PATIENCE_S = 120  # the process has a limit of its own, of 30 seconds of processor time
_ANEW = "Open it in a viewer, save it anew, and read that."
_LETTERS_A_PAGE = 20  # fewer on average: the pages are pictures
_RUNNING_SHARE = 0.5  # a first or last line on this share of pages is a running head
_GAP = 1.35  # a gap this much wider than the usual one starts a paragraph
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
        done = subprocess.run(
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
        return shape in {"", "#", "page #", "page # of #", "# of #", "#/#", "- # -"} or (
            len(pages) > 1 and counts[shape] > often
        )

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
    held: list[Line] = []
    for line in lines:
        if held and _starts(held[-1], line, usual=usual, widest=widest):
            yield _piece(held)
            held = []
        held.append(line)
    if held:
        yield _piece(held)


def _starts(before: Line, line: Line, *, usual: float, widest: float) -> bool:
    ends = _SENTENCE_END.search(before.text) is not None
    if _ITEM.match(line.text):
        return True
    if before.page != line.page:
        return ends or not line.text[:1].islower()
    gap = before.bottom - line.bottom
    if usual and (gap > _GAP * usual or gap < -usual):
        return True
    return ends and before.right < _SHORT * widest


def _piece(lines: list[Line]) -> Piece:
    text = lines[0].text
    for line in lines[1:]:
        if _HYPHENATED.search(text) and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}"
    kind = "list-item" if _ITEM.match(lines[0].text) else "paragraph"
    return Piece("list-item" if kind == "list-item" else "paragraph", text, lines[0].page)
