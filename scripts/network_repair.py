"""Mending the network: short gaps between its parts, and the rows of the patch table."""

import csv
import heapq
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from network_sources import RAIL, ROAD, Graph, arc_km, on_sphere

JOIN_KM = 2.0  # ends of two parts this near are taken for one line cut in the data
BREAK_KM = 0.5  # dead ends of one part this near are taken for a line cut in the data,
WAY_ROUND_KM = 50.0  # where the way from one to the other is longer than this
SNAP_KM = 40.0  # a patch row's place is looked for this far round
STATION_KM = 40.0  # a station the data lacks is joined to a line of its country this near
SNAP_NODES = 8  # and only on parts of the network with this many nodes
REDUNDANT = 1.2  # a row is left out where the network already joins its ends as shortly as this
CIRCUITY = {"road": 1.25, "rail": 1.2}  # length over great circle of a row without its own length
MODES = {"road": ROAD, "rail": RAIL}
Tagger = Callable[[float, float], int]
"""Longitude and latitude to the number of the country there."""
STATUSES = ("open", "closed", "planned", "construction", "data_gap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """One edge from the patch table, or a gauge for the line between two nodes."""

    row: int
    mode: str
    kind: str
    status: str
    u: int
    v: int
    km: float
    gauge_mm: int


def parts_of(graph: Graph) -> NDArray[np.int32]:
    """Return the number of the connected part each node lies in."""
    ones = np.ones(len(graph.u))
    matrix = coo_array((ones, (graph.u, graph.v)), shape=(len(graph), len(graph)))
    return np.asarray(connected_components(matrix, directed=False)[1])


def find_joins(graph: Graph) -> list[tuple[int, int, float]]:
    """Return the fewest shortest links of at most ``JOIN_KM`` that join separate parts."""
    part = parts_of(graph)
    place = on_sphere(graph.lat, graph.lon)
    pairs = cKDTree(place).query_pairs(JOIN_KM, output_type="ndarray")
    pairs = pairs[part[pairs[:, 0]] != part[pairs[:, 1]]]
    km = arc_km(place[pairs[:, 0]], place[pairs[:, 1]])
    root = list(range(int(part.max()) + 1))

    def top(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    joins = []
    for number in np.argsort(km, kind="stable"):
        one, other = (int(node) for node in pairs[number])
        first, second = top(int(part[one])), top(int(part[other]))
        if first != second:
            root[first] = second
            joins.append((one, other, float(km[number])))
    return joins


def find_breaks(graph: Graph, country: NDArray[np.int16]) -> list[tuple[int, int, float]]:
    """Return links between dead ends that nearly meet and are far apart along the lines.

    Both lie in one country and at most ``BREAK_KM`` apart, less than a river is wide, and the way
    from one to the other is longer than ``WAY_ROUND_KM``: the line is cut in the data.
    """
    ends = np.bincount(graph.u, minlength=len(graph)) + np.bincount(graph.v, minlength=len(graph))
    dead = np.flatnonzero(ends == 1)
    place = on_sphere(graph.lat[dead], graph.lon[dead])
    pairs = cKDTree(place).query_pairs(BREAK_KM, output_type="ndarray")
    around: dict[int, list[tuple[int, float]]] = {}
    for one, other, km in zip(graph.u.tolist(), graph.v.tolist(), graph.km.tolist(), strict=True):
        around.setdefault(one, []).append((other, km))
        around.setdefault(other, []).append((one, km))
    found = []
    for first, second in pairs:
        one, other = int(dead[first]), int(dead[second])
        if country[one] == country[other] and not _meets(around, one, other):
            found.append((one, other, float(arc_km(place[first], place[second]))))
    return found


def _meets(around: dict[int, list[tuple[int, float]]], start: int, end: int) -> bool:
    """Tell whether the lines lead from one node to another within ``WAY_ROUND_KM``."""
    queue, seen = [(0.0, start)], set()
    while queue:
        far, node = heapq.heappop(queue)
        if node == end:
            return True
        if node in seen:
            continue
        seen.add(node)
        for other, km in around[node]:
            if far + km <= WAY_ROUND_KM:
                heapq.heappush(queue, (far + km, other))
    return False


def with_edges(graph: Graph, edges: list[tuple[int, int, float]]) -> Graph:
    """Return the graph with more edges."""
    more = np.array(edges).reshape(-1, 3)
    return Graph(
        lat=graph.lat,
        lon=graph.lon,
        u=np.r_[graph.u, more[:, :2].min(axis=1).astype(np.int64)],
        v=np.r_[graph.v, more[:, :2].max(axis=1).astype(np.int64)],
        km=np.r_[graph.km, more[:, 2]],
    )


def find_patches(
    graph: Graph, country: NDArray[np.int16], mode: str, table: Path, tag: Tagger
) -> tuple[Graph, NDArray[np.int16], list[Patch]]:
    """Return the graph with the stations the rows of one mode need, and the edges they add.

    A place is the nearest node within a third of the row's length. Where there is none, the place
    becomes a node, joined to the nearest line of its own country within ``STATION_KM``. Open rows
    whose ends the graph already joins are left out, so that the real line's shape stays.
    """
    with table.open(encoding="utf-8") as file:
        rows = [(n, row) for n, row in enumerate(csv.DictReader(file)) if row["mode"] == mode]
    part = parts_of(graph)
    large = np.flatnonzero(np.bincount(part)[part] >= SNAP_NODES)
    place = on_sphere(graph.lat, graph.lon)
    tree = cKDTree(place[large])
    stations: dict[str, tuple[int, float, float]] = {}
    spurs: list[Patch] = []
    patches: list[Patch] = []
    for number, row in rows:
        ends = []
        for side in "12":
            name, lat, lon = (row[key + side] for key in ("place", "lat", "lon"))
            spot = on_sphere(np.array([float(lat)]), np.array([float(lon)]))[0]
            reach = min(SNAP_KM, max(3.0, float(row["km"] or 100) / 3))
            off, near = tree.query(spot, distance_upper_bound=reach)
            if name not in stations and np.isfinite(off):
                ends.append((int(large[near]), spot))
                continue
            if name not in stations:
                node = len(graph) + len(stations)
                stations[name] = (node, float(lat), float(lon))
                own = country[large] == tag(float(lon), float(lat))
                away = arc_km(place[large], spot[None, :]) + np.where(own, 0, np.inf)
                if away.min() <= STATION_KM:
                    spur = (node, int(large[away.argmin()]), CIRCUITY[mode] * float(away.min()))
                    spurs.append(_patch(number, row | {"kind": "gap", "status": "open"}, *spur))
            ends.append((stations[name][0], spot))
        if ends[0][0] == ends[1][0]:
            print(f"  row {number} {row['name']}: both ends are one node")
            continue
        straight = float(arc_km(ends[0][1], ends[1][1]))
        km = float(row["km"]) if row["km"] else straight * CIRCUITY[mode]
        patches.append(_patch(number, row, ends[0][0], ends[1][0], max(km, straight)))
    more = list(stations.values())
    print(f"  {len(more)} stations added, {len(spurs)} joined to a line of their country")
    grown = Graph(
        lat=np.r_[graph.lat, [station[1] for station in more]],
        lon=np.r_[graph.lon, [station[2] for station in more]],
        u=graph.u,
        v=graph.v,
        km=graph.km,
    )
    owners = np.array([tag(lon, lat) for _, lat, lon in more], np.int16)
    return grown, np.r_[country, owners], drop_redundant(grown, [*spurs, *patches])


def _patch(number: int, row: dict[str, str], one: int, other: int, km: float) -> Patch:
    gap = row["kind"] == "gap" and row["status"] == "open"
    return Patch(
        row=number,
        mode=row["mode"],
        kind=row["kind"],
        status="data_gap" if gap else row["status"],
        u=one,
        v=other,
        km=km,
        gauge_mm=int(row["gauge_mm"] or 0),
    )


def drop_redundant(graph: Graph, patches: list[Patch]) -> list[Patch]:
    """Return the patches without the open ones the graph, or an earlier row, already stands for."""
    kept: list[Patch] = []
    for patch in patches:
        if patch.kind == "gauge" or patch.status not in {"open", "data_gap"}:
            kept.append(patch)
            continue
        open_rows = [(p.u, p.v, p.km) for p in kept if p.status in {"open", "data_gap"}]
        if patch.kind != "ferry" and has_path(with_edges(graph, open_rows), patch):
            continue
        kept.append(patch)
    return kept


def has_path(graph: Graph, patch: Patch) -> bool:
    """Tell whether the graph joins a patch's ends within ``REDUNDANT`` times its length."""
    lat, lon = graph.lat[patch.u], graph.lon[patch.u]
    reach = REDUNDANT * patch.km + 5
    span_lat = reach / 111
    span_lon = span_lat / max(0.1, float(np.cos(np.radians(lat))))
    inside = (abs(graph.lat - lat) < span_lat) & (abs(graph.lon - lon) < span_lon)
    number = np.cumsum(inside) - 1
    edge = inside[graph.u] & inside[graph.v]
    size = int(inside.sum())
    if not inside[patch.v]:
        return False
    matrix = coo_array(
        (np.maximum(graph.km[edge], 1e-6), (number[graph.u[edge]], number[graph.v[edge]])),
        shape=(size, size),
    ).tocsr()
    found = dijkstra(matrix, directed=False, indices=int(number[patch.u]), limit=reach)
    return bool(found[number[patch.v]] <= reach)
