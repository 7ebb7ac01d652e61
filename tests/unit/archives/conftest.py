"""Builders of WARC records."""

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.archives.records import Broken, Entry, Unit
from comity.archives.warc import read_warc

Told = list[tuple[str, int] | tuple[str, int, str]]


@pytest.fixture
def make_record() -> Callable[..., bytes]:
    """Return a function that builds one WARC record of a page."""
    return build_record


@pytest.fixture
def walk(tmp_path: Path) -> Callable[..., Told]:
    """Return a function that reads WARC bytes and tells what came: origin and offset, or reason."""

    def read(data: bytes, *, start: int = 0, end: int | None = None) -> Told:
        path = tmp_path / "a.warc"
        path.write_bytes(data)
        unit = Unit(address=str(path), kind="warc", start=start, end=end)
        return [tell(found) for found in read_warc(unit)]

    return read


def tell(found: Entry | Broken) -> tuple[str, int] | tuple[str, int, str]:
    """Return a record in short."""
    if isinstance(found, Broken):
        return ("broken", found.offset, found.reason)
    return (found.origin.rsplit("/", 1)[-1], found.offset)


def build_record(
    number: int,
    body: bytes = b"<html><p>A page.</p></html>",
    *,
    length: int | None = None,
    kind: str = "response",
    http: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
) -> bytes:
    """Build one record, its length as it is or as told."""
    content = (http if kind == "response" else b"") + body
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Date: 2023-04-13T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(content) if length is None else length}"
    )
    return head.encode() + b"\r\n\r\n" + content + b"\r\n\r\n"
