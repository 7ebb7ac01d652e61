"""Asking the network: which edges may be used under a question's constraints, and the paths."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comity.examining.corridor import SPEEDS, is_free_border
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.kernels.paths import Path, find_path
from comity.examining.kernels.regions import (
    Blocks,
    Lines,
    Region,
    build_blocks,
    cut_region,
    nearest_nodes,
    reach_km_of,
    unit_vector,
)
from comity.reference.airspace import CELLS_PER_DEG, load_country_grid
from comity.reference.transport_network import (
    MODES,
    STATUSES,
    Network,
    PatchRow,
    load_closed_borders,
    load_network,
    load_patches,
)
from comity.reference.worldviews import country_of_code

__all__ = [
    "ACCESS_KM",
    "Doors",
    "Places",
    "Spot",
    "Terms",
    "Weights",
    "allowed_edges",
    "cut",
    "doors_of",
    "lines_of",
    "path_in",
    "search",
]

ACCESS_KM = 50.0  # a city is joined to nodes this near
ROADSTEAD_KM = 700.0  # a place on a coast without a port in the data, to the nearest sea lane
COAST_CELLS = 2  # a place this many grid cells from the sea lies on a coast
FIRST_REACH, FIRST_REACH_KM = 1.25, 60.0  # of the great circle: nine of ten ways are no longer
TERMS_KEPT = 8  # masks of this many terms are kept, about a megabyte each
GAUGE_SLACK_MM = 10  # 1,520 and 1,524 mm run through
FERRY_KMH_WITH_WAIT = 12.0  # speed that makes a ferry as slow in the search as with its wait
CLOSED_PASSAGES = frozenset({"northwest", "bering", "volga-don", "inland"})
"""Not for sea-going ships: Arctic ways, the Volga and Don, rivers and canals of Europe."""
WAIT_H = {"road": 9.9, "rail": 23.0}  # at a border, as in ``corridor``
SEA_EDGE_KMH = 28.0
PORT_EDGE_H = 36.0  # charged to the edge between land and port


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a route may use. Nothing here is ever relaxed by the search itself.

    ``as_of`` is an ISO day, ``None`` today's edition; ``avoid`` are countries; ``closed_borders``
    ``True`` lets routes cross borders listed as closed; ``gauge_mm`` keeps to one gauge;
    ``within`` to one country and its waters.
    """

    modes: tuple[str, ...]
    avoid: frozenset[str] = frozenset()
    as_of: str | None = None
    worldview: str | None = None
    through_closed_borders: bool = False
    with_plans: bool = False
    gauge_mm: int | None = None
    within: str | None = None
    closed_passages: frozenset[str] = CLOSED_PASSAGES


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
    reaches = [FIRST_REACH * straight_km + FIRST_REACH_KM, reach_km_of(straight_km), np.inf]
    while reaches and all(len(nodes) for nodes, _ in access):
        reach = reaches.pop(0)
        region = cut_region(lines_of(terms), places, access, reach)
        path = find_path(region, load_network().km[region.edges])
        if path is not None and path.cost <= reach:
            return path
        if path is not None:
            reaches.insert(0, path.cost)
    return None


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
    return Lines(blocks=_blocks(), u=network.u, v=network.v, usable=allowed_edges(terms))


