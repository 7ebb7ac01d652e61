"""Cheapest paths on part of a large network."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from comity.examining.kernels.regions import Region, ranges

__all__ = ["Path", "find_costs", "find_path"]

LEAST_COST = 1e-6  # a free edge would be taken for no edge at all


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Path:
    """Nodes and edges of the network in order from start to end, and the cost of the whole."""

    nodes: NDArray[np.int64]
    edges: NDArray[np.int64]
    access_km: float
    cost: float


def find_path(
    region: Region, cost: NDArray[np.floating[Any]], *, at_most: float = np.inf
) -> Path | None:
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
    region: Region, cost: NDArray[np.floating[Any]], *, at_most: float = np.inf
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


def _arc_costs(region: Region, cost: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
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
    step = np.repeat(np.arange(len(first)), last - first)
    arc = ranges(first, last)
    fits = region.indices[arc] == walk[1:][step]
    step, arc = step[fits], arc[fits]
    order = np.lexsort((data[arc], step))
    _, cheapest = np.unique(step[order], return_index=True)
    return np.asarray(region.arcs[arc[order[cheapest]]], np.int64)
