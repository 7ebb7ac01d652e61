"""Outlines of countries for small maps: rings of arcs, so that a shared border is one line.

Source: Natural Earth 4.1, 1:50 million, public domain, as packed by the npm package world-atlas 2
(ISC licence); built by ``scripts/build_reference_shapes.py``. The outlines show who holds what on
the ground as Natural Earth saw it, and no view on sovereignty: see ``comity.reference.disputes``.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = ["NATURAL_EARTH", "Points", "Shape", "arc_points", "border_arcs", "load_shapes", "rings"]

NATURAL_EARTH = "Natural Earth 4.1, 1:50 million, public domain"
STEPS_A_DEGREE = 100

Points = tuple[tuple[float, float], ...]
"""(longitude, latitude) in degrees, WGS 84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One country's outline: its rings as arc numbers (``~n``: backwards), its box in degrees."""

    code: str
    rings: tuple[tuple[int, ...], ...]
    west_deg: float
    south_deg: float
    east_deg: float
    north_deg: float


@cache
def load_shapes() -> Mapping[str, Shape]:
    """Return every outline by ISO 3166-1 alpha-3 code; codes that begin with ``-`` are our own."""
    shapes = {}
    for code, row in _table()["shapes"].items():
        west, south, east, north = (value / STEPS_A_DEGREE for value in row["box"])
        shapes[code] = Shape(
            code=code,
            rings=tuple(tuple(ring) for ring in row["rings"]),
            west_deg=west,
            south_deg=south,
            east_deg=east,
            north_deg=north,
        )
    return MappingProxyType(shapes)


def rings(shape: Shape) -> Iterator[Points]:
    """Yield each ring of a shape as closed points."""
    for ring in shape.rings:
        points: list[tuple[float, float]] = []
        for number in ring:
            part = arc_points(number if number >= 0 else ~number)
            part = part if number >= 0 else part[::-1]
            points += part[1:] if points else part
        yield tuple(points)


@cache
def arc_points(number: int) -> Points:
    """Return the points of one arc."""
    flat = _table()["arcs"][number]
    x = y = 0
    points = []
    for index in range(0, len(flat), 2):
        x, y = x + flat[index], y + flat[index + 1]
        points.append((x / STEPS_A_DEGREE, y / STEPS_A_DEGREE))
    return tuple(points)


@cache
def border_arcs() -> Mapping[int, tuple[str, ...]]:
    """Return the arcs that two countries share, with their codes in order: the land borders."""
    owners: dict[int, set[str]] = {}
    for shape in load_shapes().values():
        for ring in shape.rings:
            for number in ring:
                owners.setdefault(number if number >= 0 else ~number, set()).add(shape.code)
    return MappingProxyType(
        {number: tuple(sorted(codes)) for number, codes in owners.items() if len(codes) > 1}
    )


@cache
def _table() -> dict[str, Any]:
    path = files("comity.reference") / "data" / "shapes.json.gz"
    table: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return table
