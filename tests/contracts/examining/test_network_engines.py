"""The engines that answer distances on the network give the same answers."""

import numpy as np
import pytest

from comity.examining.doors import Spot, blocks_of_network
from comity.examining.kernels.regions import BLOCK, Landmarks
from comity.examining.matrix import Hierarchy, distances_by_scipy, has_hierarchy
from comity.examining.search import Weights, search
from comity.examining.terms import Terms
from comity.reference.transport_network import MODES, load_landmarks, load_network

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


@pytest.mark.parametrize("mode", ["road", "rail"])
def test_landmarks_belong_to_this_network_and_bound_its_ways(mode: str) -> None:
    """No way between two nodes is shorter than the landmarks say, and most are little longer."""
    network, terms = load_network(), Terms(modes=(mode,))
    mark, nearest, _ = load_landmarks(mode)
    assert nearest.shape[1] == len(blocks_of_network().radius_km)
    ours = np.unique(network.u[network.mode == MODES.index(mode)])
    ends = np.random.default_rng(SEED).choice(ours, 8, replace=False)
    km = distances_by_scipy(ends[:4], ends[4:], terms)

    bound = np.array([least_between(mode, ends[:4], int(end)) for end in ends[4:]]).T

    assert (bound <= km + 1.0).all()
    joined = np.isfinite(km)
    assert joined.any()
    assert (bound[joined] > 0.5 * km[joined]).mean() > 0.5
    assert len(set(mark.tolist())) == len(mark)


def least_between(mode: str, starts: np.ndarray, end: int) -> list[float]:
    """Return the least a way from each start to an end can be, by the landmarks."""
    mark, nearest, farthest = load_landmarks(mode)
    part = load_network().part
    marks = Landmarks(
        nearest=nearest.astype(np.float32), farthest=farthest.astype(np.float32), part=part[mark]
    )
    door = (np.array([end]), np.zeros(1))
    return [float(km) for km in marks.least_km(door, part)[starts // BLOCK]]


@pytest.mark.parametrize("mode", ["road", "rail"])
def test_shortest_way_of_a_region_is_that_of_the_world(mode: str) -> None:
    """Between nodes drawn by lot the small region gives the world's length, to ten metres."""
    network, terms = load_network(), Terms(modes=(mode,), through_closed_borders=True)
    ours = np.unique(network.u[network.mode == MODES.index(mode)])
    largest = np.flatnonzero(
        np.bincount(network.part[ours]) == np.bincount(network.part[ours]).max()
    )
    ends = np.random.default_rng(SEED + 1).choice(
        ours[network.part[ours] == largest[0]], 6, replace=False
    )
    for one, other in zip(ends[:3], ends[3:], strict=True):
        path = search(spot_at(one), spot_at(other), terms, Weights(by_time=False))
        assert path is not None
        inner = distances_by_scipy(path.nodes[:1], path.nodes[-1:], terms)[0, 0]
        assert network.km[path.edges].sum() == pytest.approx(inner, abs=1.0)
        assert path.cost <= distances_by_scipy(np.array([one]), np.array([other]), terms)[0, 0] + 1


def spot_at(node: int) -> Spot:
    """Return a node as a place of no country."""
    network = load_network()
    return Spot(
        name=str(node),
        country="",
        lat_deg=float(network.lat_deg[node]),
        lon_deg=float(network.lon_deg[node]),
    )


def test_region_gives_the_answer_of_the_whole_network() -> None:
    """The search on a region finds the length that the search on the world finds."""
    network = load_network()
    nodes = some_nodes(6)
    spots = [spot_at(node) for node in nodes]
    world = distances_by_scipy(nodes, nodes, RAILWAYS)

    for one in range(3):
        path = search(spots[one], spots[one + 3], RAILWAYS, Weights(by_time=False))
        if np.isfinite(world[one, one + 3]):
            assert path is not None
            assert path.cost <= world[one, one + 3] + 1.0
        if path is not None:
            inner = distances_by_scipy(path.nodes[:1], path.nodes[-1:], RAILWAYS)[0, 0]
            assert network.km[path.edges].sum() == pytest.approx(inner, abs=1.0)
