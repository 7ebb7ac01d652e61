"""Ways by ship: the search over sea lanes with roads to the ports."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from comity.examining.doors import Spot
from comity.examining.kernels.paths import Path, find_path
from comity.examining.routes import route_of
from comity.examining.search import Cut, cut
from comity.examining.terms import Terms
from comity.model.actors import Party
from comity.model.findings import Route
from comity.reference.transport_network import MODES, load_network

__all__ = ["find_sea_routes"]

SEA_FACTOR = 0.15  # a km at sea weighs this much of a km on the road: cost of carriage
PORT_KM = 60.0  # each change between land and ship weighs this many km of road
ROAD_FACTORS = (1.0, 4.0)  # the second keeps off the road as far as may be
ANSWERS_KEPT = 64  # measures of a dossier ask for the same few ways again
PASSAGES = ("suez", "panama", "malacca")


@lru_cache(maxsize=ANSWERS_KEPT)
def find_sea_routes(start: Spot, end: Spot, terms: Terms) -> tuple[Route, ...]:
    """Return the cheapest ways that use a ship, shortest in time first; empty where none is."""
    found: dict[tuple[object, ...], Route] = {}
    here = cut(start, end, terms, np.inf)
    if here is None:
        return ()
    for closed in (None, *PASSAGES):
        for factor in ROAD_FACTORS:
            path = _path(here, factor, closed)
            if path is None or not len(path.edges):
                continue
            route = _from_to(route_of(path, terms.worldview, (start.name, end.name)), start, end)
            if "sea" in route.modes:
                found.setdefault((route.countries, route.notes), route)
        if not any(name in note for name in PASSAGES for r in found.values() for note in r.notes):
            break
    routes = sorted(found.values(), key=lambda route: route.time_h.low)
    return tuple(routes[:4])


def _from_to(route: Route, start: Spot, end: Spot) -> Route:
    """Return the route with the countries of both ends, which a quay alone does not name."""
    countries = list(route.countries)
    if not countries or countries[0] != start.country:
        countries.insert(0, Party(start.country))
    if countries[-1] != end.country:
        countries.append(Party(end.country))
    return replace(route, countries=tuple(countries), borders=len(countries) - 1)


def _path(here: Cut, road_factor: float, closed: str | None) -> Path | None:
    """Return the cheapest way with one passage closed, ``None`` for none."""
    network = load_network()
    mode = network.mode[here.region.edges]
    factor = np.ones(len(MODES))
    factor[MODES.index("sea")] = SEA_FACTOR
    factor[MODES.index("road")] = road_factor
    cost = here.km * factor[mode]
    cost[mode == MODES.index("transfer")] += PORT_KM
    cost[here.ferry] += PORT_KM
    if closed in network.passages:
        cost[network.passage[here.region.edges] == network.passages.index(closed)] = np.inf
    return find_path(here.region, cost)
