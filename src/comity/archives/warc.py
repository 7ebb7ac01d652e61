"""Web archives: pages and texts, record by record; a broken record is told and stepped over."""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from comity.archives.records import Broken, Entry, Unit
from comity.archives.streams import GZIP, open_address
from comity.errors import MissingExtraError

__all__ = ["MAX_RECORD_BYTES", "find_record", "read_warc"]

MAX_RECORD_BYTES = 20_000_000  # a page beyond it is no report
_MAGIC = b"WARC/"
_GZIP_START = GZIP + b"\x08"
_PAGES = ("text/html", "application/xhtml+xml")
_CHUNK = 1_048_576
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_MEND = "Fetch the archive again, or make it anew; the other records are read."


def read_warc(unit: Unit) -> Iterator[Entry | Broken]:
    """Yield the pages (``response``) and texts (``conversion``) of a WARC that begin in a unit.

    Answers other than 200 and other media are passed over. A record whose bytes or lengths are
    wrong is yielded as broken, and reading goes on at the next one that can be found.

    Raises:
        UnreadableDocumentError: If the file cannot be opened.
        MissingExtraError: If the archives' extra is not installed.
    """
    with open_address(unit.address) as file:
        packed = _is_packed(file)
        end = unit.end if unit.end is not None else file.seek(0, io.SEEK_END)
        walk = _Walk(file=file, address=unit.address, packed=packed, end=end)
        at: int | None = unit.start
        if unit.start:
            at = find_record(file, unit.start, packed=packed)
        while at is not None and at < end:
            yield from walk.run(at)
            at = walk.next_start


def find_record(file: BinaryIO, start: int, *, packed: bool) -> int | None:
    """Return where the first record at or after a byte begins; ``None`` where there is none."""
    mark = _GZIP_START if packed else b"\n" + _MAGIC
    at = start if packed else max(0, start - 1)
    held = b""
    file.seek(at)
    while True:
        more = file.read(_CHUNK)
        held += more
        found = held.find(mark)
        while found >= 0:
            place = at + found + (0 if packed else 1)
            if not packed or _opens_record(file, place):
                return place
            found = held.find(mark, found + 1)
        if not more:
            return None
        at += max(0, len(held) - len(mark) + 1)
        held = held[-len(mark) + 1 :]
        file.seek(at + len(held))


def _opens_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    try:
        return zlib.decompressobj(31).decompress(file.read(4096), 16).startswith(_MAGIC)
    except zlib.error:
        return False


