"""The track of a flight: straight, or round airspace its carriers may not use."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from comity.examining.kernels.airspace import Track, Walls, build_walls, cells_of, find_track
from comity.examining.kernels.geodesy import geodesic_km, geodesic_line
from comity.reference.airports import Airport
from comity.reference.airspace import Closure, find_closures, load_country_grid
from comity.reference.worldviews import country_of_code

__all__ = ["Flight", "Skies", "find_flight"]

STEP_KM = 20.0
WALLS_KEPT = 16  # of closed countries, five megabytes each
FLIGHTS_KEPT = 256  # tracks remembered: what-if questions ask for the same again
OTHER_WAY_LIMIT = 1.25  # a second way longer than this times the first is no range of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """Where a flight would go.

    ``track_km`` is ``None`` where no way round the closed airspace was found; ``other_km`` is the
    way that the refusal of the first or last country overflown would force, where it is near.
    """

    straight_km: float
    track_km: float | None
    other_km: float | None
    points: tuple[tuple[float, float], ...]
    countries: tuple[str, ...]
    closures: tuple[Closure, ...]
    refused_at_end: tuple[str, ...]
    shut: frozenset[str]
    shut_on_way: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skies:
    """Which airspace may be used: closures of a day, a view of borders, countries to keep out of.

    ``ignore_closures`` counts every airspace as open but those of ``avoid``.
    """

    as_of: str | None = None
    worldview: str | None = None
    avoid: frozenset[str] = frozenset()
    ignore_closures: bool = False


@lru_cache(maxsize=FLIGHTS_KEPT)
def find_flight(start: Airport, end: Airport, skies: Skies, *, with_other: bool = True) -> Flight:
    """Return the track between two airports for carriers of their two countries.

    ``with_other`` looks for the way that one more refusal would force, too.
    """
    straight = geodesic_km(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg)
    own = frozenset((start.country, end.country))
    closures = () if skies.ignore_closures else find_closures(own, skies.as_of)
    shut = frozenset(country for closure in closures for country in closure.countries)
    shut |= skies.avoid
    refused = tuple(sorted(shut & own))
    _, codes = load_country_grid()
    owner = tuple(country_of_code(code, skies.worldview) for code in codes)
    direct = tuple(_countries(_line(start, end), owner))
    if not (shut - own) & set(direct):
        return Flight(
            straight_km=straight,
            track_km=straight,
            other_km=None,
            points=geodesic_line(
                start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg, step_km=200.0
            ),
            countries=direct,
            closures=(),
            refused_at_end=refused,
            shut=shut,
        )
    track = _round(start, end, shut - own, owner)
    if track is None:
        return Flight(
            straight_km=straight,
            track_km=None,
            other_km=None,
            points=(),
            countries=direct,
            closures=tuple(c for c in closures if c.countries & set(direct)),
            refused_at_end=refused,
            shut=shut,
            shut_on_way=shut & set(direct),
        )
    crossed = tuple(_countries(track.points, owner))
    transit = [country for country in crossed if country not in own] if with_other else []
    others = [
        other.distance_km
        for country in _outermost(transit)
        if (other := _round(start, end, (shut - own) | {country}, owner)) is not None
        and other.distance_km <= OTHER_WAY_LIMIT * track.distance_km
    ]
    return Flight(
        straight_km=straight,
        track_km=track.distance_km,
        other_km=max(others, default=None),
        points=_dense(track.points),
        countries=crossed,
        closures=tuple(c for c in closures if c.countries & (set(direct) - own)),
        refused_at_end=refused,
        shut=shut,
        shut_on_way=(shut - own) & set(direct),
    )


def _outermost(countries: list[str]) -> tuple[str, ...]:
    """Return the first and the last of the countries overflown, so that both directions agree."""
    return tuple(dict.fromkeys((*countries[:1], *countries[-1:])))


def _line(start: Airport, end: Airport) -> tuple[tuple[float, float], ...]:
    return ((start.lon_deg, start.lat_deg), (end.lon_deg, end.lat_deg))


def _round(
    start: Airport, end: Airport, shut: frozenset[str], owner: tuple[str, ...]
) -> Track | None:
    return find_track(
        (start.lat_deg, start.lon_deg), (end.lat_deg, end.lon_deg), _walls(shut, owner)
    )


@lru_cache(maxsize=WALLS_KEPT)
def _walls(shut: frozenset[str], owner: tuple[str, ...]) -> Walls:
    """Return the airspace of some countries as closed cells; ``owner`` by number in the grid."""
    grid, _ = load_country_grid()
    closed = np.array([*(country in shut for country in owner), False])  # the last is the sea's, -1
    return build_walls(closed[grid])


def _dense(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    line = [points[0]]
    for one, other in pairwise(points):
        line += geodesic_line(one[1], one[0], other[1], other[0], step_km=200.0)[1:]
    return tuple((round(lon, 3), round(lat, 3)) for lon, lat in line)


def _countries(points: tuple[tuple[float, float], ...], owner: tuple[str, ...]) -> list[str]:
    """Return the countries under a track in order, each once."""
    grid, _ = load_country_grid()
    found: dict[str, None] = {}
    for one, other in pairwise(points):
        line = np.array(geodesic_line(one[1], one[0], other[1], other[0], step_km=STEP_KM))
        cells = grid[cells_of(line[:, 1], line[:, 0], (grid.shape[0], grid.shape[1]))]
        found |= dict.fromkeys(owner[number] for number in cells if number >= 0)
    return list(found)
