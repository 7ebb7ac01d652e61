"""PDF: the text layer, lines joined to paragraphs, running heads left out; no recognition."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from comity.errors import UnreadableDocumentError
from comity.model.text import Document, text_id
from comity.reading.formats.layout import MAX_CHARACTERS, Piece, compose

__all__ = ["read"]

_MAX_PAGES = 2000
_LETTERS_A_PAGE = 20  # fewer on average: the pages are pictures
_RUNNING_SHARE = 0.5  # a first or last line on this share of pages is a running head
_GAP = 1.35  # a gap this much wider than the usual one starts a paragraph
_SHORT = 0.8  # a line this short of the widest, at a sentence's end, ends a paragraph
_SENTENCE_END = re.compile(r"[.!?:;”\"')\]]\s*\Z")
_HYPHENATED = re.compile(r"(?<=[a-z])-\Z")
_SPLIT = re.compile("[\x02\ufffe]")  # what pdfium puts for a hyphen at a line's end
_ITEM = re.compile(r"(?:[•–—◦▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    top: float
    bottom: float
    left: float
    right: float
    page: int


def read(data: bytes, origin: str) -> tuple[Document, ...]:
    """Return the one document of a PDF file, with the page of each paragraph.

    Args:
        data: The bytes of the file.
        origin: The path or address they came from.

    Raises:
        UnreadableDocumentError: If the file is damaged, protected by a password, or has no text.
    """
    pages = _without_running_lines(list(_pages(data)))
    text, blocks = compose(_paragraphs(pages))
    if sum(map(str.isalpha, text)) < _LETTERS_A_PAGE * len(pages) // 2 or not text:
        raise UnreadableDocumentError(
            "The PDF has no text layer: its pages are pictures.",
            mend="Recognise its text first (for example: ocrmypdf in.pdf out.pdf) and read that.",
        )
    return (Document(id=text_id(text), text=text, origin=origin, blocks=blocks),)


def _pages(data: bytes) -> Iterator[list[_Line]]:
    try:
        import pypdfium2  # noqa: PLC0415 - the extra [pdf]
    except ImportError as error:
        raise UnreadableDocumentError(
            "Reading PDF needs a library that is not installed.",
            mend='Run: pip install "comity[pdf]"',
        ) from error
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(str(error)) from error
    characters = 0
    try:
        if len(file) > _MAX_PAGES:
            raise UnreadableDocumentError(
                f"The PDF has {len(file):,} pages, too many for one document.",
                mend="Split it into one file for each report.",
            )
        for number in range(len(file)):
            lines = _page_lines(file, number, pypdfium2.PdfiumError)
            characters += sum(len(line.text) for line in lines)
            if characters > MAX_CHARACTERS:
                raise UnreadableDocumentError(
                    "The PDF has too much text for one document.",
                    mend="Split it into one file for each report.",
                )
            yield lines
    finally:
        file.close()


def _page_lines(file: Any, number: int, failure: type[Exception]) -> list[_Line]:
    """Return the lines of a page as pdfium groups them; a page that cannot be loaded has none."""
    try:
        page = file[number]
        words = page.get_textpage()
    except failure:
        return []
    try:
        text = words.get_text_range()
        lines = []
        at = 0
        for raw in re.split(r"(\r\n|\n|\r)", text):
            if raw.strip():
                lines.append(_line(words, raw, at, number + 1))
            at += len(raw.encode("utf-16-le")) // 2
        return [line for line in lines if line is not None]
    finally:
        words.close()
        page.close()


def _line(words: Any, raw: str, at: int, page: int) -> _Line | None:
    text = " ".join(_SPLIT.sub("", raw).split())
    first = at + len(raw) - len(raw.lstrip())
    last = at + len(raw.rstrip()) - 1
    count = words.count_chars()
    if not text or not 0 <= first <= last < count:
        return _Line(text, 0.0, 0.0, 0.0, 0.0, page) if text else None
    left, bottom, _, top = words.get_charbox(first, loose=True)
    right = words.get_charbox(last, loose=True)[2]
    return _Line(text, top, bottom, left, right, page)


def _without_running_lines(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Drop the first and last lines that recur from page to page, and bare page numbers."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(line.text) for line in (*lines[:2], *lines[-2:])})
    often = max(2, _RUNNING_SHARE * len(pages))

    def runs(line: _Line) -> bool:
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


def _paragraphs(pages: list[list[_Line]]) -> Iterator[Piece]:
    """Yield paragraphs: a wide gap, a short last line, a bullet, a page's capital start one."""
    lines = [line for page in pages for line in page]
    gaps = [
        one.bottom - other.bottom
        for one, other in pairwise(lines)
        if one.page == other.page and one.bottom > other.bottom
    ]
    usual = median(gaps) if gaps else 0.0
    widest = max((line.right for line in lines), default=0.0)
    held: list[_Line] = []
    for line in lines:
        if held and _starts(held[-1], line, usual=usual, widest=widest):
            yield _piece(held)
            held = []
        held.append(line)
    if held:
        yield _piece(held)


def _starts(before: _Line, line: _Line, *, usual: float, widest: float) -> bool:
    ends = _SENTENCE_END.search(before.text) is not None
    if _ITEM.match(line.text):
        return True
    if before.page != line.page:
        return ends or not line.text[:1].islower()
    gap = before.bottom - line.bottom
    if usual and (gap > _GAP * usual or gap < -usual):
        return True
    return ends and before.right < _SHORT * widest


def _piece(lines: list[_Line]) -> Piece:
    text = lines[0].text
    for line in lines[1:]:
        if _HYPHENATED.search(text) and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}"
    kind = "list-item" if _ITEM.match(lines[0].text) else "paragraph"
    return Piece("list-item" if kind == "list-item" else "paragraph", text, lines[0].page)


def _refusal(message: str) -> UnreadableDocumentError:
    if "password" in message.lower():
        return UnreadableDocumentError(
            "The PDF is protected by a password.", mend="Save it without one and read that."
        )
    return UnreadableDocumentError(
        "The PDF is damaged.", mend="Open it in a viewer, save it anew, and read that."
    )