def _is_packed(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(2) == GZIP


@dataclass(slots=True)
class _Walk:
    """One pass over records from a start to the first fault, or to the end of the unit."""

    file: BinaryIO
    address: str
    packed: bool
    end: int
    next_start: int | None = None
    held: list[Entry] = field(default_factory=list)
    unplaced: tuple[int, str] | None = None

    def run(self, start: int) -> Iterator[Entry | Broken]:
        """Yield records; an entry is held until the next record shows that its length was right."""
        self.next_start = None
        self.held = []
        last = start
        seen = False
        records = _records(self.file, start)
        while True:
            try:
                record = next(records, None)
                if record is None:
                    yield from self._at_end(last)
                    return
                place = record.stream_pos  # from the start of the file: the iterator asks it
                yield from self._release()
                if place >= self.end:
                    return
                yield from self._place_fault()
                last, seen = place, True
                yield from self._take(record, place)
                if self.next_start is not None:
                    return
            except OSError as error:
                yield from self._fault(last, seen=seen, reason=str(error))
                return

    def _take(self, record: Any, place: int) -> Iterator[Broken]:
        """Hold the entry of a record if it has one."""
        length = record.content_length
        if length > MAX_RECORD_BYTES:
            yield self._broken(place, f"The record has {length:,} bytes, too many for a page.")
            self._seek_next(place)  # its length may be wrong
            return
        if not _is_wanted(record):
            return
        data = _read_bounded(record.reader)
        if len(data) > MAX_RECORD_BYTES:
            yield self._broken(place, "The page unpacks to too many bytes.")
            self._seek_next(place)  # without unpacking the rest
            return
        if b"\nWARC/1." in data and b"\nWARC-Record-ID:" in data:
            yield self._broken(place, "The record says it is longer than it is.")
            self._seek_next(place)
            return
        self.held = [_entry(record, data, place, self.address)]

    def _seek_next(self, place: int) -> None:
        """Let the walk go on where the next record begins after a place, by its marks."""
        found = find_record(self.file, place + 1, packed=self.packed)
        self.next_start = self.end if found is None else found

    def _fault(self, last: int, *, seen: bool, reason: str) -> Iterator[Entry | Broken]:
        """Tell a fault: of the held record if what follows is no header, else of the next one."""
        if self.held and "header" in reason.lower():
            self.held = []
            yield self._broken(last, "The record says it is shorter than it is.")
            self.next_start = find_record(self.file, last + 1, packed=self.packed)
            return
        yield from self._release()
        following = find_record(self.file, last + 1, packed=self.packed) if seen else None
        if following is not None:
            self.unplaced = (last, reason)  # the fault lies there, or between the two
            self.next_start = following
            return
        self.unplaced = None
        if seen:
            yield self._broken(last, "The archive is damaged after this record.")
            return
        yield self._broken(last, f"The record is damaged: {reason.rstrip('.')}.")
        self.next_start = find_record(self.file, last + 1, packed=self.packed)

    def _place_fault(self) -> Iterator[Broken]:
        """Tell a fault that could not be placed, now that the next record proves sound."""
        if self.unplaced is not None:
            place, reason = self.unplaced
            self.unplaced = None
            yield self._broken(place, f"What follows this record is damaged: {reason.rstrip('.')}.")

    def _at_end(self, last: int) -> Iterator[Entry | Broken]:
        """Release what is held at the end of the file, unless the file was cut short."""
        cut = self._cut(last)
        if cut == last:
            self.held = []
        yield from self._release()
        if cut is not None:
            yield self._broken(cut, "The archive ends in the middle of a record.")

    def _cut(self, last: int) -> int | None:
        """Return where the last record begins if the file ends before it does."""
        if not self.packed:
            return _cut_plain(self.file, last)
        self.file.seek(last)
        place = last
        member = zlib.decompressobj(31)
        while True:
            data = self.file.read(_CHUNK)
            if not data:
                return None if member.eof else place
            while data:
                if member.eof:
                    member = zlib.decompressobj(31)
                try:
                    member.decompress(data, 0)
                    member.decompress(member.unconsumed_tail)
                except zlib.error:
                    return place
                data = member.unused_data
                if member.eof and data:
                    place = self.file.tell() - len(data)

    def _release(self) -> Iterator[Entry]:
        yield from self.held
        self.held = []

    def _broken(self, place: int, reason: str) -> Broken:
        return Broken(origin=self.address, offset=place, reason=reason, mend=_MEND)


def _cut_plain(file: BinaryIO, last: int) -> int | None:
    """Follow the lengths from a record to the end; return where the one begins that is cut."""
    size = file.seek(0, io.SEEK_END)
    place = last
    while place < size:
        file.seek(place)
        head, mark, _ = file.read(65_536).partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not mark or length is None:
            return place if head.strip() else None
        end = place + len(head) + 4 + int(length.group(1))
        if end > size:
            return place
        place = end + 4  # two line ends close a record
    return None


def _records(file: BinaryIO, start: int) -> Iterator[Any]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - [archives]
    except ImportError as error:
        raise MissingExtraError(
            "Reading WARC needs a library that is not installed.",
            mend='Run: pip install "comity[archives]"',
        ) from error
    file.seek(start)
    kinds = WarcRecordType.response | WarcRecordType.conversion
    return iter(ArchiveIterator(file, record_types=kinds, auto_decode="all"))


def _read_bounded(reader: Any) -> bytes:
    """Return what a record holds, or the start of it where that is more than a page may have."""
    parts: list[bytes] = []
    left = MAX_RECORD_BYTES + 1
    while left > 0:
        part = reader.read(left)
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _is_wanted(record: Any) -> bool:
    if not record.is_http:
        return bool(record.headers.get("WARC-Type") == "conversion")
    if record.http_headers is None or record.http_headers.status_code not in {None, 200}:
        return False
    media = (record.http_content_type or "").lower()
    return not media or media.startswith(_PAGES)


def _entry(record: Any, data: bytes, place: int, address: str) -> Entry:
    return Entry(
        origin=record.headers.get("WARC-Target-URI") or f"{address}#{place}",
        offset=place,
        content=data,
        media="html" if record.is_http else "text",
        charset=record.http_charset if record.is_http else "utf-8",
        retrieved=record.record_date,
    )
