"""What passes between the parts: units of work, the entries in them, and what became of each."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from comity.model.facts import Report
from comity.model.text import Document

__all__ = ["Broken", "Dropped", "Entry", "Gate", "Kept", "Unit", "UnitDone", "UnitKind"]

UnitKind = Literal["warc", "jsonl", "parquet", "zip", "tar", "files"]
Gate = Literal["record", "bytes", "language", "text", "sentences", "format", "reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One piece of work: a file or object, a stretch of one, or some files of a folder.

    ``start`` and ``end`` are bytes: a record belongs to the unit in which it begins. ``members``
    are the files of a folder, in the order they are read.
    """

    address: str
    kind: UnitKind
    start: int = 0
    end: int | None = None
    members: tuple[str, ...] = ()
    size: int = 0

    @property
    def name(self) -> str:
        """Return the name of the unit's files: 16 hex digits over all that it stands for."""
        told = "\n".join((self.address, self.kind, f"{self.start}-{self.end}", *self.members))
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a unit: the bytes of a page or file, or a document that is already one."""

    origin: str
    offset: int
    content: bytes | Document
    media: Literal["html", "text", "file", "document"]
    charset: str | None = None
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A record that cannot be read, where it begins, why, and what would help."""

    origin: str
    offset: int
    reason: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record that was read, and the sketch of its text by which copies are found."""

    offset: int
    report: Report
    sketch: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A record that is not in the data set: stopped at a gate, or ``failed`` for a fault of its."""

    origin: str
    offset: int
    gate: Gate
    reason: str
    mend: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDone:
    """The counts of a unit that was read to its end."""

    unit: str
    address: str
    size: int
    records: int
    kept: int
    dropped: dict[str, int] = field(default_factory=dict)
    failed: int = 0
