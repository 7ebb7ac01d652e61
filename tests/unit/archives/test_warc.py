"""WARC: every sound record is read once, every broken one is told with its offset and reason."""

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comity.archives.records import Entry, Unit
from comity.archives.warc import MAX_RECORD_BYTES, read_warc

Make = Callable[..., bytes]
Walk = Callable[..., list[tuple[object, ...]]]
PACKINGS = [pytest.param(gzip.compress, id="gzip"), pytest.param(bytes, id="plain")]


def places(records: list[bytes]) -> list[int]:
    """Return where each record begins."""
    return [sum(map(len, records[:number])) for number in range(len(records))]


@pytest.mark.parametrize("pack", PACKINGS)
def test_a_page_comes_with_address_charset_and_day(
    make_record: Make, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    """What the record and its HTTP head say must come with the page."""
    (tmp_path / "a.warc").write_bytes(pack(make_record(7)))

    (entry,) = read_warc(Unit(address=str(tmp_path / "a.warc"), kind="warc"))

    assert entry == Entry(
        origin="https://a.example/7",
        offset=0,
        content=b"<html><p>A page.</p></html>",
        media="html",
        charset="utf-8",
        retrieved=datetime(2023, 4, 13, 10, tzinfo=UTC),
    )


def test_texts_of_wet_are_read(make_record: Make, walk: Walk) -> None:
    """Conversion records must be read as texts; requests and metadata must be passed over."""
    records = [
        make_record(1, b"A text.", kind="conversion"),
        make_record(2, b"x", kind="metadata"),
        make_record(3, b"Another.", kind="conversion"),
        make_record(4, b"x", kind="metadata"),
    ]

    assert walk(b"".join(map(gzip.compress, records))) == [
        ("1", 0),
        ("3", places([gzip.compress(one) for one in records])[2]),
    ]
    assert walk(b"".join(records)) == [("1", 0), ("3", places(records)[2])]


def test_errors_and_pictures_are_passed_over(make_record: Make, walk: Walk) -> None:
    """Answers other than 200 and media other than pages must not be read."""
    data = b"".join(
        [
            make_record(1, http=b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"),
            make_record(2, http=b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
            make_record(3),
        ]
    )

    assert [found[0] for found in walk(data)] == ["3"]


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize("step", [50, 150, 333, 1000])
def test_stretches_give_every_record_once(
    make_record: Make, walk: Walk, pack: Callable[[bytes], bytes], step: int
) -> None:
    """However an archive is divided, each record must be read in exactly one stretch."""
    records = [pack(make_record(number)) for number in range(8)]
    data = b"".join(records)

    found = [
        one
        for start in range(0, len(data), step)
        for one in walk(data, start=start, end=start + step)
    ]

    expected = [(str(number), place) for number, place in enumerate(places(records))]
    assert found == expected


@pytest.mark.parametrize("pack", PACKINGS)
def test_an_archive_cut_short_is_told(
    make_record: Make, walk: Walk, pack: Callable[[bytes], bytes]
) -> None:
    """Wherever an archive is cut, its whole records must be read and the cut be told."""
    records = [pack(make_record(number)) for number in range(4)]
    data = b"".join(records)
    at = places(records)

    for cut in (at[3] + 20, at[3] + len(records[3]) - 20):
        *sound, broken = walk(data[:cut])

        assert sound == [("0", at[0]), ("1", at[1]), ("2", at[2])]
        assert broken == ("broken", at[3], "The archive ends in the middle of a record.")


def test_damaged_bytes_cost_one_record(make_record: Make, walk: Walk) -> None:
    """A record whose packed bytes are damaged must be told, and all others be read."""
    records = [gzip.compress(make_record(number)) for number in range(6)]
    at = places(records)
    data = bytearray(b"".join(records))
    for byte in range(at[2] + 40, at[2] + 60):
        data[byte] ^= 0xFF

    found = walk(bytes(data))

    assert [one[0] for one in found] == ["0", "1", "broken", "3", "4", "5"]
    assert found[2][1] in {at[1], at[2]}
    assert "damaged" in str(found[2][2])


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize(
    ("length", "reason"),
    [
        (600, "The record says it is longer than it is."),
        (80, "The record says it is shorter than it is."),
    ],
)
def test_a_wrong_length_costs_one_record(
    make_record: Make, walk: Walk, pack: Callable[[bytes], bytes], length: int, reason: str
) -> None:
    """A record that lies about its length must be told, and swallow no other."""
    records = [
        pack(make_record(0)),
        pack(make_record(1, b"<p>" + b"words " * 20 + b"</p>", length=length)),
        *(pack(make_record(number)) for number in range(2, 6)),
    ]
    at = places(records)

    found = walk(b"".join(records))

    assert found[1] == ("broken", at[1], reason)
    assert [one[0] for one in found if one[0] != "broken"] == ["0", "2", "3", "4", "5"]


def test_a_record_beyond_all_measure_is_told_unread(make_record: Make, walk: Walk) -> None:
    """A record of 30 MB must be told with its size, and the next be read."""
    large = make_record(0, bytes(MAX_RECORD_BYTES + 10_000_000))

    found = walk(gzip.compress(large, 1) + gzip.compress(make_record(1)))

    assert str(found[0][2]).endswith("bytes, too many for a page.")
    assert found[1][0] == "1"


def test_a_record_of_two_gigabytes_is_told_unread(make_record: Make, walk: Walk) -> None:
    """A real record of 2 GB must be told with its size, and the next be read."""
    size = 2 * 10**9
    head = make_record(0, b"", length=size).removesuffix(b"\r\n\r\n")
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    block = bytes(10**7)
    parts = [packer.compress(head), *(packer.compress(block) for _ in range(size // 10**7))]
    large = b"".join((*parts, packer.compress(b"\r\n\r\n"), packer.flush()))

    found = walk(large + gzip.compress(make_record(1)))

    assert found[0] == ("broken", 0, "The record has 1,999,999,941 bytes, too many for a page.")
    assert found[1:] == [("1", len(large))]


def test_a_page_that_unpacks_beyond_all_measure_is_told(make_record: Make, walk: Walk) -> None:
    """A page packed in itself must not fill memory: it is told, and the next be read."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    bomb = gzip.compress(bytes(3 * MAX_RECORD_BYTES), 9)
    sound = gzip.compress(b"<p>A page.</p>")
    records = [
        make_record(number, body, http=http) for number, body in enumerate((sound, bomb, sound))
    ]
    at = places(records)

    found = walk(b"".join(records))

    assert found[0] == ("0", 0)
    assert found[1] == ("broken", at[1], "The page unpacks to too many bytes.")
    assert found[2] == ("2", at[2])


@pytest.mark.parametrize("pack", [gzip.compress, bytes])
def test_a_length_beyond_all_measure_swallows_no_other(
    make_record: Make, walk: Walk, pack: Callable[[bytes], bytes]
) -> None:
    """A small record that claims a billion bytes must be told, and those after it be read."""
    records = [make_record(0), make_record(1, length=10**9), make_record(2), make_record(3)]

    found = walk(b"".join(map(pack, records)))

    assert found[1][0] == "broken"
    assert str(found[1][2]).endswith("bytes, too many for a page.")
    assert [one[0] for one in found] == ["0", "broken", "2", "3"]


@pytest.mark.parametrize("data", [b"", b"no archive at all " * 50, b"\x1f\x8b" + bytes(100)])
def test_what_is_no_archive_ends_at_once(walk: Walk, data: bytes) -> None:
    """Bytes that are no WARC must give nothing or a told fault, never an exception."""
    assert all(found[0] == "broken" for found in walk(data))
