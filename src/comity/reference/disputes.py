"""Disputed boundaries: who claims what, where, and who is on record about it.

The table ``data/disputes.toml`` takes no side. ``worldview`` is the reader's choice: a claimant's
code draws that side's view of its own disputes; ``None`` or anybody else draws them as disputed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from comity.reference.shapes import Points

__all__ = ["Dispute", "DisputedBorder", "load_disputes"]

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedBorder:
    """A stretch of the border between two outlines; ``within`` ``None``: all of it."""

    between: tuple[str, str]
    within: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One dispute; ``area`` and ``lines``, where there are any, are coarse: about 0.3 degree."""

    id: str
    name: str
    claimants: tuple[str, ...]
    status: str
    source: str
    borders: tuple[DisputedBorder, ...] = ()
    area: Points = ()
    lines: tuple[Points, ...] = ()


@cache
def load_disputes() -> Mapping[str, Dispute]:
    """Return every dispute by its id."""
    path = files("comity.reference") / "data" / "disputes.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType({name: _dispute(name, row) for name, row in rows.items()})


def _dispute(name: str, row: Mapping[str, Any]) -> Dispute:
    return Dispute(
        id=name,
        name=row["name"],
        claimants=tuple(row["claimants"]),
        status=row["status"],
        source=row["source"],
        borders=tuple(
            DisputedBorder(
                between=(min(item["between"]), max(item["between"])),
                within=tuple(item["within"]) if "within" in item else None,
            )
            for item in row.get("borders", ())
        ),
        area=_points(row.get("area", ())),
        lines=tuple(_points(line) for line in row.get("lines", ())),
    )


def _points(rows: Any) -> Points:
    return tuple((float(lon), float(lat)) for lon, lat in rows)
