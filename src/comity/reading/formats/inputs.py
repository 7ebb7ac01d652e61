"""What a user names, to documents: paths, folders, patterns, standard input."""

import glob
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from comity.errors import ComityError, UnreadableDocumentError
from comity.model.facts import Rejected
from comity.model.text import Document
from comity.reading.formats.jsonl import MAX_LINE_BYTES, read_lines
from comity.reading.formats.sniffing import is_jsonl
from comity.reading.formats.table import FORMATS, read_bytes, reject

__all__ = ["MAX_BYTES", "find_paths", "open_input"]

MAX_BYTES = (
    200_000_000  # one file that is held in memory; JSON lines are streamed and have no limit
)
_HEAD = 65_536
_SUFFIXES = tuple(suffix for row in FORMATS.values() for suffix in row.suffixes)


def open_input(*inputs: str | Path, stdin: BinaryIO | None = None) -> Iterator[Document | Rejected]:
    """Yield the documents of each input in turn; what cannot be read is rejected, never raised.

    Args:
        inputs: Paths of files, folders (taken with all their subfolders), patterns with ``*``,
            and ``-`` for standard input. Files in folders are taken by their ending;
            a README is none.
        stdin: What ``-`` reads; the process's standard input if not given.
    """
    for name in inputs:
        try:
            if str(name) == "-":
                yield from _read_stream(stdin or sys.stdin.buffer, "standard input")
                continue
            for path in find_paths(str(name)):
                yield from _read_path(path)
        except ComityError as error:
            yield reject(str(name), error)


def find_paths(name: str) -> tuple[Path, ...]:
    """Return the files that a path, folder or pattern names, sorted.

    Raises:
        UnreadableDocumentError: If there is no such file, or the folder holds no document.
    """
    path = Path(name)
    if path.is_dir():
        found = tuple(
            sorted(
                child
                for child in path.rglob("*")
                if child.is_file()
                and child.name.lower().endswith(_SUFFIXES)
                and not child.name.lower().startswith("readme")
                and not any(part.startswith(".") for part in child.relative_to(path).parts)
            )
        )
        if not found:
            raise UnreadableDocumentError(
                f"The folder '{name}' holds no document.",
                mend=f"Put files in it that end in {', '.join(_SUFFIXES)}.",
            )
        return found
    if path.exists():
        return (path,)
    matched = tuple(sorted(Path(one) for one in glob.glob(name, recursive=True)))  # noqa: PTH207 - absolute patterns too
    found = tuple(one for one in matched if one.is_file())
    if not found:
        raise UnreadableDocumentError(
            f"There is no file '{name}'.", mend="Check the spelling and the folder you are in."
        )
    return found


def _read_path(path: Path) -> Iterator[Document | Rejected]:
    try:
        with path.open("rb") as file:
            yield from _read_stream(file, str(path))
    except OSError as error:
        reason = error.strerror or str(error)
        yield reject(
            str(path),
            UnreadableDocumentError(
                f"The file '{path}' cannot be opened: {reason}.",
                mend="Check that you may read it, and that it is a file.",
            ),
        )


def _read_stream(stream: BinaryIO, origin: str) -> Iterator[Document | Rejected]:
    head = stream.read(_HEAD)
    if is_jsonl(head) and head.lstrip()[:1] == b"{":
        yield from _read_jsonl(stream, head, origin)
        return
    data = head + stream.read(MAX_BYTES + 1 - len(head))
    if len(data) > MAX_BYTES:
        raise UnreadableDocumentError(
            f"'{origin}' is larger than {MAX_BYTES // 1_000_000} MB, too much for one document.",
            mend="Split it into one file for each report, or give JSONL with one document a line.",
        )
    yield from read_bytes(data, origin)


def _read_jsonl(stream: BinaryIO, head: bytes, origin: str) -> Iterator[Document | Rejected]:
    """Read JSON lines as they come; an object spread over several lines is read whole."""
    first, mark, _ = head.partition(b"\n")
    if mark and not first.rstrip().endswith(b"}"):
        yield from read_bytes(head + stream.read(MAX_BYTES), origin)
        return
    yield from read_lines(_lines(stream, head), origin)


def _lines(stream: BinaryIO, held: bytes) -> Iterator[bytes]:
    """Yield lines, a longer one than any document may be cut short, so memory stays bounded."""
    held = held.removeprefix(b"\xef\xbb\xbf")
    while held:
        line, mark, rest = held.partition(b"\n")
        if mark:
            yield line
            held = rest or stream.read(_HEAD)
            continue
        more = stream.read(1_048_576)
        if not more:
            yield line
            return
        if len(held) > MAX_LINE_BYTES:
            held = held[: MAX_LINE_BYTES + 1]
            more = b"\n" + more.partition(b"\n")[2] if b"\n" in more else b""
        held += more
