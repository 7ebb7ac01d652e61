"""The engines that answer distances on the network give the same answers."""

import numpy as np
import pytest

from comity.examining.matrix import Hierarchy, distances_by_scipy, has_hierarchy
from comity.examining.search import Spot, Terms, Weights, search
from comity.reference.transport_network import MODES, load_network

RAILWAYS = Terms(modes=("rail",))
SEED = 7


def some_nodes(count: int) -> np.ndarray:
    """Return nodes on railways, drawn by a fixed seed."""
    network = load_network()
    nodes = np.unique(network.u[network.mode == MODES.index("rail")])
    return np.random.default_rng(SEED).choice(nodes, count, replace=False)


def test_hierarchy_and_scipy_agree_on_every_pair() -> None:
    """The optional hierarchy returns exactly the distances of Dijkstra's search."""
    if not has_hierarchy():
        pytest.skip("routingkit-cch, of the extra [networks], is not installed")
    nodes = some_nodes(12)

    by_hierarchy = Hierarchy(RAILWAYS).matrix_km(nodes, nodes)

    assert np.isfinite(by_hierarchy).sum() > len(nodes)
    np.testing.assert_array_equal(by_hierarchy, distances_by_scipy(nodes, nodes, RAILWAYS))


def test_region_gives_the_answer_of_the_whole_network() -> None:
    """The search on a region finds the length that the search on the world finds."""
    network = load_network()
    nodes = some_nodes(6)
    spots = [
        Spot(
            name=str(node),
            country="",
            lat_deg=float(network.lat_deg[node]),
            lon_deg=float(network.lon_deg[node]),
        )
        for node in nodes
    ]
    world = distances_by_scipy(nodes, nodes, RAILWAYS)

    for one in range(3):
        path = search(spots[one], spots[one + 3], RAILWAYS, Weights(by_time=False))
        if np.isfinite(world[one, one + 3]):
            assert path is not None
            assert path.cost <= world[one, one + 3] + 1.0
        if path is not None:
            inner = distances_by_scipy(path.nodes[:1], path.nodes[-1:], RAILWAYS)[0, 0]
            assert network.km[path.edges].sum() == pytest.approx(inner, abs=1.0)
