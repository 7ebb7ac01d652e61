"""Archives of composed pages: reports of meetings among other news."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

FILLER = (
    "The home side won the match in the last minute before a crowd of forty thousand people. The "
    "coach praised the defence and said that the season had only begun."
)
COUNTRIES = ("Peru", "Kenya", "Nepal", "Ghana", "Fiji", "Malta", "Qatar", "Chile", "Laos", "Oman")


@pytest.fixture
def make_archive() -> Callable[..., Path]:
    """Return a function that writes a WARC of pages, every second one a report of a meeting."""
    return write_archive


def write_archive(path: Path, *, first: int = 0, count: int = 20) -> Path:
    """Write pages numbered from ``first``; the same numbers give the same pages."""
    path.write_bytes(b"".join(gzip.compress(page(first + at), 1) for at in range(count)))
    return path


def page(number: int) -> bytes:
    """Return the WARC record of one page."""
    one, other = COUNTRIES[number % 10], COUNTRIES[(number // 10 + number + 1) % 10]
    report = (
        f"The Foreign Minister of {one} received the Ambassador of {other} on 3 May 2023. The two "
        f"sides discussed bilateral relations, and matter {number} of their joint commission. "
        + " ".join(
            f"The ministers turned to point {number * 31 + at} of the agenda." for at in range(9)
        )
    )
    text = report if number % 2 else f"{FILLER} It was match {number} of the season."
    body = (
        f"<html><head><title>Story {number}</title></head><body><nav>News</nav><article><h1>Story "
        f"{number}</h1><p>{text}</p></article></body></html>"
    )
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Date: 2023-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"
