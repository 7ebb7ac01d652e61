"""The world's roads, railways and sea lanes as one network; where gaps, ferries and plans lie.

The pack ``network/network.npz`` is built by ``scripts/build_network.py``; its licence, the Open
Database Licence with attribution to OpenStreetMap contributors, lies beside it.
"""

import csv
import io
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import Any, TypeVar

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
    "load_landmarks",
    "load_network",
    "load_patches",
]

MODES = ("road", "rail", "sea", "transfer")
Integer = TypeVar("Integer", bound=np.integer[Any])
STATUSES = ("open", "closed", "planned", "construction", "data_gap")

NETWORK_SOURCE = SourceRef(
    name="Comity transport network: OpenStreetMap roads and railways, Eurostat sea lanes, patches",
    vintage="2026.11 (roads and railways as mapped in April 2024)",
    licence="ODbL 1.0, © OpenStreetMap contributors; Apache-2.0; public domain",
    address="https://www.openstreetmap.org/copyright",
)


class Network:
    """Nodes and undirected edges as columns, each unpacked when it is first asked for.

    Columns are shared by all who ask and not to be changed.
    """

    def __init__(self, data: bytes) -> None:
        """Open a pack; see ``scripts/network_pack.py`` for how columns are kept in it."""
        self._pack: Any = np.load(io.BytesIO(data))

    @cached_property
    def lat_deg(self) -> NDArray[np.float32]:
        """Return the latitude of each node, degrees WGS 84."""
        return self._summed("lat").astype(np.float32) / np.float32(1000)

    @cached_property
    def lon_deg(self) -> NDArray[np.float32]:
        """Return the longitude of each node, degrees WGS 84."""
        return self._summed("lon").astype(np.float32) / np.float32(1000)

    @cached_property
    def space(self) -> NDArray[np.float32]:
        """Return the unit vector of each node, shape (nodes, 3)."""
        return _on_sphere(self.lat_deg, self.lon_deg)

    @cached_property
    def country(self) -> NDArray[np.int16]:
        """Return which of ``codes`` each node lies in, -1 at sea."""
        return np.asarray(self._pack["country"], np.int16) - np.int16(1)

    @cached_property
    def gauge_mm(self) -> NDArray[np.int16]:
        """Return the gauge at each node, 0 where no railway runs."""
        return np.asarray(self._pack["gauges"][self._pack["gauge"]], np.int16)

    @cached_property
    def part(self) -> NDArray[np.int32]:
        """Return which connected part of its mode each node lies in, 0 the largest."""
        return np.asarray(self._pack["part"], np.int32)

    @cached_property
    def u(self) -> NDArray[np.int32]:
        """Return the first node of each edge."""
        return self._summed("u")

    @cached_property
    def v(self) -> NDArray[np.int32]:
        """Return the second node of each edge."""
        return np.asarray(self.u + self._pack["span"], np.int32)

    @cached_property
    def km(self) -> NDArray[np.float32]:
        """Return the length of each edge."""
        return np.asarray(self._pack["km"], np.float32) / np.float32(100)

    @cached_property
    def mode(self) -> NDArray[np.uint8]:
        """Return which of ``MODES`` each edge is of."""
        return np.asarray(self._pack["mode"], np.uint8)

    @cached_property
    def status(self) -> NDArray[np.uint8]:
        """Return which of ``STATUSES`` each edge has."""
        return self._with_exceptions("status", np.zeros(len(self.mode), np.uint8))

    @cached_property
    def patch(self) -> NDArray[np.int16]:
        """Return the row of the patch table each edge comes from, or -1."""
        return self._with_exceptions("patch", np.full(len(self.mode), -1, np.int16))

    @cached_property
    def passage(self) -> NDArray[np.uint8]:
        """Return which of ``passages`` each edge is, 0 none."""
        return self._with_exceptions("passage", np.zeros(len(self.mode), np.uint8))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Return the codes that ``country`` counts: a country, or an area as PAK~kashmir."""
        return tuple(self._pack["codes"].tolist())

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """Return the names of straits and canals; the first is empty."""
        return tuple(self._pack["passages"].tolist())

    @cached_property
    def port_node(self) -> NDArray[np.int32]:
        """Return the nodes that are ports."""
        return np.asarray(self._pack["port_node"], np.int32)

    def _summed(self, name: str) -> NDArray[np.int32]:
        return np.cumsum(self._pack[name], dtype=np.int32)

    def _with_exceptions(self, name: str, column: NDArray[Integer]) -> NDArray[Integer]:
        """Return a column of which only the exceptions are stored, with those put in."""
        column[self._pack[f"{name}_at"]] = self._pack[f"{name}_is"]
        return column


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
    """A border that traffic of a mode (or ``all``) cannot cross between two dates.

    ``standing`` is ``checked`` where the source was read, ``unchecked`` where it is only named.
    """

    countries: frozenset[str]
    mode: str
    since: str
    until: str | None
    source: str
    standing: str


@cache
def load_network() -> Network:
    """Return the whole network; the pack is read once."""
    return Network((files("comity.reference") / "network" / "network.npz").read_bytes())


@cache
def load_landmarks(mode: str) -> tuple[NDArray[np.int32], NDArray[np.uint16], NDArray[np.uint16]]:
    """Return landmarks of the roads or railways, and how far blocks of nodes are from each.

    The landmarks' nodes, and the least and the greatest distance of each block's nodes in km, shape
    (landmarks, blocks); see ``scripts/build_landmarks.py``.
    """
    with as_file(files("comity.reference") / "network" / "landmarks.npz") as path:
        pack = np.load(path)
        return pack[f"{mode}_mark"], pack[f"{mode}_nearest"], pack[f"{mode}_farthest"]


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
                standing=row["standing"],
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
