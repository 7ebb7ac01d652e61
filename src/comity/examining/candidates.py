"""Where a new line could lead: from the dead ends of lines to the lines around them, over land."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comity.examining.doors import Places
from comity.examining.kernels.gaps import sector_neighbours
from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM
from comity.examining.terms import Terms, may_join
from comity.reference.airspace import load_country_grid
from comity.reference.transport_network import load_network

__all__ = ["NEW_LINE_FACTOR", "WATER_SHARE", "Candidates", "find_candidates"]

NEW_LINE_FACTOR = 1.2  # a new line over the great circle
SHORTEST_KM = 4.0
MOST_ENDS = 500  # dead ends looked at, those nearest to the great circle
GRID_KM = 20.0  # one node in each square of this size may be joined
WATER_SHARE = 0.25  # a link with more of its length at sea is none
AROUND_FACTOR, AROUND_KM = 1.35, 300.0  # how far off the great circle ends are looked at


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """Links that could be built: the two nodes of the network and the length of each."""

    u: NDArray[np.int64]
    v: NDArray[np.int64]
    km: NDArray[np.float64]


def find_candidates(
    usable: NDArray[np.bool_],
    places: Places,
    terms: Terms,
    *,
    longest_km: float,
    way_km: float,
) -> Candidates:
    """Return links from dead ends near the way to nodes around them, over land.

    Args:
        usable: Which edges of the network may be used, shape (edges,).
        places: Unit vectors of the two places to be joined.
        terms: What the way may use: a link keeps out of countries and off borders it forbids.
        longest_km: Great-circle length of the longest link.
        way_km: Nodes that no way of this length between the places reaches are left out.
    """
    network = load_network()
    straight = float(np.arccos(np.clip(places[0] @ places[1], -1, 1)) * EARTH_MEAN_RADIUS_KM)
    size = len(network.country)
    degree = np.bincount(network.u[usable], minlength=size)
    degree += np.bincount(network.v[usable], minlength=size)
    used = np.flatnonzero(degree > 0)
    space = network.space[used]
    away = np.zeros(len(used), np.float32)
    for place in places:
        away += np.arccos(np.clip(space @ place, -1, 1)) * np.float32(EARTH_MEAN_RADIUS_KM)
    close = away <= min(AROUND_FACTOR * straight + AROUND_KM, way_km)
    near, away, points = used[close], away[close], space[close].astype(np.float64)
    dead = np.flatnonzero(degree[near] == 1)
    dead = dead[np.argsort(away[dead], kind="stable")[:MOST_ENDS]]
    squares = np.floor(points * EARTH_MEAN_RADIUS_KM / GRID_KM).astype(np.int64) + 500
    _, sample = np.unique(squares @ np.array([1_000_000, 1_000, 1]), return_index=True)
    targets = np.union1d(sample, dead)
    rows, columns, km = sector_neighbours(
        points[dead], points[targets], within_km=longest_km, beyond_km=SHORTEST_KM
    )
    one, other = near[dead[rows]], near[targets[columns]]
    dry = np.flatnonzero(may_join(one, other, terms))
    dry = dry[_over_land(one[dry], other[dry])]
    return Candidates(u=one[dry], v=other[dry], km=NEW_LINE_FACTOR * km[dry])


def _over_land(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each pair whether the line between is mostly land, and of their countries only."""
    network = load_network()
    grid, _ = load_country_grid()
    share = np.linspace(0, 1, 24)[None, :]
    lat = network.lat_deg[one, None] * (1 - share) + network.lat_deg[other, None] * share
    lon = network.lon_deg[one, None] * (1 - share) + network.lon_deg[other, None] * share
    rows = np.clip(((lat + 90) / 180 * grid.shape[0]).astype(int), 0, grid.shape[0] - 1)
    columns = ((lon + 180) / 360 * grid.shape[1]).astype(int) % grid.shape[1]
    under = grid[rows, columns]
    ours = (under == network.country[one, None]) | (under == network.country[other, None])
    wet = under < 0
    return np.asarray((wet.mean(axis=1) <= WATER_SHARE) & (ours | wet).all(axis=1))
