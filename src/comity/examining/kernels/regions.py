"""Part of a large network round two places, large enough for every path of a given length."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM, unit_vectors

__all__ = [
    "Blocks",
    "Lines",
    "Region",
    "build_blocks",
    "cut_region",
    "nearest_nodes",
    "ranges",
    "reach_km_of",
    "unit_vector",
]

NEAR_KM = 5.0  # single-precision arcs are this exact; the region is cut that much wider
BLOCK_BITS = 6
BLOCK = 1 << BLOCK_BITS  # nodes of a block
FAR = 65535  # km; further than any node is from any other
NO_NODES = np.zeros(0, np.int64)


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


def unit_vector(lat_deg: float, lon_deg: float) -> NDArray[np.float32]:
    """Return the unit vector of a place, shape (3,)."""
    vectors = unit_vectors(np.array([lat_deg]), np.array([lon_deg]))
    return np.asarray(vectors[0], np.float32)


def arcs_km(space: NDArray[np.float32], place: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the great-circle distance in km of each row of ``space`` from a place."""
    across = space @ place
    return np.asarray(np.arccos(np.clip(across, -1.0, 1.0)) * np.float32(EARTH_MEAN_RADIUS_KM))


def reach_km_of(straight_km: float) -> float:
    """Return how long a path the first region allows for."""
    return max(1.7 * straight_km, straight_km + 400.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Blocks:
    """Runs of ``BLOCK`` neighbouring nodes, each with a circle that holds them, and its edges.

    ``centre`` are unit vectors, shape (blocks, 3); the edges whose first node lies in block n are
    those numbered from ``first_edge[n]`` up to ``first_edge[n + 1]``.
    """

    centre: NDArray[np.float32]
    radius_km: NDArray[np.float32]
    first_edge: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Landmarks:
    """How far along the network the nodes of each block are from some landmarks, in km.

    ``nearest`` and ``farthest`` bound it for the nodes joined to the landmark, shape (landmarks,
    blocks); both are ``FAR`` where there are none. ``part`` is the connected part each lies in.
    """

    nearest: NDArray[np.float32]
    farthest: NDArray[np.float32]
    part: NDArray[np.int32]

    def least_km(
        self, door: tuple[NDArray[np.int64], NDArray[np.float64]], part: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """Return how long a way from a place to each block is at least, shape (blocks,).

        By the triangle: who is far from a landmark is far from whom is near to it. Infinite where
        no way leads.

        Args:
            door: The nodes a place joins, and how far they are from it in km.
            part: The connected part each node of the network lies in, shape (nodes,).
        """
        found = np.full(self.nearest.shape[1], np.inf, np.float32)
        for node, access in zip(*door, strict=True):
            known = self.part == part[node]
            nearest, farthest = self.nearest[known], self.farthest[known]
            here = node >> BLOCK_BITS
            least = np.maximum(
                nearest - farthest[:, here][:, None], nearest[:, here][:, None] - farthest
            ).max(axis=0, initial=0.0)
            least[(nearest == FAR).any(axis=0)] = np.inf
            found = np.minimum(found, least + np.float32(access))
        return found


def build_blocks(space: NDArray[np.float32], u: NDArray[np.int32]) -> Blocks:
    """Return the nodes of a network in blocks.

    Args:
        space: Unit vectors of the nodes, shape (nodes, 3), neighbours near one another.
        u: The first node of each edge, in rising order.
    """
    starts = np.arange(0, len(space), BLOCK)
    middle = np.add.reduceat(space.astype(np.float64), starts)
    middle /= np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-9)
    centre = middle.astype(np.float32)
    off = np.linalg.norm(space - np.repeat(centre, BLOCK, axis=0)[: len(space)], axis=1)
    half = np.clip(np.maximum.reduceat(off, starts) / 2, 0, 1)
    return Blocks(
        centre=centre,
        radius_km=(2 * EARTH_MEAN_RADIUS_KM * np.arcsin(half)).astype(np.float32),
        first_edge=np.searchsorted(u, np.append(starts, len(space))),
    )


def nearest_nodes(
    network: tuple[NDArray[np.float32], Blocks],
    part: NDArray[np.int32],
    allowed: NDArray[np.bool_],
    place: NDArray[np.float32],
    within_km: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the nearest allowed node of each connected part near a place, and how far each is.

    Args:
        network: Unit vectors of the nodes, shape (nodes, 3), and their blocks.
        part: Number of the connected part of each node, shape (nodes,).
        allowed: Which nodes may be used, shape (nodes,).
        place: Unit vector of the place.
        within_km: How far to look, above 0.
    """
    space, blocks = network
    near = arcs_km(blocks.centre, place) <= blocks.radius_km + np.float32(within_km + NEAR_KM)
    close = _nodes_in(np.flatnonzero(near), len(space))
    close = close[allowed[close]]
    gap = space[close].astype(np.float64) - place.astype(np.float64)
    half = np.clip(np.linalg.norm(gap, axis=1) / 2, 0, 1)
    off = 2 * EARTH_MEAN_RADIUS_KM * np.arcsin(half)
    order = np.argsort(off, kind="stable")
    order = order[off[order] <= within_km]
    _, first = np.unique(part[close[order]], return_index=True)
    chosen = order[np.sort(first)]
    return close[chosen].astype(np.int64), off[chosen]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lines:
    """A network's edges, and more that are let in beside them, numbered after the others.

    ``u`` and ``v`` are the two nodes of each edge, ``u`` in rising order; ``usable`` tells which
    may be used; ``more`` holds the two nodes of each further edge.
    """

    blocks: Blocks
    u: NDArray[np.int32]
    v: NDArray[np.int32]
    usable: NDArray[np.bool_]
    more: tuple[NDArray[np.int64], NDArray[np.int64]] = (NO_NODES, NO_NODES)


def cut_region(
    lines: Lines,
    places: tuple[NDArray[np.float32], NDArray[np.float32]],
    access: tuple[tuple[NDArray[np.int64], NDArray[np.float64]], ...],
    reach_km: float,
    least_km: NDArray[np.float32] | None = None,
) -> Region:
    """Return the edges between nodes from which start and end are together ``reach_km`` away.

    Every path no longer than ``reach_km`` lies inside that ellipse, so a path found inside and no
    longer is the shortest of the whole network. Whole blocks are taken: some nodes lie outside.

    Args:
        lines: The network.
        places: Unit vectors of start and end.
        access: For start and end, the nodes they join and the distances in km.
        reach_km: Longest path to allow for; infinite for the whole network.
        least_km: How long a path through each block is at least, where that is known better than
            by the great circle, shape (blocks,).
    """
    blocks = lines.blocks
    away = arcs_km(blocks.centre, places[0]) + arcs_km(blocks.centre, places[1])
    inside = away <= reach_km + NEAR_KM + 2 * blocks.radius_km
    if least_km is not None:
        inside &= least_km <= reach_km + NEAR_KM
    for nodes, _ in access:
        inside[nodes >> BLOCK_BITS] = True
    chosen = np.flatnonzero(inside)
    edges = ranges(blocks.first_edge[chosen], blocks.first_edge[chosen + 1])
    edges = edges[lines.usable[edges]]
    edges = edges[inside[lines.v[edges] >> BLOCK_BITS]]
    more = np.flatnonzero(np.all([inside[ends >> BLOCK_BITS] for ends in lines.more], axis=0))
    skipped = (np.cumsum(~inside) * BLOCK).astype(np.int32)  # nodes left out before each block

    def place_of(nodes: NDArray[np.integer[Any]]) -> NDArray[np.integer[Any]]:
        return np.asarray(nodes - skipped[nodes >> BLOCK_BITS])

    u = place_of(np.concatenate((lines.u[edges], lines.more[0][more].astype(np.int32))))
    v = place_of(np.concatenate((lines.v[edges], lines.more[1][more].astype(np.int32))))
    doors = [place_of(nodes) for nodes, _ in access]
    joined = np.zeros(len(chosen) << BLOCK_BITS, bool)
    for taken in (u, v, *doors):
        joined[taken] = True
    number = np.cumsum(joined, dtype=np.int32) - np.int32(1)
    members = np.flatnonzero(joined)
    size = len(members)
    heads = (np.full(len(d), size + n, np.int32) for n, d in enumerate(doors))
    indices, indptr, arcs = _rows(
        np.concatenate((number[u], *(number[d] for d in doors))),
        np.concatenate((number[v], *heads)),
        size + 2,
    )
    return Region(
        nodes=members + skipped[chosen][members >> BLOCK_BITS],
        edges=np.concatenate((edges, len(lines.u) + more)) if len(more) else edges,
        access_km=np.concatenate([km for _, km in access]),
        indices=indices,
        indptr=indptr,
        arcs=arcs,
    )


def _nodes_in(blocks: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the nodes of some blocks; ``count`` is how many there are in the whole network."""
    return ranges(blocks * BLOCK, np.minimum((blocks + 1) * BLOCK, count))


def ranges(first: NDArray[np.integer[Any]], last: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return the whole numbers of several half-open ranges, one range after the other."""
    count = last - first
    offset = np.repeat(first - (np.cumsum(count) - count), count)
    return np.asarray(np.arange(int(count.sum())) + offset)


def _rows(
    u: NDArray[np.int32], v: NDArray[np.int32], size: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Return both directions of each edge by rows: the columns, where rows begin, and the edges."""
    arcs = coo_array(
        (
            np.tile(np.arange(len(u), dtype=np.int32), 2),
            (np.concatenate((u, v)), np.concatenate((v, u))),
        ),
        shape=(size, size),
    )
    arcs.has_canonical_format = True  # two edges between the same nodes are kept apart
    rows = arcs.tocsr()
    return rows.indices, rows.indptr, rows.data
