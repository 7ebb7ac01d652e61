"""Rows of a worksheet in an Excel workbook (ECMA-376, .xlsx)."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

__all__ = ["Cell", "read_sheet"]

Cell = str | float | None

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LETTERS = re.compile(r"[A-Z]+")


def read_sheet(path: Path, title: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a sheet: numbers as float, the rest as text, ``None`` for an empty cell.

    Rows that are wholly empty may be left out, as they are in the file.

    Args:
        path: The workbook.
        title: The name on the sheet's tab.

    Raises:
        ValueError: If the file is no workbook, is damaged, or has no sheet of that name.
    """
    from lxml import etree  # noqa: PLC0415 — 20 ms, only for this format

    try:
        with zipfile.ZipFile(path) as book:
            member = _sheet_member(etree, book, title)
            words = _shared_words(etree, book)
            with book.open(member) as sheet:
                for _, row in etree.iterparse(sheet, tag=f"{MAIN}row"):
                    yield _cells(row, words)
                    row.clear()
                    while row.getprevious() is not None:
                        del row.getparent()[0]
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ValueError(f"{path.name} is no whole Excel workbook ({error})") from error


def _sheet_member(etree: Any, book: zipfile.ZipFile, title: str) -> str:
    sheets = etree.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    links = {sheet.get("name"): sheet.get(LINK) for sheet in sheets}
    if title not in links:
        raise ValueError(f"no sheet {title!r} in the workbook, only {', '.join(links)}")
    targets = {
        one.get("Id"): one.get("Target")
        for one in etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    target = str(targets[links[title]])
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _shared_words(etree: Any, book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    opened: IO[bytes]
    with book.open("xl/sharedStrings.xml") as opened:
        return [_text(item) for _, item in etree.iterparse(opened, tag=f"{MAIN}si")]


def _cells(row: Any, words: list[str]) -> tuple[Cell, ...]:
    held: dict[int, Cell] = {}
    for cell in row.iterchildren(f"{MAIN}c"):
        place = LETTERS.match(cell.get("r") or "")
        held[_column(place.group()) if place else len(held)] = _value(cell, words)
    return tuple(held.get(at) for at in range(max(held, default=-1) + 1))


def _value(cell: Any, words: list[str]) -> Cell:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{MAIN}v")
    if value is None:
        return None
    if kind == "s":
        return words[int(value)]
    return float(value) if kind in {None, "n"} else value


def _text(item: Any) -> str:
    """Return the text of an item without its phonetic hints."""
    runs = item.iter(f"{MAIN}t")
    return "".join(run.text or "" for run in runs if run.getparent().tag != f"{MAIN}rPh")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
