"""Reads the data frames of an R data file (``.rda``, ``.RData``): what R's ``save`` writes.

Only what data frames are made of is understood: vectors, strings, factors, attributes. Code,
environments and big-endian text forms are refused.

Source:
    R Internals, section 1.8 (serialization formats), versions 2 and 3, XDR form.
"""

import bz2
import gzip
import lzma
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Frame", "read_frames"]

Frame = dict[str, npt.NDArray[Any]]
NIL, GLOBAL_ENV, REFERENCE = 254, 253, 255
SYMBOL, PAIRS, CHARS, LOGICAL, INTEGER, REAL, STRINGS, LIST = 1, 2, 9, 10, 13, 14, 16, 19
ALTREP, ATTRIBUTE_LIST = 238, 239
HAS_ATTRIBUTES, HAS_TAG = 1 << 9, 1 << 10


def read_frames(path: Path) -> dict[str, Frame]:
    """Return every data frame in the file, by its name, as columns.

    Factors and strings come as text ("" where R has NA), logicals and integers as int64 with
    -2147483648 for NA, numbers as float64.

    Raises:
        ValueError: If the file is no R data file, or holds what is no data.
    """
    try:
        return _frames(_unpacked(path.read_bytes()))
    except (EOFError, IndexError, TypeError, struct.error, zlib.error, lzma.LZMAError) as error:
        raise ValueError(f"the R data file is damaged ({error})") from error


def _frames(data: bytes) -> dict[str, Frame]:
    if data[:7] not in {b"RDX2\nX\n", b"RDX3\nX\n"}:
        raise ValueError("no R data file in XDR form")
    reader = _Reader(data, 7)
    version = reader.integer()
    reader.at += 8
    if version == 3:  # noqa: PLR2004 — from version 3 on the native encoding is named
        length = reader.integer()
        reader.at += length
    objects = reader.item()
    return {
        name: _frame(value, attributes)
        for name, (value, attributes) in objects[0]
        if isinstance(value, list) and "names" in attributes
    }


def _unpacked(data: bytes) -> bytes:
    if data[:2] == b"\x1f\x8b":
        return gzip.decompress(data)
    if data[:3] == b"BZh":
        return bz2.decompress(data)
    if data[:6] == b"\xfd7zXZ\x00":
        return lzma.decompress(data)
    return data


def _frame(columns: list[Any], attributes: dict[str, Any]) -> Frame:
    names = attributes["names"][0]
    return {str(name): _column(*column) for name, column in zip(names, columns, strict=True)}


def _column(values: Any, attributes: dict[str, Any]) -> npt.NDArray[Any]:
    if "levels" in attributes:
        levels = np.array(["", *attributes["levels"][0]], dtype=np.str_)
        found: npt.NDArray[Any] = levels[np.where(values > 0, values, 0)]
        return found
    if isinstance(values, list):
        return np.array(values, dtype=np.str_)
    return np.asarray(values)


class _Reader:
    """Walks over the bytes; ``item`` returns (value, attributes) of the next object."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at
        self.symbols: list[str] = []

    def integer(self) -> int:
        value: int = struct.unpack_from(">i", self.data, self.at)[0]
        self.at += 4
        return value

    def item(self) -> tuple[Any, dict[str, Any]]:
        flags = self.integer()
        kind = flags & 0xFF
        if kind in {NIL, GLOBAL_ENV}:
            return None, {}
        if kind == REFERENCE:
            return self.symbols[(flags >> 8) - 1], {}
        if kind == SYMBOL:
            self.symbols.append(self.item()[0])
            return self.symbols[-1], {}
        if kind in {PAIRS, ATTRIBUTE_LIST}:
            return self._pairs(flags), {}
        if kind == ALTREP:
            return self._altrep()
        value = self._vector(kind)
        attributes = dict(self.item()[0]) if flags & HAS_ATTRIBUTES else {}
        return value, attributes

    def _pairs(self, flags: int) -> list[tuple[str, Any]]:
        pairs = []
        while flags & 0xFF in {PAIRS, ATTRIBUTE_LIST}:
            if flags & HAS_ATTRIBUTES:
                self.item()
            tag = self.item()[0] if flags & HAS_TAG else ""
            pairs.append((str(tag), self.item()))
            flags = self.integer()
        return pairs

    def _vector(self, kind: int) -> Any:
        length = self.integer()
        if kind == CHARS:
            return self._text(length)
        if kind in {LOGICAL, INTEGER}:
            return self._numbers(length, ">i4").astype(np.int64)
        if kind == REAL:
            return self._numbers(length, ">f8").astype(np.float64)
        if kind == STRINGS:
            return self._strings(length)
        if kind == LIST:
            return [self.item() for _ in range(length)]
        raise ValueError(f"an object of type {kind} is no data")

    def _numbers(self, length: int, form: str) -> npt.NDArray[Any]:
        numbers = np.frombuffer(self.data, form, length, self.at)
        self.at += numbers.nbytes
        return numbers

    def _text(self, length: int) -> str:
        if length < 0:
            return ""  # NA
        text = self.data[self.at : self.at + length].decode("utf-8", "replace")
        self.at += length
        return text

    def _strings(self, length: int) -> list[str]:
        data, at, known = self.data, self.at, dict[bytes, str]()
        strings = []
        for _ in range(length):
            size = int.from_bytes(data[at + 4 : at + 8], "big", signed=True)
            raw = data[at + 8 : at + 8 + max(size, 0)]
            at += 8 + max(size, 0)
            text = known.get(raw)
            if text is None:
                text = known[raw] = raw.decode("utf-8", "replace")
            strings.append(text)
        self.at = at
        return strings

    def _altrep(self) -> tuple[Any, dict[str, Any]]:
        name = str(self.item()[0][0][1][0])  # the class: (symbol, package, type)
        state = self.item()
        attributes = dict(self.item()[0] or ())
        if name.startswith("wrap_"):
            wrapped = state[0][0] if isinstance(state[0][0], tuple) else state[0][0][1]
            return wrapped[0], wrapped[1] | attributes
        if name in {"compact_intseq", "compact_realseq"}:
            length, start, step = state[0]
            return start + step * np.arange(int(length)), attributes
        raise ValueError(f"a vector kept as {name} is not understood")
