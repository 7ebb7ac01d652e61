"""E-mail: the message's text with subject, sender and date; attached PDF and DOCX are read too."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from comity.errors import ComityError, UnreadableDocumentError
from comity.model.dates import ReportedDate
from comity.model.facts import Rejected
from comity.model.text import Document, DocumentId, text_id
from comity.reading.formats import docx, html, pdf
from comity.reading.formats.encodings import decode
from comity.reading.formats.layout import MAX_CHARACTERS, Piece, compose, find_blocks, unwrap

__all__ = ["read"]

_MAX_PARTS = 200
_MAX_DEPTH = 20
_READERS = {
    "application/pdf": pdf.read,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx.read,
}
_MEND = "Save the message's text or attachment as a file of its own and read that."


def read(data: bytes, origin: str) -> Iterator[Document | Rejected]:
    """Yield the document of a message, then those of its attached PDF and DOCX files.

    The subject is the title, the sender's name the publisher, the date of sending the publication
    date. Lines broken by width are joined, quoted lines kept as quotes, a signature left out.

    Raises:
        UnreadableDocumentError: If the message has neither text nor such an attachment.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        leaves = list(_leaves(message))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableDocumentError("The e-mail is damaged.", mend=_MEND) from error
    body = _body(leaves, origin)
    if body is not None and body.text:
        yield replace(
            body,
            title=_header(message, "subject") or body.title,
            publisher=parseaddr(_header(message, "from") or "")[0] or body.publisher,
            published=_sent(message) or body.published,
            origin=origin,
        )
    attached = [part for part in leaves if part.get_content_type() in _READERS]
    for part in attached:
        yield from _attachment(part, f"{origin}#{_name(part)}")
    if not attached and (body is None or not body.text):
        raise UnreadableDocumentError("The e-mail holds no text.", mend=_MEND)


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the parts of a message that have content, at most ``_MAX_PARTS`` and not too deep."""
    if depth > _MAX_DEPTH:
        return
    if not message.is_multipart():
        yield message
        return
    parts = message.get_payload()
    for part in parts[:_MAX_PARTS] if isinstance(parts, list) else ():
        if isinstance(part, Message):
            yield from islice(_leaves(part, depth + 1), _MAX_PARTS)


def _body(leaves: list[Message], origin: str) -> Document | None:
    """Return the document of the first plain text part, else of the first page."""
    shown = [part for part in leaves if part.get_content_disposition() != "attachment"]
    for part in shown:
        if part.get_content_type() == "text/plain":
            raw = decode(_payload(part), declared=part.get_content_charset())
            text, blocks = compose(_pieces(raw.replace("\r\n", "\n")))
            if text:
                return Document(id=text_id(text), text=text, blocks=blocks)
    for part in shown:
        if part.get_content_type() == "text/html":
            return html.read_page(_payload(part), origin, charset=part.get_content_charset())
    return None


def _pieces(text: str) -> Iterator[Piece]:
    text = text[:MAX_CHARACTERS].split("\n-- \n", 1)[0]
    for block in find_blocks(text):
        words = text[block.start : block.end]
        if words.lstrip().startswith(">"):
            quoted = "\n".join(line.lstrip("> ") for line in words.split("\n"))
            yield Piece("quote", unwrap(quoted))
        else:
            yield Piece(block.kind, unwrap(words))


def _attachment(part: Message, place: str) -> Iterator[Document | Rejected]:
    try:
        yield from _READERS[part.get_content_type()](_payload(part), place)
    except ComityError as error:
        yield Rejected(id=DocumentId(place), origin=place, reason=error.problem, mend=error.mend)


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(message: Message, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return None  # the standard library's header parser gives up on some malformed headers
    return " ".join(str(value).split()) or None if value is not None else None


def _sent(message: Message) -> ReportedDate | None:
    try:
        return ReportedDate.day(
            parsedate_to_datetime(_header(message, "date") or "").date(), basis="published"
        )
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _name(part: Message) -> str:
    try:
        return part.get_filename() or part.get_content_type()
    except (ValueError, LookupError, TypeError):
        return part.get_content_type()
