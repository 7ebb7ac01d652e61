"""Cheapest paths on part of a large network, with the guarantee that the part was large enough."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM

__all__ = [
    "Path",
    "Region",
    "cut_region",
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
    arcs: NDArray[np.int64]

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
    if np.isfinite(reach_km):
        inside = _in_ellipse(space, places, reach_km + NEAR_KM)
        for nodes, _ in access:
            inside[nodes] = True
        edges = np.flatnonzero(usable & inside[ends[0]] & inside[ends[1]])
    else:
        inside = np.ones(len(space), bool)
        edges = np.flatnonzero(usable)
    members = np.flatnonzero(inside)
    number = np.cumsum(inside, dtype=np.int32) - 1
    size = len(members)
    doors = [number[nodes] for nodes, _ in access]
    u = np.concatenate((number[ends[0][edges]], *doors)).astype(np.int32)
    v = np.concatenate(
        (number[ends[1][edges]], *(np.full(len(d), size + n) for n, d in enumerate(doors)))
    ).astype(np.int32)
    rows, columns = np.concatenate((u, v)), np.concatenate((v, u))
    order = np.argsort(rows, kind="stable")
    indptr = np.zeros(size + 3, np.int32)
    np.cumsum(np.bincount(rows, minlength=size + 2), out=indptr[1:])
    return Region(
        nodes=members,
        edges=edges,
        access_km=np.concatenate([km for _, km in access]),
        indices=columns[order],
        indptr=indptr,
        arcs=(order % len(u)).astype(np.int64),
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


def find_path(region: Region, cost: NDArray[np.float64]) -> Path | None:
    """Return the cheapest path from start to end, or ``None`` where there is none.

    Args:
        region: The part of the network to search.
        cost: Cost of each of the region's edges, 0 or more, infinite to forbid; shape (edges,).
            Access edges cost their length in km.
    """
    full = np.maximum(np.concatenate((cost, region.access_km)), LEAST_COST)
    data = full[region.arcs]
    start, end = region.size, region.size + 1
    matrix = csr_array((data, region.indices, region.indptr), shape=(end + 1, end + 1))
    lengths, before = dijkstra(matrix, indices=start, return_predecessors=True)
    if not np.isfinite(lengths[end]):
        return None
    walk = [end]
    while walk[-1] != start:
        walk.append(int(before[walk[-1]]))
    walk.reverse()
    steps = [_cheapest_arc(region, data, one, other) for one, other in itertools.pairwise(walk)]
    inner = len(region.edges)
    doors = [arc - inner for arc in steps if arc >= inner]
    return Path(
        nodes=region.nodes[walk[1:-1]],
        edges=region.edges[[arc for arc in steps if arc < inner]],
        access_km=float(region.access_km[doors].sum()),
        cost=float(lengths[end]),
    )


def _cheapest_arc(region: Region, data: NDArray[np.float64], one: int, other: int) -> int:
    """Return the number of the cheapest edge between two neighbouring nodes."""
    first, last = region.indptr[one], region.indptr[one + 1]
    here = first + np.flatnonzero(region.indices[first:last] == other)
    return int(region.arcs[here[np.argmin(data[here])]])
