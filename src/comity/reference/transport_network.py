"""The world's roads, railways and sea lanes as one network; where gaps, ferries and plans lie.

The pack ``network/network.npz`` is built by ``scripts/build_network.py``; its licence, the Open
Database Licence with attribution to OpenStreetMap contributors, lies beside it.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comity.model.provenance import SourceRef

__all__ = [
    "MODES",
    "NETWORK_SOURCE",
    "STATUSES",
    "ClosedBorder",
    "Network",
    "PatchRow",
    "load_closed_borders",
    "load_network",
    "load_patches",
]

MODES = ("road", "rail", "sea", "transfer")
STATUSES = ("open", "closed", "planned", "construction", "data_gap")

NETWORK_SOURCE = SourceRef(
    name="Comity transport network: OpenStreetMap roads and railways, Eurostat sea lanes, patches",
    vintage="2026.11 (roads and railways as mapped in April 2024)",
    licence="ODbL 1.0, © OpenStreetMap contributors; Apache-2.0; public domain",
    address="https://www.openstreetmap.org/copyright",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """Nodes and undirected edges as columns.

    ``space`` are unit vectors, shape (nodes, 3); ``country`` indexes ``codes``, -1 at sea;
    ``gauge_mm`` 0 where no railway runs; ``part`` numbers the connected parts of each mode,
    0 the largest. ``mode`` and ``status`` index ``MODES`` and ``STATUSES``; ``patch`` is a row of
    the patch table or -1; ``passage`` indexes ``passages``, 0 none.
    """

    lat_deg: NDArray[np.float32]
    lon_deg: NDArray[np.float32]
    space: NDArray[np.float32]
    country: NDArray[np.int16]
    gauge_mm: NDArray[np.int16]
    part: NDArray[np.int32]
    u: NDArray[np.int32]
    v: NDArray[np.int32]
    km: NDArray[np.float32]
    mode: NDArray[np.uint8]
    status: NDArray[np.uint8]
    patch: NDArray[np.int16]
    passage: NDArray[np.uint8]
    codes: tuple[str, ...]
    passages: tuple[str, ...]
    port_node: NDArray[np.int32]
    port_code: tuple[str, ...]
    port_name: tuple[str, ...]
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchRow:
    """One row of the patch table: a link, gap, ferry, tunnel, gauge or plan, and its source.

    ``standing`` is ``checked`` where the source was read, ``unchecked`` where it is only named.
    """

    mode: str
    kind: str
    name: str
    place1: str
    lat1_deg: float
    lon1_deg: float
    place2: str
    lat2_deg: float
    lon2_deg: float
    km: float | None
    gauge_mm: int | None
    status: str
    since: str | None
    until: str | None
    source: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedBorder:
    """A border that traffic of a mode (or ``all``) cannot cross between two dates."""

    countries: frozenset[str]
    mode: str
    since: str
    until: str | None
    source: str


@cache
def load_network() -> Network:
    """Return the whole network; read and unpacked once."""
    with as_file(files("comity.reference") / "network" / "network.npz") as path:
        pack: Any = np.load(path)
        lat = np.cumsum(pack["lat"], dtype=np.int32).astype(np.float32) / np.float32(1000)
        lon = np.cumsum(pack["lon"], dtype=np.int32).astype(np.float32) / np.float32(1000)
        u = np.cumsum(pack["u"], dtype=np.int32)
        return Network(
            lat_deg=lat,
            lon_deg=lon,
            space=_on_sphere(lat, lon),
            country=pack["country"],
            gauge_mm=pack["gauge"],
            part=pack["part"],
            u=u,
            v=u + pack["span"],
            km=pack["km"].astype(np.float32) / np.float32(100),
            mode=pack["mode"],
            status=pack["status"],
            patch=pack["patch"],
            passage=pack["passage"],
            codes=tuple(pack["codes"].tolist()),
            passages=tuple(pack["passages"].tolist()),
            port_node=pack["port_node"],
            port_code=tuple(pack["port_code"].tolist()),
            port_name=tuple(pack["port_name"].tolist()),
            edition=str(pack["edition"]),
        )


@cache
def load_patches() -> tuple[PatchRow, ...]:
    """Return the patch table, in the order its rows are numbered."""
    path = files("comity.reference") / "network" / "patches.csv"
    with path.open("r", encoding="utf-8") as file:
        return tuple(_patch(row) for row in csv.DictReader(file))


@cache
def load_closed_borders() -> tuple[ClosedBorder, ...]:
    """Return the borders closed to traffic, past and present."""
    path = files("comity.reference") / "network" / "borders.csv"
    with path.open("r", encoding="utf-8") as file:
        return tuple(
            ClosedBorder(
                countries=frozenset((row["country1"], row["country2"])),
                mode=row["mode"],
                since=row["since"],
                until=row["until"] or None,
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def _patch(row: dict[str, str]) -> PatchRow:
    return PatchRow(
        mode=row["mode"],
        kind=row["kind"],
        name=row["name"],
        place1=row["place1"],
        lat1_deg=float(row["lat1"]),
        lon1_deg=float(row["lon1"]),
        place2=row["place2"],
        lat2_deg=float(row["lat2"]),
        lon2_deg=float(row["lon2"]),
        km=float(row["km"]) if row["km"] else None,
        gauge_mm=int(row["gauge_mm"]) if row["gauge_mm"] else None,
        status=row["status"],
        since=row["since"] or None,
        until=row["until"] or None,
        source=row["source"],
        standing=row["standing"],
    )


def _on_sphere(lat: NDArray[np.float32], lon: NDArray[np.float32]) -> NDArray[np.float32]:
    phi, lam = np.radians(lat), np.radians(lon)
    flat = np.cos(phi)
    return np.stack((flat * np.cos(lam), flat * np.sin(lam), np.sin(phi)), axis=1)
