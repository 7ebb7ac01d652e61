"""What a user names, to units of work: whole files, stretches of large ones, handfuls of small."""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from comity.archives.records import Unit, UnitKind
from comity.archives.streams import (
    GZIP,
    ZSTANDARD,
    is_remote,
    list_address,
    open_address,
    size_of,
    unpacked,
)
from comity.errors import ComityError, UnreadableDocumentError
from comity.reading.formats.inputs import find_paths
from comity.reading.formats.sniffing import is_docx, is_jsonl

__all__ = ["UNIT_BYTES", "find_units"]

UNIT_BYTES = 64_000_000  # about 1,500 pages packed: a minute's work, and no more is lost by a kill
_FEWEST = 32  # units of a file that can be divided, so that processors end together
_SMALLEST = 2_000_000
_FILES_A_UNIT = 200
_PACKED = (".gz", ".zst")
_ENDINGS = tuple(
    f".{kind}{packing}"
    for kind in ("warc", "wet", "jsonl", "ndjson", "tar", "parquet", "zip", "tgz")
    for packing in ("", *_PACKED, ".bz2", ".xz")
)


def find_units(inputs: Iterable[str]) -> tuple[tuple[Unit, ...], tuple[ComityError, ...]]:
    """Return the units of work in files, folders, patterns and addresses, and what went wrong.

    The same inputs give the same units, whatever engine reads them. Files that are too small to
    be worth a unit are put together, in order; large ones that can be entered in the middle are
    divided, into ``UNIT_BYTES`` at most.
    """
    units: list[Unit] = []
    faults: list[ComityError] = []
    for name in inputs:
        try:
            units += _units_of(name)
        except ComityError as error:
            faults.append(error)
    return tuple(dict.fromkeys(units)), tuple(faults)


def _units_of(name: str) -> Iterator[Unit]:
    loose: list[tuple[str, int]] = []
    for address in _addresses(name):
        size = size_of(address)
        kind = _kind(address, size)
        if kind == "files":
            loose.append((address, size))
        else:
            yield from _divided(address, kind, size)
    yield from _handfuls(name, loose)


def _addresses(name: str) -> Iterator[str]:
    if is_remote(name):
        yield from list_address(name)
        return
    path = Path(name)
    if not path.is_dir():
        yield from map(str, find_paths(name))
        return
    archives = {
        str(one) for one in path.rglob("*") if one.is_file() and one.name.lower().endswith(_ENDINGS)
    }
    try:
        documents = set(map(str, find_paths(name)))
    except UnreadableDocumentError:
        if not archives:
            raise
        documents = set()
    yield from sorted(archives | documents)


def _kind(address: str, size: int) -> UnitKind:
    """Return what an archive is, by its first bytes; a document of its own is "files"."""
    if not size and not is_remote(address):
        return "files"
    lower = address.lower()
    with open_address(address) as file:
        head = file.read(65_536)
        if head.startswith(b"PAR1"):
            return "parquet"
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return "files" if is_docx(head) or lower.endswith(".docx") else "zip"
        if head[257:262] == b"ustar" or head.startswith((b"BZh", b"\xfd7zXZ")):
            return "tar"
        if head.startswith((GZIP, ZSTANDARD)):
            file.seek(0)
            head = _unpacked_head(file)
            if head[257:262] == b"ustar":
                return "tar"
    if head.startswith(b"WARC/") or lower.endswith((".warc.gz", ".warc", ".wet.gz", ".wet")):
        return "warc"
    is_lines = head.lstrip()[:1] == b"{" and is_jsonl(head)
    named = lower.removesuffix(".gz").removesuffix(".zst").endswith((".jsonl", ".ndjson"))
    return "jsonl" if is_lines or named else "files"


def _unpacked_head(file: BinaryIO) -> bytes:
    """Return the first bytes under gzip or zstandard; none where the packing is damaged."""
    try:
        return unpacked(file).read(4096)
    except (OSError, EOFError, ValueError, zlib.error):
        return b""


def _divided(address: str, kind: UnitKind, size: int) -> Iterator[Unit]:
    lower = address.lower()
    can_enter = kind == "warc" or (kind == "jsonl" and not lower.endswith(_PACKED))
    step = min(UNIT_BYTES, max(_SMALLEST, -(-size // _FEWEST)))
    if not can_enter or size <= step:
        yield Unit(address=address, kind=kind, size=size)
        return
    for start in range(0, size, step):
        end = min(size, start + step)
        yield Unit(address=address, kind=kind, start=start, end=end, size=end - start)


def _handfuls(name: str, files: list[tuple[str, int]]) -> Iterator[Unit]:
    held: list[str] = []
    size = 0
    for address, bytes_count in files:
        held.append(address)
        size += bytes_count
        if len(held) == _FILES_A_UNIT or size >= UNIT_BYTES:
            yield Unit(address=name, kind="files", members=tuple(held), size=size)
            held, size = [], 0
    if held:
        yield Unit(address=name, kind="files", members=tuple(held), size=size)
