"""Compute how far each block of the network lies from some landmarks, once.

    python scripts/build_landmarks.py

Writes ``src/comity/reference/network/landmarks.npz``. Run it whenever ``network.npz`` was built
anew. Distances are along every road, or every railway, of whatever status: no question's terms
ever make a way shorter than that.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from comity.examining.kernels.regions import BLOCK, FAR
from comity.reference.transport_network import MODES, load_network

TARGET = Path(__file__).resolve().parent.parent / "src/comity/reference/network/landmarks.npz"
MARKS = 32  # of each mode
LEAST_PART = 5000  # nodes of a connected part that is given a landmark


def main() -> None:
    """Compute and write the distances; say how large they are."""
    columns = {}
    for mode in ("road", "rail"):
        for name, column in distances_of(mode).items():
            columns[f"{mode}_{name}"] = column
    edges = np.array(len(load_network().u))
    np.savez_compressed(TARGET, edges=edges, **columns)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


def distances_of(mode: str) -> dict[str, NDArray[Any]]:
    """Return the least and the greatest distance of each block's nodes from each landmark, km.

    Of the nodes joined to the landmark; both are ``FAR`` where there are none. ``mark`` are the
    landmarks' nodes.
    """
    network = load_network()
    size = len(network.country)
    own = network.mode == MODES.index(mode)
    u, v = network.u[own], network.v[own]
    km = np.maximum(network.km[own].astype(float), 1e-6)
    graph = coo_array((km, (u, v)), shape=(size, size)).tocsr()
    touched = np.zeros(size, bool)
    touched[u] = touched[v] = True
    starts = np.arange(0, size, BLOCK)
    marks, fars = from_landmarks(graph, touched)
    nearest, farthest = [], []
    for far in fars:
        joined = touched & np.isfinite(far)
        some = np.logical_or.reduceat(joined, starts)
        least = np.minimum.reduceat(np.where(joined, far, np.inf), starts)
        most = np.maximum.reduceat(np.where(joined, far, -np.inf), starts)
        nearest.append(np.where(some, np.floor(least), FAR).astype(np.uint16))
        farthest.append(np.where(some, np.ceil(most), FAR).astype(np.uint16))
    return {
        "mark": np.array(marks, np.int32),
        "nearest": np.stack(nearest),
        "farthest": np.stack(farthest),
    }


def from_landmarks(
    graph: csr_array, touched: NDArray[np.bool_]
) -> tuple[list[int], list[NDArray[np.float64]]]:
    """Return landmarks as far from one another as may be, and each node's distance from each."""
    part = connected_components(graph, directed=False)[1]
    large = np.flatnonzero(touched & (np.bincount(part)[part] >= LEAST_PART))
    marks = [int(large[0])]
    fars: list[NDArray[np.float64]] = []
    least = np.full(len(touched), np.inf)
    while len(fars) < MARKS:
        fars.append(dijkstra(graph, directed=False, indices=marks[-1]))
        least = np.minimum(least, fars[-1])
        marks.append(int(large[np.argmax(least[large])]))
    return marks[:MARKS], fars


if __name__ == "__main__":
    main()
