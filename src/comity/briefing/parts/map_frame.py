"""What a map must show: both countries, or the parts around their capitals; ways and places."""

from collections.abc import Iterator
from functools import lru_cache

from comity.briefing.parts.projection import Frame, fit
from comity.model.brief import Map
from comity.reference.countries import COUNTRIES
from comity.reference.places import find_city
from comity.reference.shapes import Points, load_shapes, rings

__all__ = ["capital_of", "frame_of", "largest_ring"]

WIDTH_PX = 440.0
VAST_DEG = 65.0  # a country wider than this is shown around its capital
LARGE_PART = 0.15  # an island of this share of the mainland must be seen too
AROUND_DEG = 9.0  # this far each way


@lru_cache(maxsize=16)
def frame_of(block: Map) -> Frame:
    """Return the frame of a map.

    Raises:
        ValueError: If no party has an outline and there is no place or way.
    """
    spots = [
        (one.longitude_deg, one.latitude_deg) for one in map(COUNTRIES.get, block.parties) if one
    ]
    return fit(_seen(block), width_px=WIDTH_PX, around=spots)


def capital_of(party: str) -> tuple[str, float, float] | None:
    """Return a country's capital, longitude and latitude; ``None`` where it is not known."""
    country = COUNTRIES.get(party)
    if country is None or country.capital is None:
        return None
    city = find_city(country.capital, party)
    return (country.capital, city.longitude_deg, city.latitude_deg) if city else None


def largest_ring(party: str) -> Points:
    """Return the largest ring of a country's outline, empty where it has no outline."""
    shape = load_shapes().get(party)
    return max(rings(shape), key=_spread, default=()) if shape else ()


def _seen(block: Map) -> Iterator[tuple[float, float]]:
    for point in block.points:
        yield point.lon_deg, point.lat_deg
    for line in block.lines:
        yield from line.points
    for party in block.parties:
        ring = largest_ring(party)
        if ring and max(p[0] for p in ring) - min(p[0] for p in ring) <= VAST_DEG:
            shape = load_shapes()[party]
            for other in rings(shape):
                if _spread(other) >= LARGE_PART * _spread(ring) and _near(other, ring):
                    yield from other
        elif (capital := capital_of(party)) is not None:
            _, lon, lat = capital
            for east in (-AROUND_DEG, AROUND_DEG):
                for north in (-AROUND_DEG, AROUND_DEG):
                    yield lon + east, max(-89.0, min(89.0, lat + north))


def _near(ring: Points, main: Points) -> bool:
    return abs(ring[0][0] - main[0][0]) <= VAST_DEG / 2 and (
        abs(ring[0][1] - main[0][1]) <= VAST_DEG / 2
    )


def _spread(ring: Points) -> float:
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))
