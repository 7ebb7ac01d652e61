"""Asking the network for paths: the shortest, or the cheapest by time, borders, gauges."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from comity.examining.corridor import SPEEDS, is_free_border
from comity.examining.doors import Doors, Spot, blocks_of_network, doors_of
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.kernels.paths import Path, find_path
from comity.examining.kernels.regions import (
    BLOCK_BITS,
    Landmarks,
    Lines,
    Region,
    cut_region,
    reach_km_of,
)
from comity.examining.terms import GAUGE_SLACK_MM, Terms, allowed_edges, owners_under
from comity.reference.transport_network import (
    MODES,
    STATUSES,
    Network,
    load_landmarks,
    load_network,
    load_patches,
)

__all__ = ["Cut", "Weights", "cut", "lines_of", "path_in", "search"]

REACHES, REACH_KM = (1.04, 1.12, 1.25, 1.7), 40.0  # looked in, of the least a way can be
FERRY_KMH_WITH_WAIT = 12.0  # speed that makes a ferry as slow in the search as with its wait
WAIT_H = {"road": 9.9, "rail": 23.0}  # at a border, as in ``corridor``
SEA_EDGE_KMH = 28.0
PORT_EDGE_H = 36.0  # charged to the edge between land and port


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the search minimises, in km of road: distance, hours, and prices on what one avoids."""

    by_time: bool = True
    border_km: float = 0.0
    gauge_km: float = 0.0
    new_factor: float = 1.0
    ferry_factor: float = 1.0


