"""Gathering the parts of the network and packing them small.

Nodes are put in Morton order, so that neighbours have near numbers; positions are thousandths of a
degree, lengths tens of metres; columns are kept as differences and deflated.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from network_repair import STATUSES, Patch
from network_sources import TRANSFER, Graph

EDITION = "2026.11"
MILLIDEG = 1000
DECAMETRES = 100  # in a km
RARE = {"status": 0, "patch": -1, "passage": 0}  # columns of edges, and what most edges have


@dataclass(slots=True, kw_only=True)
class Parts:
    """The network as it grows."""

    codes: list[str]
    count: int = 0
    land: dict[int, tuple[NDArray[np.float64], NDArray[np.float64]]] = field(default_factory=dict)
    ports: list[tuple[int, str, str]] = field(default_factory=list)
    nodes: list[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int16]]] = field(
        default_factory=list
    )
    edges: list[NDArray[np.float64]] = field(default_factory=list)
    single: list[tuple[float, ...]] = field(default_factory=list)
    passages: list[str] = field(default_factory=lambda: [""])
    gauges: list[NDArray[np.int16]] = field(default_factory=list)

    def add_nodes(
        self,
        lat: NDArray[np.float64],
        lon: NDArray[np.float64],
        country: NDArray[np.int16],
        gauge: NDArray[np.int16] | None = None,
    ) -> int:
        """Add nodes and return the number of the first."""
        first = self.count
        self.nodes.append((lat, lon, country))
        self.gauges.append(np.zeros(len(lat), np.int16) if gauge is None else gauge)
        self.count += len(lat)
        return first

    def add_edge(self, one: int, other: int, km: float, mode: int, *, passage: str = "") -> None:
        """Add one open edge."""
        if passage not in self.passages:
            self.passages.append(passage)
        self.single.append((one, other, km, mode, 0, -1, 0, self.passages.index(passage)))

    def add_land(
        self,
        graph: Graph,
        country: NDArray[np.int16],
        mode: int,
        joins: list[tuple[int, int, float]],
        patches: list[Patch],
        gauge: NDArray[np.int16] | None = None,
    ) -> int:
        """Add roads or railways, joins and patches; return the number of the first node."""
        first = self.add_nodes(graph.lat, graph.lon, country, gauge)
        self.land[mode] = (graph.lat, graph.lon)
        size = len(graph.u)
        zero = np.zeros(size)
        self.edges.append(
            np.c_[
                graph.u + first, graph.v + first, graph.km, zero + mode, zero, zero - 1, zero, zero
            ]
        )
        gap = STATUSES.index("data_gap")
        self.single += [(u + first, v + first, km, mode, gap, -1, 0, 0) for u, v, km in joins]
        for p in patches:
            if p.kind != "gauge":
                status = STATUSES.index(p.status)
                self.single.append((p.u + first, p.v + first, p.km, mode, status, p.row, 0, 0))
        return first


def pack(parts: Parts, target: Path) -> int:
    """Write the pack and return its size in bytes."""
    lat = np.concatenate([n[0] for n in parts.nodes])
    lon = np.concatenate([n[1] for n in parts.nodes])
    country = np.concatenate([n[2] for n in parts.nodes])
    order = np.argsort(_morton(lat, lon), kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    edges = np.vstack([*parts.edges, np.array(parts.single)])
    ends = place[edges[:, :2].astype(np.int64)]
    u, v = ends.min(axis=1), ends.max(axis=1)
    rank = np.lexsort((v, u))
    u, v, edges = u[rank], v[rank], edges[rank]
    columns = {
        "lat": np.diff(np.rint(lat[order] * MILLIDEG).astype(np.int32), prepend=0),
        "lon": np.diff(np.rint(lon[order] * MILLIDEG).astype(np.int32), prepend=0),
        "country": country[order] + 1,
        "u": np.diff(u.astype(np.int32), prepend=0),
        "span": (v - u).astype(np.int32),
        "km": np.rint(edges[:, 2] * DECAMETRES).astype(np.int32),
        "mode": edges[:, 3].astype(np.uint8),
        "status": edges[:, 4].astype(np.uint8),
        "patch": edges[:, 5].astype(np.int16),
        "passage": edges[:, 7].astype(np.uint8),
        "gauge": np.concatenate(parts.gauges)[order],
        "part": _parts(len(order), u, v, edges),
        "codes": np.array(parts.codes),
        "passages": np.array(parts.passages),
        "port_node": place[[p[0] for p in parts.ports]].astype(np.int32),
        "port_code": np.array([p[1] for p in parts.ports]),
        "port_name": np.array([p[2] for p in parts.ports]),
        "edition": np.array(EDITION),
    }
    np.savez_compressed(target, **narrow(columns))
    return target.stat().st_size


def narrow(columns: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return the columns in the fewest bytes: those of ``RARE`` as exceptions, small whole numbers.

    A pack this narrow is read in half the time. ``comity.reference.transport_network`` undoes it.
    """
    out: dict[str, NDArray[Any]] = {}
    for name, column in columns.items():
        if name in RARE:
            at = np.flatnonzero(column != RARE[name])
            out[f"{name}_at"], out[f"{name}_is"] = at.astype(np.int32), column[at]
        elif name == "gauge":
            out["gauges"], number = np.unique(column, return_inverse=True)
            out[name] = number.astype(np.uint8)
        elif column.dtype.kind in "iu" and column.size:
            out[name] = column.astype(_least(int(column.min()), int(column.max())))
        else:
            out[name] = column
    return out


def _least(low: int, high: int) -> type[np.integer[Any]]:
    kinds = (np.uint8, np.int16, np.uint16, np.int32)
    return next(k for k in kinds if np.iinfo(k).min <= low and high <= np.iinfo(k).max)


def _parts(
    size: int, u: NDArray[np.int64], v: NDArray[np.int64], edges: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Return the part of its own mode's network each node lies in, numbered by size."""
    usable = np.isin(edges[:, 4], [STATUSES.index("open"), STATUSES.index("data_gap")])
    usable &= edges[:, 3] < TRANSFER
    ones = np.ones(int(usable.sum()))
    matrix = coo_array((ones, (u[usable], v[usable])), shape=(size, size))
    part = connected_components(matrix, directed=False)[1]
    rank = np.argsort(np.argsort(-np.bincount(part), kind="stable"))
    return np.asarray(rank[part], np.int32)


def _morton(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Return each point's place on the Z-shaped curve through all of them."""
    x = ((lon + 180) / 360 * 0xFFFF).astype(np.uint64)
    y = ((lat + 90) / 180 * 0xFFFF).astype(np.uint64)
    return _spread(x) | (_spread(y) << np.uint64(1))


def _spread(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        value = (value | (value << np.uint64(shift))) & np.uint64(mask)
    return value
