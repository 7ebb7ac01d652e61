"""What must hold of paths and of lines around a point, whatever the network."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from comity.examining.kernels.gaps import SECTORS, sector_neighbours
from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM
from comity.examining.kernels.paths import find_costs, find_path
from comity.examining.kernels.regions import (
    Lines,
    Region,
    build_blocks,
    cut_region,
    nearest_nodes,
    unit_vector,
)

NODES = 6
NODE = st.integers(0, NODES - 1)
EDGES = st.lists(
    st.tuples(NODE, NODE, st.integers(1, 50)).filter(lambda edge: edge[0] != edge[1]),
    min_size=1,
    max_size=14,
).map(sorted)


def whole_region(edges: list[tuple[int, int, int]]) -> tuple[Region, NDArray[np.float64]]:
    """Return a small network, its start joined to node 0 and its end to the last, and lengths."""
    space = np.stack([unit_vector(0.0, float(number)) for number in range(NODES)])
    u, v = (np.array([edge[side] for edge in edges], np.int32) for side in (0, 1))
    doors = tuple((np.array([node]), np.array([1.0])) for node in (0, NODES - 1))
    lines = Lines(blocks=build_blocks(space, u), u=u, v=v, usable=np.ones(len(edges), bool))
    region = cut_region(lines, (space[0], space[-1]), doors, np.inf)
    return region, np.array([edge[2] for edge in edges], float)


def length_by_trying(edges: list[tuple[int, int, int]], first: int, last: int) -> float:
    """Return the shortest way between two nodes by relaxing every edge again and again."""
    far = np.full(NODES, np.inf)
    far[first] = 0.0
    for _ in range(NODES):
        for u, v, km in edges:
            far[u], far[v] = min(far[u], far[v] + km), min(far[v], far[u] + km)
    return float(far[last])


@given(EDGES)
def test_path_is_a_shortest_one_and_is_made_of_the_cheapest_edges(
    edges: list[tuple[int, int, int]],
) -> None:
    """Its edges join its nodes in order, and their lengths add up to the least there is."""
    region, km = whole_region(edges)

    path = find_path(region, km)

    expected = length_by_trying(edges, 0, NODES - 1)
    if path is None:
        assert not np.isfinite(expected)
        return
    assert path.cost == expected + 2.0
    assert km[path.edges].sum() == expected
    for edge, pair in zip(path.edges, itertools.pairwise(path.nodes), strict=True):
        assert {*edges[edge][:2]} == {*pair}


@given(EDGES)
def test_costs_from_both_ends_give_the_length_over_any_edge(
    edges: list[tuple[int, int, int]],
) -> None:
    """The way over one edge is the way to it and the way on from it."""
    region, km = whole_region(edges)

    there, back = find_costs(region, km)

    local = {int(node): number for number, node in enumerate(region.nodes)}
    for u, v, length in edges:
        over = min(
            there[local[u]] + length + back[local[v]], there[local[v]] + length + back[local[u]]
        )
        expected = length + min(
            length_by_trying(edges, 0, u) + length_by_trying(edges, v, NODES - 1),
            length_by_trying(edges, 0, v) + length_by_trying(edges, u, NODES - 1),
        )
        assert over == expected + 2.0 or not np.isfinite(expected)


@given(EDGES, st.integers(1, 120))
def test_a_limit_hides_only_dearer_paths(edges: list[tuple[int, int, int]], limit: int) -> None:
    """A path within the limit is found as without one; a dearer one is not."""
    region, km = whole_region(edges)
    free, bound = find_path(region, km), find_path(region, km, at_most=float(limit))

    if free is None or free.cost > limit:
        assert bound is None
    else:
        assert bound is not None
        assert bound.cost == free.cost


PLACE = st.tuples(st.floats(-80, 80), st.floats(-180, 180))


@given(PLACE, st.lists(PLACE, max_size=30))
def test_neighbours_are_the_nearest_of_each_direction(
    end: tuple[float, float], around: list[tuple[float, float]]
) -> None:
    """At most one target a direction; a nearer one left out lies in a direction taken."""
    place = np.array([unit_vector(*end)], float)
    targets = np.array([unit_vector(*one) for one in around], float).reshape(-1, 3)

    rows, columns, km = sector_neighbours(place, targets, within_km=9000.0, beyond_km=4.0)

    away = np.arccos(np.clip(targets @ place[0], -1, 1)) * EARTH_MEAN_RADIUS_KM
    assert len(columns) == len(set(columns.tolist())) <= SECTORS
    assert not rows.any()
    np.testing.assert_allclose(km, away[columns], atol=1e-3)
    eligible = np.flatnonzero((away < 8999.9) & (away > 4.1))
    assert len(columns) >= min(1, len(eligible))
    if len(eligible):
        assert eligible[away[eligible].argmin()] in columns or away[eligible].min() >= km.min()


def test_region_holds_every_edge_between_nodes_of_the_ellipse() -> None:
    """Of a scattered network no edge inside the ellipse is left out, and what is far off is."""
    drawn = np.random.default_rng(5)
    spots = np.column_stack((drawn.uniform(-60, 60, 2000), drawn.uniform(-170, 170, 2000)))
    space = np.stack([unit_vector(*spot) for spot in spots[np.argsort(spots[:, 1])]])
    u, v = np.sort(drawn.integers(0, 2000, (2, 9000)), axis=0).astype(np.int32)
    order = np.lexsort((v, u))
    u, v = u[order], v[order]
    usable = drawn.random(9000) < 0.8
    lines = Lines(blocks=build_blocks(space, u), u=u, v=v, usable=usable)
    places = (space[300], space[700])
    doors = tuple((np.array([node]), np.array([0.0])) for node in (300, 700))

    region = cut_region(lines, places, doors, 9000.0)

    away = sum(np.arccos(np.clip(space.astype(float) @ p, -1, 1)) for p in places)
    inside = away * EARTH_MEAN_RADIUS_KM <= 9000.0
    assert {*np.flatnonzero(usable & inside[u] & inside[v])} <= {*region.edges.tolist()}
    assert usable[region.edges].all()
    assert len(region.edges) < usable.sum()
    assert {*u[region.edges], *v[region.edges]} <= {*region.nodes.tolist()}


def test_nearest_node_of_each_part_is_found() -> None:
    """One node for each connected part within reach, the nearest, and only allowed ones."""
    space = np.stack([unit_vector(0.0, number / 100) for number in range(300)])
    part = (np.arange(300) % 3).astype(np.int32)
    allowed = np.arange(300) != 101
    network = (space, build_blocks(space, np.zeros(0, np.int32)))

    nodes, km = nearest_nodes(network, part, allowed, unit_vector(0.0, 1.002), 5.0)

    assert nodes.tolist() == [100, 99, 98]
    assert (np.diff(km) >= 0).all()