SHORTEST = Weights(by_time=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cut:
    """A region of the network with what the weights of its edges are made of."""

    region: Region
    km: NDArray[np.float64]
    hours: NDArray[np.float64]
    border: NDArray[np.bool_]
    gauge: NDArray[np.bool_]
    new: NDArray[np.bool_]
    ferry: NDArray[np.bool_]
    countries: NDArray[np.int16] = field(repr=False)


def search(start: Spot, end: Spot, terms: Terms, weights: Weights) -> Path | None:
    """Return the best path of the whole network under the terms, or ``None``."""
    straight = geodesic_km(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg)
    if weights == SHORTEST:
        return _shortest(start, end, terms, straight)
    for reach in (reach_km_of(straight), np.inf):
        here = cut(start, end, terms, reach)
        path = path_in(here, weights) if here else None
        if path is not None:
            return path
    return None


def _shortest(start: Spot, end: Spot, terms: Terms, straight_km: float) -> Path | None:
    """Return the shortest path of the whole network.

    The region is small at first. A path in it that is longer than what it was cut for says how
    large a region is sure to hold the shortest.
    """
    places, access = doors_of(start, end, terms)
    if not all(len(nodes) for nodes, _ in access):
        return None
    lines, network = lines_of(terms), load_network()
    least, bound = None, straight_km
    if terms.modes in {("road",), ("rail",)}:
        access = access if terms.with_plans else _in_common(access, network.part)
        if not len(access[0][0]):
            return None
        marks = _landmarks(terms.modes[0])
        there, back = (marks.least_km(door, network.part) for door in access)
        nodes, km = access[1]
        least, bound = there + back, max(bound, float(np.min(there[nodes >> BLOCK_BITS] + km)))
    reaches = [*(factor * bound + REACH_KM for factor in REACHES), np.inf]
    while reaches and np.isfinite(bound):
        reach = reaches.pop(0)
        region = cut_region(lines, places, access, reach, least)
        path = find_path(region, network.km[region.edges])
        if path is not None and path.cost <= reach:
            return path
        if path is not None:
            reaches.insert(0, path.cost)
    return None


def _in_common(access: Doors, part: NDArray[np.int32]) -> Doors:
    """Return the doors without those to a connected part that the other place does not join."""
    one, other = (part[nodes] for nodes, _ in access)
    shared = np.intersect1d(one, other)
    kept = [np.isin(part[nodes], shared) for nodes, _ in access]
    return tuple((nodes[k], km[k]) for (nodes, km), k in zip(access, kept, strict=True))


@cache
def _landmarks(mode: str) -> Landmarks:
    mark, nearest, farthest = load_landmarks(mode)
    return Landmarks(
        nearest=nearest.astype(np.float32),
        farthest=farthest.astype(np.float32),
        part=load_network().part[mark],
    )


def cut(start: Spot, end: Spot, terms: Terms, reach_km: float) -> Cut | None:
    """Return the region between two places, ``None`` where one of them touches no network."""
    network = load_network()
    places, access = doors_of(start, end, terms)
    if not all(len(doors[0]) for doors in access):
        return None
    return _measure(network, cut_region(lines_of(terms), places, access, reach_km), terms)


def lines_of(terms: Terms) -> Lines:
    """Return the edges of the network with those marked that the terms allow."""
    network = load_network()
    return Lines(blocks=blocks_of_network(), u=network.u, v=network.v, usable=allowed_edges(terms))


def path_in(here: Cut, weights: Weights, *, forbidden: frozenset[int] = frozenset()) -> Path | None:
    """Return the best path in a region; ``forbidden`` are numbers of countries not to enter."""
    cost = here.hours * SPEEDS["road"].moving_kmh if weights.by_time else here.km.copy()
    cost = cost + here.border * weights.border_km + here.gauge * weights.gauge_km
    cost[here.new] *= weights.new_factor
    cost[here.ferry] *= weights.ferry_factor
    if forbidden:
        cost[np.isin(here.countries, list(forbidden)).any(axis=0)] = np.inf
    return find_path(here.region, cost)


@cache
def _stops(worldview: str | None) -> NDArray[np.bool_]:
    """Return between which countries of the network traffic stops at the border; none with -1."""
    owner = owners_under(worldview)
    stops = np.zeros((len(owner) + 1, len(owner) + 1), bool)
    stops[:-1, :-1] = [
        [one != other and not is_free_border(one, other) for other in owner] for one in owner
    ]
    return stops


def _measure(network: Network, region: Region, terms: Terms) -> Cut:
    """Return the region with length, hours and kinds of its edges."""
    edges = region.edges
    u, v = network.u[edges], network.v[edges]
    one, other = network.country[u], network.country[v]
    mode, status, km = network.mode[edges], network.status[edges], network.km[edges].astype(float)
    owner = [*owners_under(terms.worldview), ""]
    rank = {code: n for n, code in enumerate(dict.fromkeys(owner))}
    owner_number = np.array([rank[code] for code in owner])
    border = (owner_number[one] != owner_number[other]) & (one >= 0) & (other >= 0)
    gauges = network.gauge_mm[u], network.gauge_mm[v]
    rail = mode == MODES.index("rail")
    gauge = rail & (abs(gauges[0].astype(int) - gauges[1]) > GAUGE_SLACK_MM)
    ferry = np.isin(network.patch[edges], _ferry_rows())
    speed = np.array([SPEEDS["road"].moving_kmh, SPEEDS["rail"].moving_kmh, SEA_EDGE_KMH, 20.0])
    hours = km / np.where(ferry, FERRY_KMH_WITH_WAIT, speed[mode])
    hours += _stops(terms.worldview)[one, other] * np.where(rail, WAIT_H["rail"], WAIT_H["road"])
    hours += gauge * 18.0
    hours += (mode == MODES.index("transfer")) * PORT_EDGE_H
    return Cut(
        region=region,
        km=km,
        hours=hours,
        border=border,
        gauge=gauge,
        new=np.isin(status, [STATUSES.index("planned"), STATUSES.index("construction")]),
        ferry=ferry,
        countries=np.stack((one, other)),
    )


@cache
def _ferry_rows() -> NDArray[np.int16]:

    rows = [n for n, row in enumerate(load_patches()) if row.kind == "ferry"]
    return np.array(rows, np.int16)
