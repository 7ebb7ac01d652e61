"""Where a place joins the network."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from comity.examining.kernels.regions import Blocks, build_blocks, nearest_nodes, unit_vector
from comity.examining.terms import Terms, owners_under
from comity.reference.airspace import CELLS_PER_DEG, load_country_grid
from comity.reference.transport_network import MODES, Network, load_network

__all__ = ["ACCESS_KM", "Doors", "Places", "Spot", "blocks_of_network", "doors_of"]

ACCESS_KM = 50.0  # a city is joined to nodes this near
ROADSTEAD_KM = 700.0  # a place on a coast without a port in the data, to the nearest sea lane
COAST_CELLS = 2  # a place this many grid cells from the sea lies on a coast

Places = tuple[NDArray[np.float32], NDArray[np.float32]]
Door = tuple[NDArray[np.int64], NDArray[np.float64]]
Doors = tuple[Door, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map."""

    name: str
    country: str
    lat_deg: float
    lon_deg: float


def doors_of(start: Spot, end: Spot, terms: Terms) -> tuple[Places, Doors]:
    """Return the unit vectors of two places, and the nodes each is joined to with distances."""
    network = load_network()
    nodes = _nodes_of(terms.modes)
    one, other = (unit_vector(spot.lat_deg, spot.lon_deg) for spot in (start, end))
    access = tuple(
        _nearest(network, nodes, place, spot, terms)
        for place, spot in zip((one, other), (start, end), strict=True)
    )
    if "sea" in terms.modes:
        access = tuple(
            _with_roadstead(network, doors, place, spot)
            for doors, place, spot in zip(access, (one, other), (start, end), strict=True)
        )
    return (one, other), access


def _nearest(
    network: Network,
    nodes: NDArray[np.bool_],
    place: NDArray[np.float32],
    spot: Spot,
    terms: Terms,
) -> Door:
    """Return the nodes a place is joined to: those of its own country, where it has any near.

    A place is never taken across a border in silence: a node abroad is a door only where the
    country has none within reach, and then the country is on the route.
    """
    found = nearest_nodes(
        (network.space, blocks_of_network()), network.part, nodes, place, ACCESS_KM
    )
    owner = np.array([*owners_under(terms.worldview), ""])[network.country[found[0]]]
    if not ((owner == spot.country) | (owner == "")).any() or (owner == spot.country).all():
        return found
    own = np.array([code == spot.country for code in owners_under(terms.worldview)] + [True])
    return nearest_nodes(
        (network.space, blocks_of_network()),
        network.part,
        nodes & own[network.country],
        place,
        ACCESS_KM,
    )


def _with_roadstead(network: Network, doors: Door, place: NDArray[np.float32], spot: Spot) -> Door:
    """Return the doors of a place; on a coast without a port, the nearest sea lane among them."""
    grid, _ = load_country_grid()
    row = int((spot.lat_deg + 90) * CELLS_PER_DEG)
    column = int((spot.lon_deg + 180) * CELLS_PER_DEG)
    around = grid[max(0, row - COAST_CELLS) : row + COAST_CELLS + 1]
    around = around[:, max(0, column - COAST_CELLS) : column + COAST_CELLS + 1]
    lanes = _nodes_of(("sea",))
    if lanes[doors[0]].any() or not (around < 0).any():
        return doors
    nodes, km = nearest_nodes(
        (network.space, blocks_of_network()), network.part, lanes, place, ROADSTEAD_KM
    )
    return np.concatenate((doors[0], nodes[:1])), np.concatenate((doors[1], km[:1]))


@cache
def _nodes_of(modes: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return which nodes an edge of these modes touches; land modes only, where there are any."""
    network = load_network()
    wanted = [MODES.index(mode) for mode in modes if mode in {"road", "rail"}]
    edges = np.isin(network.mode, wanted or [MODES.index("sea")])
    touched = np.zeros(len(network.country), bool)
    touched[network.u[edges]] = True
    touched[network.v[edges]] = True
    if wanted and "sea" in modes:
        touched[network.port_node] |= _nodes_of(("sea",))[network.port_node]
    return touched


@cache
def blocks_of_network() -> Blocks:
    """Return the nodes of the network in blocks."""
    network = load_network()
    return build_blocks(network.space, network.u)
