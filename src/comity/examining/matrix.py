"""Distances between many places at once: by contraction hierarchy where installed, else by scipy.

Both engines return the same whole numbers of tens of metres. The hierarchy (the extra
``comity[networks]``) answers one pair in well under a millisecond once it is made.
"""

import importlib.util
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from comity.examining.terms import Terms, allowed_edges
from comity.reference.transport_network import load_network

__all__ = ["Hierarchy", "distances_by_hierarchy", "distances_by_scipy", "has_hierarchy"]

DECAMETRES = 100  # in a km
UNREACHABLE = np.inf


def has_hierarchy() -> bool:
    """Tell whether the optional library is installed."""
    return importlib.util.find_spec("routingkit_cch") is not None


class Hierarchy:
    """A contraction hierarchy over the edges some terms allow, ready for queries.

    Making it takes seconds; ``km`` a fraction of a millisecond.
    """

    def __init__(self, terms: Terms) -> None:
        from routingkit_cch import CCH, CCHMetric  # noqa: PLC0415 - the extra [networks]

        tail, head, length = _arcs(terms)
        self._hierarchy = CCH(_order().tolist(), tail.tolist(), head.tolist(), False)  # noqa: FBT003
        self._metric = CCHMetric(self._hierarchy, length.tolist())
        self._query: Any = None

    def km(self, one: int, other: int) -> float:
        """Return the shortest way between two nodes in km, infinite where there is none."""
        from routingkit_cch import CCHQuery  # noqa: PLC0415 - the extra [networks]

        if self._query is None:
            self._query = CCHQuery(self._metric)
        result = self._query.run(one, other)
        length = result.distance
        del result  # the query refuses to run again while its last answer is alive
        return UNREACHABLE if length is None else length / DECAMETRES

    def matrix_km(self, origins: NDArray[Any], destinations: NDArray[Any]) -> NDArray[np.float64]:
        """Return the shortest ways in km, shape (origins, destinations)."""
        from routingkit_cch import CCHOneToMany  # noqa: PLC0415 - the extra [networks]

        many = CCHOneToMany(self._metric, [int(node) for node in destinations])
        rows = [many.distances_from(int(node)) for node in origins]
        filled = [[UNREACHABLE if km is None else km for km in row] for row in rows]
        return np.array(filled, float) / DECAMETRES


def distances_by_hierarchy(
    origins: NDArray[Any], destinations: NDArray[Any], terms: Terms
) -> NDArray[np.float64]:
    """Return shortest ways in km by the hierarchy, shape (origins, destinations)."""
    return Hierarchy(terms).matrix_km(origins, destinations)


def distances_by_scipy(
    origins: NDArray[Any], destinations: NDArray[Any], terms: Terms
) -> NDArray[np.float64]:
    """Return shortest ways in km by scipy, shape (origins, destinations)."""
    tail, head, length = _arcs(terms)
    size = len(load_network().country)
    order = np.lexsort((length, head, tail))
    tail, head, length = tail[order], head[order], length[order]
    first = np.r_[True, (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])]
    matrix = csr_array(
        (length[first].astype(float), (tail[first], head[first])), shape=(size, size)
    )
    rows = dijkstra(matrix, indices=origins)
    return np.asarray(rows[:, destinations] / DECAMETRES)


def _arcs(terms: Terms) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return both directions of every allowed edge, and lengths in tens of metres, at least one."""
    network = load_network()
    usable = allowed_edges(terms)
    u, v = network.u[usable].astype(np.int64), network.v[usable].astype(np.int64)
    length = np.maximum(np.rint(network.km[usable] * DECAMETRES).astype(np.int64), 1)
    return np.concatenate((u, v)), np.concatenate((v, u)), np.concatenate((length, length))


def _order() -> NDArray[np.int32]:
    with as_file(files("comity.reference") / "network" / "order.npz") as path:
        return np.asarray(np.load(path)["order"], np.int32)
