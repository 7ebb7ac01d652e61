"""Cheapest paths on part of a large network, with the guarantee that the part was large enough."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM

__all__ = [
    "Path",
    "Region",
    "cut_region",
    "find_costs",
    "find_path",
    "nearest_nodes",
    "reach_km_of",
    "unit_vector",
]

NEAR_KM = 5.0  # single-precision arcs are this exact; the region is cut that much wider
ROUND_LIMIT_KM = 10_000.0  # beyond, every node is looked at
LEAST_COST = 1e-6  # a free edge would be taken for no edge at all


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Region:
    """The part of a network between two places, with the places joined to it.

    ``edges`` are the numbers of the network's edges inside; ``access_km`` the length of the extra
    edges that join the start (node ``size``) and the end (node ``size + 1``) to their nodes.
    ``arcs`` says for each stored arc which edge it is, the access edges after the others.
    """

    nodes: NDArray[np.int64]
    edges: NDArray[np.int64]
    access_km: NDArray[np.float64]
    indices: NDArray[np.int32]
    indptr: NDArray[np.int32]
    arcs: NDArray[np.int32]

    @property
    def size(self) -> int:
        """Return how many nodes of the network lie inside."""
        return len(self.nodes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Path:
    """Nodes and edges of the network in order from start to end, and the cost of the whole."""

    nodes: NDArray[np.int64]
    edges: NDArray[np.int64]
    access_km: float
    cost: float


def unit_vector(lat_deg: float, lon_deg: float) -> NDArray[np.float32]:
    """Return the unit vector of a place, shape (3,)."""
    phi, lam = np.radians(lat_deg), np.radians(lon_deg)
    vector = (np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi))
    return np.array(vector, np.float32)


def arcs_km(space: NDArray[np.float32], place: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the great-circle distance in km of each row of ``space`` from a place."""
    across = space @ place
    return np.asarray(np.arccos(np.clip(across, -1.0, 1.0)) * np.float32(EARTH_MEAN_RADIUS_KM))


def reach_km_of(straight_km: float) -> float:
    """Return how long a path the first region allows for."""
    return max(1.7 * straight_km, straight_km + 400.0)


