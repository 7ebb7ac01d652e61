"""The table of formats, and which of them some bytes are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.errors import ComityError, UnknownFormatError, UnreadableDocumentError
from comity.model.facts import Rejected
from comity.model.text import Document, DocumentId
from comity.reading.formats import docx, html, jsonl, mail, markdown, pdf, txt
from comity.reading.formats.sniffing import (
    find_foreign_kind,
    is_docx,
    is_html,
    is_jsonl,
    is_mail,
    is_pdf,
)

__all__ = ["FORMATS", "Format", "find_format", "read_bytes", "reject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file: its media type, the names it goes by, how its bytes look, and its reader.

    ``is_like`` looks at the first kilobytes; ``None`` where content cannot tell (plain text).
    ``read`` takes the bytes and their origin, and gives the documents in them.
    """

    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Iterable[Document | Rejected]]
    is_like: Callable[[bytes], bool] | None = None


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format(
            media_type="application/pdf", suffixes=(".pdf",), read=pdf.read, is_like=is_pdf
        ),
        "docx": Format(
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            suffixes=(".docx",),
            read=docx.read,
            is_like=is_docx,
        ),
        "html": Format(
            media_type="text/html",
            suffixes=(".html", ".htm", ".xhtml"),
            read=html.read,
            is_like=is_html,
        ),
        "jsonl": Format(
            media_type="application/jsonl",
            suffixes=(".jsonl", ".ndjson", ".json"),
            read=jsonl.read,
            is_like=is_jsonl,
        ),
        "mail": Format(
            media_type="message/rfc822", suffixes=(".eml",), read=mail.read, is_like=is_mail
        ),
        "markdown": Format(
            media_type="text/markdown", suffixes=(".md", ".markdown"), read=markdown.read
        ),
        "txt": Format(media_type="text/plain", suffixes=(".txt", ".text"), read=txt.read),
    }
)
"""Name -> format, in the order they are tried; plain text is what is left."""


def find_format(data: bytes, origin: str) -> str:
    """Return the name of the format of some bytes: by content first, then by name, else plain text.

    Raises:
        UnknownFormatError: If the content is of a kind that no reader knows.
    """
    for name, row in FORMATS.items():
        if row.is_like is not None and row.is_like(data):
            return name
    foreign = find_foreign_kind(data)
    if foreign is not None:
        problem, mend = foreign
        raise UnknownFormatError(problem, mend=mend)
    lower = origin.lower()
    for name, row in FORMATS.items():
        if lower.endswith(row.suffixes):
            return name
    return "txt"


def read_bytes(data: bytes, origin: str) -> Iterable[Document | Rejected]:
    """Yield the documents in some bytes; what cannot be read is rejected with reason and mend.

    Args:
        data: The bytes of one file.
        origin: The path or address they came from; its ending helps where content cannot tell.
    """
    try:
        if not data.strip():
            raise UnreadableDocumentError(
                "The file is empty.", mend="Check that it was saved, and read it again."
            )
        for document in FORMATS[find_format(data, origin)].read(data, origin):
            yield _refuse_blank(document, origin)
    except ComityError as error:
        yield reject(origin, error)


def reject(origin: str, error: ComityError) -> Rejected:
    """Return the rejection of what could not be read, named by where it came from."""
    return Rejected(id=DocumentId(origin), origin=origin, reason=error.problem, mend=error.mend)


def _refuse_blank(document: Document | Rejected, origin: str) -> Document | Rejected:
    if isinstance(document, Rejected) or document.text.strip():
        return document
    return Rejected(
        id=document.id,
        origin=document.origin or origin,
        reason="The document has no words.",
        mend="Check that its text was saved, and read it again.",
    )
