"""The lines of a PDF's pages, read by pdfium in a process of its own, with limits.

    python -P pdf_pages.py < in.pdf     # prints one JSON object; imports nothing of Comity

The object has ``pages``, each a list of lines (text, top, bottom, left, right, page); or
``problem`` and ``mend``.
"""

import json
import re
import sys
from contextlib import suppress
from typing import Any, NamedTuple

__all__ = ["Line", "main"]

_MAX_PAGES = 2000
_MAX_CHARACTERS = 2_000_000
_PROCESSOR_S = 30  # pages of text take some milliseconds each
_MEMORY_BYTES = 3_000_000_000
_SPLIT = re.compile("[\x02\ufffe]")  # what pdfium puts for a hyphen at a line's end
_DIVIDE = "Split it into one file for each report."


class Line(NamedTuple):
    """One line as pdfium groups it, with its box in points from the lower left, and its page."""

    text: str
    top: float
    bottom: float
    left: float
    right: float
    page: int


def main() -> None:
    """Read a PDF from standard input and print its lines, or what is wrong with it."""
    _limit()
    json.dump(_told(sys.stdin.buffer.read()), sys.stdout)


def _limit() -> None:
    """Give this process less time and memory than it could take, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_S, _PROCESSOR_S))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told(data: bytes) -> dict[str, Any]:
    try:
        import pypdfium2  # noqa: PLC0415 - the extra [pdf]
    except ImportError:
        return _problem(
            "Reading PDF needs a library that is not installed.",
            'Run: pip install "comity[pdf]"',
        )
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return _problem(
                "The PDF is protected by a password.", "Save it without one and read that."
            )
        return _problem("The PDF is damaged.", "Open it in a viewer, save it anew, and read that.")
    if len(file) > _MAX_PAGES:
        return _problem(f"The PDF has {len(file):,} pages, too many for one document.", _DIVIDE)
    pages = []
    characters = 0
    for number in range(len(file)):
        pages.append(_page_lines(file, number, pypdfium2.PdfiumError))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > _MAX_CHARACTERS:
            return _problem("The PDF has too much text for one document.", _DIVIDE)
    return {"pages": pages}


def _problem(problem: str, mend: str) -> dict[str, Any]:
    return {"problem": problem, "mend": mend}


def _page_lines(file: Any, number: int, failure: type[Exception]) -> list[Line]:
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


def _line(words: Any, raw: str, at: int, page: int) -> Line | None:
    text = " ".join(_SPLIT.sub("", raw).split())
    first = at + len(raw) - len(raw.lstrip())
    last = at + len(raw.rstrip()) - 1
    count = words.count_chars()
    if not text or not 0 <= first <= last < count:
        return Line(text, 0.0, 0.0, 0.0, 0.0, page) if text else None
    left, bottom, _, top = words.get_charbox(first, loose=True)
    right = words.get_charbox(last, loose=True)[2]
    return Line(text, top, bottom, left, right, page)


if __name__ == "__main__":
    main()