@cache
def _blocks() -> Blocks:
    network = load_network()
    return build_blocks(network.space, network.u)


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
    found = nearest_nodes((network.space, _blocks()), network.part, nodes, place, ACCESS_KM)
    owner = np.array([*_owners(terms.worldview), ""])[network.country[found[0]]]
    if not ((owner == spot.country) | (owner == "")).any() or (owner == spot.country).all():
        return found
    own = np.array([code == spot.country for code in _owners(terms.worldview)] + [True])
    return nearest_nodes(
        (network.space, _blocks()), network.part, nodes & own[network.country], place, ACCESS_KM
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
    nodes, km = nearest_nodes((network.space, _blocks()), network.part, lanes, place, ROADSTEAD_KM)
    return np.concatenate((doors[0], nodes[:1])), np.concatenate((doors[1], km[:1]))


def path_in(here: Cut, weights: Weights, *, forbidden: frozenset[int] = frozenset()) -> Path | None:
    """Return the best path in a region; ``forbidden`` are numbers of countries not to enter."""
    cost = here.hours * SPEEDS["road"].moving_kmh if weights.by_time else here.km.copy()
    cost = cost + here.border * weights.border_km + here.gauge * weights.gauge_km
    cost[here.new] *= weights.new_factor
    cost[here.ferry] *= weights.ferry_factor
    if forbidden:
        cost[np.isin(here.countries, list(forbidden)).any(axis=0)] = np.inf
    return find_path(here.region, cost)


@lru_cache(maxsize=TERMS_KEPT)
def allowed_edges(terms: Terms) -> NDArray[np.bool_]:
    """Return which edges of the network the terms allow, shape (edges,); not to be changed."""
    network = load_network()
    modes = [MODES.index(mode) for mode in terms.modes]
    statuses = [STATUSES.index("open"), STATUSES.index("data_gap")]
    if terms.with_plans:
        statuses += [STATUSES.index("planned"), STATUSES.index("construction")]
    good_mode = np.isin(np.arange(len(MODES)), modes)
    good_status = np.isin(np.arange(len(STATUSES)), statuses)
    usable = good_mode[network.mode] & good_status[network.status]
    closed = [n for n, name in enumerate(network.passages) if name in terms.closed_passages]
    if closed:
        usable &= ~np.isin(network.passage, closed)
    usable &= may_join(network.u, network.v, terms)
    if terms.as_of is not None:
        late = [n for n, row in enumerate(load_patches()) if not _in_force(row, terms.as_of)]
        usable &= ~np.isin(network.patch, late)
    if terms.gauge_mm is not None:
        rail = network.mode == MODES.index("rail")
        for side in (network.u, network.v):
            fits = abs(network.gauge_mm[side] - terms.gauge_mm) <= GAUGE_SLACK_MM
            usable &= ~rail | fits
    return usable


def may_join(
    u: NDArray[np.integer[Any]], v: NDArray[np.integer[Any]], terms: Terms
) -> NDArray[np.bool_]:
    """Tell of pairs of nodes whether the terms let a way lead from one to the other's country."""
    network = load_network()
    owner = _owners(terms.worldview)
    foreign = [terms.within is not None and code != terms.within for code in owner]
    avoided = [code in terms.avoid for code in owner]
    banned = np.array([one or other for one, other in zip(foreign, avoided, strict=True)] + [False])
    shut = _shut_pairs(terms, owner)
    if not (banned.any() or shut.any()):
        return np.ones(len(u), bool)
    one, other = network.country[u], network.country[v]
    return np.asarray(~(banned[one] | banned[other] | shut[one, other]))


def _in_force(row: PatchRow, day: str) -> bool:
    """Tell whether a patch row stood on a day; plans count whenever they are asked for."""
    if row.status in {"planned", "construction"}:
        return True
    return (row.since or "") <= day and (row.until is None or day < row.until)


@cache
def _owners(worldview: str | None) -> tuple[str, ...]:
    return tuple(country_of_code(code, worldview) for code in load_network().codes)


@cache
def _stops(worldview: str | None) -> NDArray[np.bool_]:
    """Return between which countries of the network traffic stops at the border; none with -1."""
    owner = _owners(worldview)
    stops = np.zeros((len(owner) + 1, len(owner) + 1), bool)
    stops[:-1, :-1] = [
        [one != other and not is_free_border(one, other) for other in owner] for one in owner
    ]
    return stops


def _shut_pairs(terms: Terms, owner: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return which pairs of country numbers have a border closed to these modes on the day."""
    size = len(owner) + 1  # the last row and column stand for the sea, numbered -1
    shut = np.zeros((size, size), bool)
    if terms.through_closed_borders:
        return shut
    day = terms.as_of or "9999"
    for border in load_closed_borders():
        if border.mode != "all" and border.mode not in terms.modes:
            continue
        if border.since <= day and (border.until is None or day < border.until):
            rows = [n for n, code in enumerate(owner) if code in border.countries]
            for one in rows:
                for other in rows:
                    shut[one, other] = owner[one] != owner[other]
    return shut


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


def _measure(network: Network, region: Region, terms: Terms) -> Cut:
    """Return the region with length, hours and kinds of its edges."""
    edges = region.edges
    u, v = network.u[edges], network.v[edges]
    one, other = network.country[u], network.country[v]
    mode, status, km = network.mode[edges], network.status[edges], network.km[edges].astype(float)
    owner = [*_owners(terms.worldview), ""]
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
