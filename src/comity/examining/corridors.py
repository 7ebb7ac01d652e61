"""The few routes worth showing between two places: no other is better in every respect."""

from dataclasses import replace
from functools import lru_cache

from comity.examining.doors import Spot
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.kernels.paths import Path
from comity.examining.kernels.regions import reach_km_of
from comity.examining.routes import route_of
from comity.examining.search import Cut, Weights, cut, path_in
from comity.examining.terms import Terms
from comity.model.findings import Route
from comity.reference.transport_network import load_network
from comity.reference.worldviews import country_of_code

__all__ = ["DETOUR_SUSPECT", "MOST_ROUTES", "find_corridors"]

MOST_ROUTES = 8
DETOUR_SUSPECT = 2.2  # network over great circle; beyond, the data is to be doubted
MOST_AVOIDED = 8  # transit countries tried without
LONGEST_TO_SHORTEST = 3.0  # longer routes are no alternative
ANSWERS_KEPT = 256  # measures of a dossier ask for the same few ways again
SWEEP = (
    Weights(by_time=False),
    Weights(),
    Weights(border_km=1500.0),
    Weights(gauge_km=3000.0),
    Weights(ferry_factor=6.0),
)
"""Shortest; quickest; few borders; few changes of gauge; few ferries."""


@lru_cache(maxsize=ANSWERS_KEPT)
def find_corridors(start: Spot, end: Spot, terms: Terms) -> tuple[Route, ...]:
    """Return at most ``MOST_ROUTES`` routes under the terms, quickest first; empty where none is.

    Routes are found by several prices on time, borders, gauge changes and ferries, and by leaving
    out each transit country in turn. Only routes no other beats in time, cost, borders, gauge
    breaks and new km together are kept, one for each sequence of countries and modes. Between two
    places of one country only ways inside it are returned, where there are any.
    """
    if start.country == end.country and terms.within is None:
        at_home = find_corridors(start, end, replace(terms, within=start.country))
        if at_home:
            return at_home
    here = _first_cut(start, end, terms)
    if here is None:
        return ()
    found: dict[tuple[object, ...], Route] = {}
    tried: set[str] = set()

    def note(path: Path | None) -> None:
        if path is None or not len(path.edges):
            return
        route = route_of(path, terms.worldview, (start.name, end.name))
        key = (route.countries, route.modes, len(route.gauge_breaks))
        if key not in found or route.time_h.low < found[key].time_h.low:
            found[key] = route

    for weights in SWEEP:
        note(path_in(here, weights))
    queue = _transit(found, tried, start, end)
    while queue and len(tried) < MOST_AVOIDED:
        country = queue.pop(0)
        tried.add(country)
        note(path_in(here, Weights(), forbidden=_numbers(country, terms.worldview)))
        queue += [c for c in _transit(found, tried, start, end) if c not in queue]
    return _best(tuple(found.values()))


def _first_cut(start: Spot, end: Spot, terms: Terms) -> Cut | None:
    """Return a region in which some path lies, as small as may be."""
    straight = geodesic_km(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg)
    for reach in (1.4 * reach_km_of(straight), 3.5 * straight + 2000.0, float("inf")):
        here = cut(start, end, terms, reach)
        if here is None:
            return None
        path = path_in(here, Weights(by_time=False))
        if path is not None and len(path.edges):
            return here
    return None


def _transit(
    found: dict[tuple[object, ...], Route], tried: set[str], start: Spot, end: Spot
) -> list[str]:
    """Return countries crossed on the way that have not been left out yet."""
    crossed = [country for route in found.values() for country in route.countries]
    own = {start.country, end.country}
    return [c for c in dict.fromkeys(crossed) if c not in tried and c not in own]


def _numbers(country: str, worldview: str | None) -> frozenset[int]:
    codes = load_network().codes
    return frozenset(
        n for n, code in enumerate(codes) if country_of_code(code, worldview) == country
    )


def _best(routes: tuple[Route, ...]) -> tuple[Route, ...]:
    """Return the routes no other beats in every respect, quickest first."""
    if not routes:
        return ()
    shortest = min(route.distance_km for route in routes)
    near = [r for r in routes if r.distance_km <= LONGEST_TO_SHORTEST * shortest]
    kept = [r for r in near if not any(_beats(other, r) for other in near if other is not r)]
    return tuple(sorted(kept, key=lambda r: r.time_h.low + r.time_h.high)[:MOST_ROUTES])


def _beats(one: Route, other: Route) -> bool:
    """Tell whether one route is as good as another in every respect and better in some."""
    left, right = _respects(one), _respects(other)
    return all(a <= b for a, b in zip(left, right, strict=True)) and left != right


def _respects(route: Route) -> tuple[float, ...]:
    cost = route.cost_usd_per_20t
    return (
        round(route.time_h.low + route.time_h.high),
        round(cost.low + cost.high) if cost else 0,
        route.borders,
        len(route.gauge_breaks),
        round(route.new_km),
        sum(leg.mode == "ferry" for leg in route.legs),
    )
