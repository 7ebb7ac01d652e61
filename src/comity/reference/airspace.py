"""Airspace closed to overflight, by country and date, and the grid that says whose a point is.

``tables/airspace.csv`` is meant to be edited: one row a closure, with its dates and source.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from comity.model.provenance import SourceRef

__all__ = [
    "AIRSPACE_SOURCE",
    "CELLS_PER_DEG",
    "Closure",
    "find_closures",
    "load_closures",
    "load_country_grid",
]

AIRSPACE_SOURCE = SourceRef(
    name="Comity table of closed airspace",
    vintage="2026-11",
    licence="Apache-2.0",
)
CELLS_PER_DEG = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Countries whose airspace is shut, or advised against, for whom, from when to when.

    ``closed_to`` holds countries of the carriers, or ``all``. Dates are ISO days.
    """

    countries: frozenset[str]
    closed_to: frozenset[str]
    kind: str
    since: str
    until: str | None
    reason: str
    source: str
    address: str | None


@cache
def load_closures() -> tuple[Closure, ...]:
    """Return every row of the table."""
    path = files("comity.reference") / "tables" / "airspace.csv"
    with path.open("r", encoding="utf-8") as file:
        return tuple(
            Closure(
                countries=frozenset(row["country"].split()),
                closed_to=frozenset(row["closed_to"].split()),
                kind=row["kind"],
                since=row["since"],
                until=row["until"] or None,
                reason=row["reason"],
                source=row["source"],
                address=row["address"] or None,
            )
            for row in csv.DictReader(file)
        )


def find_closures(carriers: frozenset[str], as_of: str | None) -> tuple[Closure, ...]:
    """Return the closures in force on a day for carriers of these countries.

    Args:
        carriers: ISO 3166-1 alpha-3 codes of the countries whose airlines would fly.
        as_of: ISO day; ``None`` takes rows without an end.
    """
    day = as_of or "9999-12-31"
    return tuple(
        closure
        for closure in load_closures()
        if closure.since <= day
        and (closure.until is None or day < closure.until)
        and ("all" in closure.closed_to or closure.closed_to & carriers)
    )


@cache
def load_country_grid() -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Return the country number of each eighth-degree cell, shape (1440, 2880), and the codes.

    Rows run north from the south pole, columns east from 180 degrees west; -1 is sea.
    """
    with as_file(files("comity.reference") / "tables" / "country_grid.npz") as path:
        pack = np.load(path)
        return pack["country"], tuple(pack["codes"].tolist())
