"""Rows of JSON lines and Parquet as documents, streamed."""

import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from comity.archives.records import Broken, Entry, Unit
from comity.archives.streams import open_address, unpacked
from comity.errors import ComityError, MissingExtraError
from comity.model.text import Document
from comity.reading.formats.jsonl import MAX_LINE_BYTES, document_from_row

__all__ = ["read_jsonl", "read_parquet"]

_MEND = "Mend the file and run again with --resume; what was before the fault is read."
_LINE_MEND = "Write one JSON object a line with at least a `text`."
_COLUMNS = (
    *("id", "text", "title", "publisher", "publisher_country"),
    *("published", "language", "origin", "url", "source"),
)
_BATCH_ROWS = 500


def read_jsonl(unit: Unit) -> Iterator[Entry | Broken]:
    """Yield the document of each line that begins in a unit; packed files are one unit.

    Raises:
        UnreadableDocumentError: If the file cannot be opened.
        MissingExtraError: If it is packed with zstandard, which is not installed.
    """
    with open_address(unit.address) as file:
        stream = unpacked(file)
        at = _first_line(stream, unit.start)
        number = 0
        while unit.end is None or at < unit.end:
            try:
                line = stream.readline(MAX_LINE_BYTES + 1)
                length = len(line) + (_skip_line(stream) if len(line) > MAX_LINE_BYTES else 0)
            except (OSError, EOFError, zlib.error, ValueError) as error:
                yield _broken(unit.address, at, f"The file is damaged: {error}.", _MEND)
                return
            if not line:
                return
            if line.strip():
                yield _from_line(line, at, unit.address)
            at += length
            number += 1


def read_parquet(unit: Unit) -> Iterator[Entry | Broken]:
    """Yield the document of each row of a Parquet file; columns are named as in JSON lines.

    Raises:
        UnreadableDocumentError: If the file cannot be opened.
        MissingExtraError: If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - the extra [archives]
        import pyarrow.parquet as pq  # noqa: PLC0415 - the extra [archives]
    except ImportError as error:
        raise MissingExtraError(
            "Reading Parquet needs a library that is not installed.",
            mend='Run: pip install "comity[archives]"',
        ) from error
    number = 0
    with open_address(unit.address) as file:
        try:
            table = pq.ParquetFile(file)
            columns = [name for name in _COLUMNS if name in table.schema_arrow.names]
            for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=columns):
                for row in batch.to_pylist():
                    yield _from_row(_written(row), number, unit.address)
                    number += 1
        except (pa.ArrowException, OSError, EOFError) as error:
            yield _broken(unit.address, number, f"The table is damaged: {error}.", _MEND)


def _first_line(stream: BinaryIO, start: int) -> int:
    """Go to the first line that begins at or after a byte, and return where it begins."""
    if not start:
        return 0
    stream.seek(start - 1)
    return start - 1 + _skip_line(stream)


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while True:
        part = stream.readline(1_048_576)
        skipped += len(part)
        if not part or part.endswith(b"\n"):
            return skipped


def _from_line(line: bytes, at: int, address: str) -> Entry | Broken:
    if len(line) > MAX_LINE_BYTES:
        return _broken(address, at, "The line is longer than one document may be.", _LINE_MEND)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return _broken(address, at, "The line is no JSON.", _LINE_MEND)
    if not isinstance(row, dict):
        return _broken(address, at, "The line is no JSON object.", _LINE_MEND)
    return _from_row(row, at, address)


def _from_row(row: dict[str, Any], at: int, address: str) -> Entry | Broken:
    try:
        document: Document = document_from_row(row, f"{address}#{at}")
    except ComityError as error:
        return _broken(address, at, error.problem, error.mend)
    return Entry(
        origin=document.origin or f"{address}#{at}",
        offset=at,
        content=document,
        media="document",
    )


def _written(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with dates as JSON writes them."""
    value = row.get("published")
    return row if value is None or isinstance(value, str) else {**row, "published": str(value)}


def _broken(address: str, at: int, reason: str, mend: str) -> Broken:
    reason = " ".join(reason.split()).rstrip(".")[:300] + "."
    return Broken(origin=address, offset=at, reason=reason, mend=mend)
