"""Word documents: paragraphs, headings, items and table rows of the main text, read defused."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from comity.errors import UnreadableDocumentError
from comity.model.text import BlockKind, Document, text_id
from comity.reading.formats.layout import Piece, compose

__all__ = ["read"]

_MAX_XML_BYTES = 60_000_000  # unpacked main part; a 300-page treaty has about 5 million
_MAX_PARTS = 20_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "footnoteReference", "AlternateContent", "pict"}
)
_MEND = "Open it in a word processor, save it anew as DOCX or PDF, and read that."


def read(data: bytes, origin: str) -> tuple[Document, ...]:
    """Return the one document of a DOCX file; a paragraph in style Title at its head is the title.

    Text that tracked changes delete, field codes and text boxes' fallbacks are left out.

    Raises:
        UnreadableDocumentError: If the file is damaged, encrypted, or unpacks beyond all measure.
    """
    pieces = list(_pieces(_body(_main_part(data))))
    title = None
    if pieces and pieces[0][0] == "title":
        title = " ".join(pieces.pop(0)[1].split())
    text, blocks = compose(
        Piece("heading" if kind == "title" else kind, words) for kind, words in pieces
    )
    return (Document(id=text_id(text), text=text, title=title, origin=origin, blocks=blocks),)


def _main_part(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if len(package.infolist()) > _MAX_PARTS:
                raise UnreadableDocumentError("The DOCX file has too many parts.", mend=_MEND)
            with package.open("word/document.xml") as part:
                xml = part.read(_MAX_XML_BYTES + 1)
    except KeyError as error:
        raise UnreadableDocumentError("The DOCX file has no main text.", mend=_MEND) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise UnreadableDocumentError("The DOCX file is damaged.", mend=_MEND) from error
    except (RuntimeError, NotImplementedError) as error:
        raise UnreadableDocumentError(
            "The DOCX file is protected by a password.", mend="Save it without one and read that."
        ) from error
    if len(xml) > _MAX_XML_BYTES:
        raise UnreadableDocumentError(
            "The DOCX file unpacks to more text than one document may have.",
            mend="Split it into one file for each report.",
        )
    return xml


def _body(xml: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415 - 20 ms, only for this format

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocumentError(
            "The text of the DOCX file is damaged.", mend=_MEND
        ) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocumentError(
            "The DOCX file declares a document type, which no word processor writes.", mend=_MEND
        )
    return root


def _pieces(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield kind and words of each paragraph and table row, in the order of the document."""
    done: set[Any] = set()
    for element in root.iter(_WORD + "p", _WORD + "tr", _STRICT + "p", _STRICT + "tr"):
        if any(parent in done for parent in element.iterancestors(_WORD + "tr", _STRICT + "tr")):
            continue
        if _local(element) == "tr":
            done.add(element)
            cells = (" ".join(_text(cell).split()) for cell in element if _local(cell) == "tc")
            yield "table-row", " | ".join(cell for cell in cells if cell)
        elif not _is_skipped(element):
            yield _kind(element), _text(element)


def _kind(paragraph: Any) -> BlockKind | str:
    properties = next((child for child in paragraph if _local(child) == "pPr"), None)
    if properties is None:
        return "paragraph"
    for child in properties:
        name = _local(child)
        if name == "numPr":
            return "list-item"
        if name == "pStyle":
            style = next(iter(child.attrib.values()), "").lower()
            for start, kind in _STYLES:
                if style.startswith(start):
                    return kind
    return "paragraph"


_STYLES: tuple[tuple[str, str], ...] = (
    ("title", "title"),
    ("heading", "heading"),
    ("list", "list-item"),
    ("quote", "quote"),
    ("intensequote", "quote"),
    ("caption", "caption"),
)


def _text(element: Any) -> str:
    parts: list[str] = []
    skipped: set[Any] = set()
    for node in element.iter():
        if node.getparent() in skipped or _local(node) in _SKIPPED:
            skipped.add(node)
            continue
        name = _local(node)
        if name == "t":
            parts.append(node.text or "")
        elif name in {"br", "cr"}:
            parts.append("\n")
        elif name == "tab":
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name == "p" and node is not element and parts:
            parts.append("\n")
    return "".join(parts)


def _is_skipped(element: Any) -> bool:
    return any(
        _local(parent) in _SKIPPED or _local(parent) == "p" for parent in element.iterancestors()
    )


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
