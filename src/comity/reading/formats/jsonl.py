"""JSON lines: one document a line, with the fields of the public report format."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from comity.errors import ComityError, UnreadableDocumentError
from comity.model.dates import ReportedDate
from comity.model.facts import Rejected
from comity.model.text import Document, DocumentId, text_id
from comity.reading.formats.encodings import decode
from comity.reading.formats.layout import settle_text
from comity.reference.homes import find_home

__all__ = ["MAX_LINE_BYTES", "document_from_row", "read", "read_lines"]

MAX_LINE_BYTES = 16_000_000  # eight bytes for each character a document may have
_STRINGS = ("title", "publisher", "publisher_country", "language")
_MEND = "Write one JSON object a line with at least a `text`; see docs/report-format.md."


def read(data: bytes, origin: str) -> Iterator[Document | Rejected]:
    """Yield the document of each line; a line that holds none is rejected with its number.

    A whole file that is one JSON object, or a list of them, is read as its objects.

    Raises:
        UnreadableDocumentError: If the bytes are no text.
    """
    text = decode(data).strip()
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from read_lines((line.encode() for line in text.split("\n")), origin)
        return
    rows = whole if isinstance(whole, list) else [whole]
    for number, row in enumerate(rows, 1):
        yield _from_value(row, f"{origin}#{number}", origin)


def read_lines(lines: Iterable[bytes], origin: str) -> Iterator[Document | Rejected]:
    """Yield the document of each line of a stream, holding one line at a time."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read_line(line, f"{origin}#{number}", origin)


def document_from_row(row: Mapping[str, Any], origin: str) -> Document:
    """Return the document that a row of a table or a JSON object describes.

    Args:
        row: ``text``, and where known ``id``, ``title``, ``publisher``, ``publisher_country``,
            ``published``, ``language``, and ``origin`` (``url``, ``source``); others are ignored.
        origin: The path or address of the file, used where the row has none of its own.

    Raises:
        UnreadableDocumentError: If there is no text, or a field is not what it should be.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise UnreadableDocumentError("There is no `text`, or it is no string.", mend=_MEND)
    for key in _STRINGS:
        if not isinstance(row.get(key), str | None):
            raise UnreadableDocumentError(f"`{key}` is {row[key]!r:.60}, no string.", mend=_MEND)
    settled, blocks = settle_text(text)
    title = row.get("title")
    name = row.get("id")
    own = next((row[key] for key in ("origin", "url", "source") if row.get(key)), origin)
    return Document(
        id=DocumentId(str(name)) if name not in {None, ""} else text_id(settled),
        text=settled,
        title=settle_text(title)[0] if title else None,
        publisher=row.get("publisher") or None,
        publisher_country=_country(row.get("publisher_country")),
        published=_date(row.get("published")),
        language=row.get("language") or "en",
        origin=str(own),
        blocks=blocks,
    )


def _read_line(line: bytes, place: str, origin: str) -> Document | Rejected:
    if len(line) > MAX_LINE_BYTES:
        return _rejected(place, "The line is longer than one document may be.", _MEND)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return _rejected(place, "The line is no JSON.", _MEND)
    return _from_value(row, place, origin)


def _from_value(row: object, place: str, origin: str) -> Document | Rejected:
    if not isinstance(row, dict):
        return _rejected(place, "The line is no JSON object.", _MEND)
    try:
        return document_from_row(row, origin)
    except ComityError as error:
        name = row.get("id")
        return _rejected(place, error.problem, error.mend, name=str(name) if name else None)


def _rejected(place: str, reason: str, mend: str, *, name: str | None = None) -> Rejected:
    return Rejected(
        id=DocumentId(name) if name else text_id(place), origin=place, reason=reason, mend=mend
    )


def _country(value: str | None) -> str | None:
    """Return the code of a country named by any code or name, or an organisation's short name.

    Raises:
        UnreadableDocumentError: If no country is named; "the President" would be nobody's.
    """
    if not value:
        return None
    home = find_home(value)
    if home is None:
        raise UnreadableDocumentError(
            f"`publisher_country` is {value!r:.60}, no country known here.",
            mend="Write its ISO 3166-1 alpha-3 code, or leave it out.",
        )
    return home


def _date(value: object) -> ReportedDate | None:
    """Return the date of a ``published`` field: ISO 8601, with a time or without, or RFC 2822.

    Raises:
        UnreadableDocumentError: If it is neither; without it relative dates would come out wrong.
    """
    if value in {None, ""}:
        return None
    text = str(value).strip()
    try:
        return ReportedDate.parse(text, basis="published")
    except ValueError:
        pass
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return ReportedDate.day(parse(text).date(), basis="published")
        except ValueError:
            continue
    raise UnreadableDocumentError(
        f"`published` is {text!r:.60}, no date that can be read.",
        mend="Write it as YYYY-MM-DD, or leave it out.",
    )