def nearest_nodes(
    space: NDArray[np.float32],
    part: NDArray[np.int32],
    allowed: NDArray[np.bool_],
    place: NDArray[np.float32],
    within_km: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the nearest allowed node of each connected part near a place, and how far each is.

    Args:
        space: Unit vectors, shape (nodes, 3).
        part: Number of the connected part of each node, shape (nodes,).
        allowed: Which nodes may be used, shape (nodes,).
        place: Unit vector of the place.
        within_km: How far to look, above 0.
    """
    chord = 2 * np.sin(within_km / (2 * EARTH_MEAN_RADIUS_KM)) + 1e-6
    belt = np.flatnonzero(np.abs(space[:, 2] - place[2]) <= chord)
    close = belt[allowed[belt] & (np.abs(space[belt] - place).max(axis=1) <= chord)]
    gap = space[close].astype(np.float64) - place.astype(np.float64)
    half = np.clip(np.linalg.norm(gap, axis=1) / 2, 0, 1)
    off = 2 * EARTH_MEAN_RADIUS_KM * np.arcsin(half)
    order = np.argsort(off, kind="stable")
    order = order[off[order] <= within_km]
    _, first = np.unique(part[close[order]], return_index=True)
    chosen = order[np.sort(first)]
    return close[chosen].astype(np.int64), off[chosen]


def cut_region(
    space: NDArray[np.float32],
    ends: tuple[NDArray[np.int32], NDArray[np.int32]],
    usable: NDArray[np.bool_],
    places: tuple[NDArray[np.float32], NDArray[np.float32]],
    access: tuple[tuple[NDArray[np.int64], NDArray[np.float64]], ...],
    reach_km: float,
) -> Region:
    """Return the nodes from which start and end are together at most ``reach_km`` away.

    Every path no longer than ``reach_km`` lies inside that ellipse, so a path found inside and no
    longer is the shortest of the whole network.

    Args:
        space: Unit vectors of the nodes, shape (nodes, 3).
        ends: The two nodes of each edge.
        usable: Which edges may be used, shape (edges,).
        places: Unit vectors of start and end.
        access: For start and end, the nodes they join and the distances in km.
        reach_km: Longest path to allow for; infinite for the whole network.
    """
    edges = np.flatnonzero(usable)
    one, other = ends[0][edges], ends[1][edges]
    if np.isfinite(reach_km):
        inside = _in_ellipse(space, places, reach_km + NEAR_KM)
        for nodes, _ in access:
            inside[nodes] = True
        within = np.flatnonzero(inside[one] & inside[other])
        edges, one, other = edges[within], one[within], other[within]
    joined = np.zeros(len(space), bool)
    joined[one] = joined[other] = True
    for nodes, _ in access:
        joined[nodes] = True
    members = np.flatnonzero(joined)
    number = np.cumsum(joined, dtype=np.int32) - np.int32(1)
    size = len(members)
    doors = [number[nodes] for nodes, _ in access]
    u = np.concatenate((number[one], *doors))
    v = np.concatenate(
        (number[other], *(np.full(len(d), size + n, np.int32) for n, d in enumerate(doors)))
    )
    arcs = coo_array(
        (
            np.tile(np.arange(len(u), dtype=np.int32), 2),
            (np.concatenate((u, v)), np.concatenate((v, u))),
        ),
        shape=(size + 2, size + 2),
    )
    arcs.has_canonical_format = True  # two edges between the same nodes are kept apart
    rows = arcs.tocsr()
    return Region(
        nodes=members,
        edges=edges,
        access_km=np.concatenate([km for _, km in access]),
        indices=rows.indices,
        indptr=rows.indptr,
        arcs=rows.data,
    )


def _in_ellipse(
    space: NDArray[np.float32],
    places: tuple[NDArray[np.float32], NDArray[np.float32]],
    reach_km: float,
) -> NDArray[np.bool_]:
    """Tell of each node whether its distances from two places add up to at most ``reach_km``."""
    if reach_km > ROUND_LIMIT_KM:
        return arcs_km(space, places[0]) + arcs_km(space, places[1]) <= reach_km
    middle = places[0] + places[1]
    middle /= np.linalg.norm(middle)
    # the distance from the middle is at most half the sum: distance is convex on a half sphere
    inside = space @ middle >= np.float32(np.cos(reach_km / 2 / EARTH_MEAN_RADIUS_KM))
    near = np.flatnonzero(inside)
    close = space[near]
    inside[near] = arcs_km(close, places[0]) + arcs_km(close, places[1]) <= reach_km
    return inside


def find_path(region: Region, cost: NDArray[np.float64], *, at_most: float = np.inf) -> Path | None:
    """Return the cheapest path from start to end, or ``None`` where there is none.

    Args:
        region: The part of the network to search.
        cost: Cost of each of the region's edges, 0 or more, infinite to forbid; shape (edges,).
            Access edges cost their length in km.
        at_most: A cost known to be enough, or beyond which no path is wanted; in the unit of
            ``cost``. The search is over sooner for it.
    """
    data = _arc_costs(region, cost)
    start, end = region.size, region.size + 1
    lengths, before = dijkstra(
        _matrix(region, data), indices=start, return_predecessors=True, limit=at_most
    )
    if not np.isfinite(lengths[end]):
        return None
    walk = [end]
    while walk[-1] != start:
        walk.append(int(before[walk[-1]]))
    walk.reverse()
    steps = _cheapest_arcs(region, data, np.array(walk))
    inner = len(region.edges)
    doors = steps[steps >= inner] - inner
    return Path(
        nodes=region.nodes[walk[1:-1]],
        edges=region.edges[steps[steps < inner]],
        access_km=float(region.access_km[doors].sum()),
        cost=float(lengths[end]),
    )


def find_costs(
    region: Region, cost: NDArray[np.float64], *, at_most: float = np.inf
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what it costs to reach each node from the start, and from the end.

    Args:
        region: The part of the network to search.
        cost: As of ``find_path``.
        at_most: Nodes further off than this need not be reached; they count as unreachable.

    Returns:
        Two arrays of shape (nodes + 2,), start and end last; infinite where there is no way.
    """
    matrix = _matrix(region, _arc_costs(region, cost))
    both = dijkstra(matrix, indices=[region.size, region.size + 1], limit=at_most)
    return both[0], both[1]


def _arc_costs(region: Region, cost: NDArray[np.float64]) -> NDArray[np.float64]:
    full = np.maximum(np.concatenate((cost, region.access_km)), LEAST_COST)
    return np.asarray(full[region.arcs])


def _matrix(region: Region, data: NDArray[np.float64]) -> csr_array:
    size = region.size + 2
    return csr_array((data, region.indices, region.indptr), shape=(size, size))


def _cheapest_arcs(
    region: Region, data: NDArray[np.float64], walk: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the number of the cheapest edge between each two neighbours of a walk."""
    first, last = region.indptr[walk[:-1]], region.indptr[walk[:-1] + 1]
    count = last - first
    step = np.repeat(np.arange(len(count)), count)
    arc = np.arange(len(step)) + np.repeat(first - (np.cumsum(count) - count), count)
    fits = region.indices[arc] == walk[1:][step]
    step, arc = step[fits], arc[fits]
    order = np.lexsort((data[arc], step))
    _, cheapest = np.unique(step[order], return_index=True)
    return np.asarray(region.arcs[arc[order[cheapest]]], np.int64)
