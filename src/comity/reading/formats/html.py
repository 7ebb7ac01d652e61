"""Web pages: the main text by trafilatura; title, date and publisher from its metadata."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.errors import UnreadableDocumentError
from comity.model.dates import ReportedDate
from comity.model.text import BlockKind, Document, text_id
from comity.reading.formats.encodings import decode
from comity.reading.formats.layout import Piece, compose
from comity.reading.formats.markup import without_silent

__all__ = ["MAX_BYTES", "declared_charset", "read", "read_page"]

MAX_BYTES = 20_000_000  # the largest of 181 real news pages has 2 million
_MAX_TAGS = 200_000  # extraction is not linear in tags; real pages have some thousands

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,30})")
_HEADINGS = (
    "//body//*[self::h1 or self::h2 or self::h3 or @class='entry-title' or @class='post-title']"
)
_LINKED_DATA = "//body//script[contains(@type, 'ld+json')]"
_MOST_HEADINGS = 40  # a page's title is among its first
_KINDS: dict[str, BlockKind] = {
    "head": "heading",
    "item": "list-item",
    "row": "table-row",
    "quote": "quote",
    "p": "paragraph",
}


def read(data: bytes, origin: str) -> tuple[Document, ...]:
    """Return the one document of a web page, without its navigation, adverts and comments.

    Args:
        data: The bytes of the page; a charset it declares is believed where UTF-8 does not fit.
        origin: The path or address they came from.

    Raises:
        UnreadableDocumentError: If the page is too large, or holds no text.
    """
    return (read_page(data, origin),)


def read_page(data: bytes, origin: str, *, charset: str | None = None) -> Document:
    """Return the document of a web page whose charset a header may name.

    Raises:
        UnreadableDocumentError: If the page is too large, or holds no text.
    """
    if len(data) > MAX_BYTES or data.count(b"<") > _MAX_TAGS:
        raise UnreadableDocumentError(
            f"The page is too large to be one report ({len(data):,} bytes).",
            mend="Save the report's own text and read that.",
        )
    charset = charset or declared_charset(data)
    page = _extract(decode(without_silent(data), declared=charset), origin)
    text, blocks = compose(_pieces(page.body)) if page is not None else ("", ())
    if page is None or not text:
        raise UnreadableDocumentError(
            "No text was found in the page.",
            mend="Save the report's text from the browser as a text file and read that.",
        )
    return Document(
        id=text_id(text),
        text=text,
        title=page.title,
        publisher=page.publisher,
        published=_date(page.date),
        origin=page.address or origin,
        blocks=blocks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What was found in a page: the element of its main text, and what it says of itself."""

    body: Any
    title: str | None
    publisher: str | None
    date: str | None
    address: str | None


def _extract(source: str, origin: str) -> _Page | None:
    import trafilatura  # noqa: PLC0415 - half a second to import
    from htmldate import find_date  # noqa: PLC0415 - as long

    tree = trafilatura.load_html(source)
    if tree is None:
        return None
    url = origin if origin.startswith(("http://", "https://")) else None
    # Dates only where the page states one: a guess from its words would be taken as fact.
    dating: dict[str, Any] = {"extensive_search": False, "original_date": True}
    about = trafilatura.extract_metadata(_labels(tree), url, dating, extensive=False)
    day = find_date(tree, url=about.url, **dating)
    asked: dict[str, Any] = {"url": url, "include_comments": False, "include_tables": True}
    # The fast way finds as much on real pages (words: precision 0.95, recall 0.98); the other
    # extractors it leaves out are for pages in which it finds nothing.
    found: Any = trafilatura.bare_extraction(tree, fast=True, **asked)
    found = found or trafilatura.bare_extraction(tree, **asked)
    if found is None:
        return None
    return _Page(
        body=found.body,
        title=about.title or None,
        publisher=about.sitename or None,
        date=day,
        address=about.url or None,
    )


def _labels(tree: Any) -> Any:
    """Return a small page of the head, headings and linked data of a page.

    Title, publisher and address stand in these; in the whole page the search for the author and
    tags, which are not used here, takes a third of the time of all extraction.
    """
    from lxml import html  # noqa: PLC0415 - compiled

    small = html.Element("html")
    head = tree.find("head")
    small.append(html.Element("head") if head is None else copy.deepcopy(head))
    body = html.Element("body")
    small.append(body)
    for element in (*tree.xpath(_HEADINGS)[:_MOST_HEADINGS], *tree.xpath(_LINKED_DATA)):
        labelled = copy.deepcopy(element)
        labelled.tail = None
        body.append(labelled)
    return small


def declared_charset(data: bytes) -> str | None:
    """Return the charset that a meta element or XML declaration names, or ``None``."""
    found = _META_CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:200])
    return found.group(1).decode("ascii") if found else None


def _pieces(body: Any) -> Iterator[Piece]:
    """Yield the blocks of trafilatura's body, whose elements are at most a few levels deep."""
    if body is None:
        return
    if body.text and body.text.strip():
        yield Piece("paragraph", body.text)
    for element in body:
        if element.tag in {"list", "table"}:
            yield from _pieces(element)
        elif isinstance(element.tag, str) and element.tag != "graphic":
            yield Piece(_KINDS.get(element.tag, "paragraph"), _words(element))
        if element.tail and element.tail.strip():
            yield Piece("paragraph", element.tail)


def _words(element: Any) -> str:
    if element.tag == "row":
        cells = (" ".join("".join(cell.itertext()).split()) for cell in element)
        return " | ".join(cell for cell in cells if cell)
    lines: list[str] = []
    for node in element.iter():
        if node.tag == "lb" or (node is not element and node.tag in {"p", "item", "head"}):
            lines.append("\n")
        lines.extend(part for part in (node.text,) if part)
        if node is not element and node.tail:
            lines.append(node.tail)
    whole = "".join(lines)
    return "\n".join(" ".join(line.split()) for line in whole.split("\n") if line.strip())


def _date(text: str | None) -> ReportedDate | None:
    try:
        return ReportedDate.day(date.fromisoformat(text), basis="published") if text else None
    except ValueError:
        return None
