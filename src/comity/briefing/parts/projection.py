"""Lambert's azimuthal equal-area projection of the sphere, and the frame of a map on it.

Source: Snyder, J. P. (1987), Map Projections: A Working Manual, USGS Professional Paper 1395,
equations 24-2 to 24-4 (sphere). Equal area keeps countries in proportion, which a brief needs more
than true bearings.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["EARTH_RADIUS_KM", "Frame", "fit"]

EARTH_RADIUS_KM = 6371.0072  # authalic radius of WGS 84; Moritz (2000), J. Geodesy 74, 128-133
ANTIPODE = 1e-6  # 1 + cos(c) below this cannot be projected
PADDING = 0.09  # of the larger side, around what must be seen
SMALLEST_KM = 500.0  # no map is narrower than this
TALLEST, WIDEST = 1.25, 2.1  # width over height


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle on the projected plane, in km from the centre, drawn ``width_px`` wide."""

    centre_lon_deg: float
    centre_lat_deg: float
    west_km: float
    south_km: float
    east_km: float
    north_km: float
    width_px: float

    @property
    def height_px(self) -> float:
        """Return the height in pixels."""
        return (self.north_km - self.south_km) * self._px_per_km

    @property
    def _px_per_km(self) -> float:
        return self.width_px / (self.east_km - self.west_km)

    def project(self, lon_deg: float, lat_deg: float) -> tuple[float, float] | None:
        """Return x and y in pixels from the top left; ``None`` for the far point of the globe."""
        plane = _plane(lon_deg, lat_deg, self.centre_lon_deg, self.centre_lat_deg)
        if plane is None:
            return None
        scale = self._px_per_km
        return (plane[0] - self.west_km) * scale, (self.north_km - plane[1]) * scale

    def torn_px(self, away_deg: float) -> tuple[float, float, float]:
        """Return the circle (x, y, radius in pixels) of all points so far from the centre."""
        scale = self._px_per_km
        radius = 2 * EARTH_RADIUS_KM * math.sin(math.radians(away_deg) / 2)
        return -self.west_km * scale, self.north_km * scale, radius * scale

    def reach_deg(self) -> float:
        """Return how far the frame's farthest corner is from its centre, in degrees of arc."""
        x = max(abs(self.west_km), abs(self.east_km))
        y = max(abs(self.south_km), abs(self.north_km))
        return math.degrees(2 * math.asin(min(1.0, math.hypot(x, y) / (2 * EARTH_RADIUS_KM))))

    def away_deg(self, lon_deg: float, lat_deg: float) -> float:
        """Return how far a point is from the centre, in degrees of arc."""
        one, other = math.radians(self.centre_lat_deg), math.radians(lat_deg)
        turn = math.radians(lon_deg - self.centre_lon_deg)
        cosine = math.sin(one) * math.sin(other) + math.cos(one) * math.cos(other) * math.cos(turn)
        return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def fit(
    points: Iterable[tuple[float, float]],
    *,
    width_px: float,
    around: Iterable[tuple[float, float]] = (),
) -> Frame:
    """Return the frame that shows all these points (longitude, latitude in degrees) with some air.

    Args:
        points: What must be seen.
        width_px: Width of the picture.
        around: The points in whose middle the map is centred; none: all points.

    Raises:
        ValueError: If there is no point.
    """
    kept = list(points)
    if not kept:
        message = "a map needs a point to be drawn around"
        raise ValueError(message)
    lon, lat = _middle(list(around) or kept)
    planes = [plane for point in kept if (plane := _plane(*point, lon, lat)) is not None]
    west, east = min(p[0] for p in planes), max(p[0] for p in planes)
    south, north = min(p[1] for p in planes), max(p[1] for p in planes)
    pad = PADDING * max(east - west, north - south)
    west, east = _widened(west - pad, east + pad, SMALLEST_KM)
    south, north = _widened(south - pad, north + pad, SMALLEST_KM / WIDEST)
    west, east = _widened(west, east, (north - south) * TALLEST)
    south, north = _widened(south, north, (east - west) / WIDEST)
    return Frame(
        centre_lon_deg=lon,
        centre_lat_deg=lat,
        west_km=west,
        south_km=south,
        east_km=east,
        north_km=north,
        width_px=width_px,
    )


def _widened(low: float, high: float, least: float) -> tuple[float, float]:
    more = max(0.0, least - (high - low)) / 2
    return low - more, high + more


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    x = y = z = 0.0
    for lon, lat in points:
        turn, height = math.radians(lon), math.radians(lat)
        x += math.cos(height) * math.cos(turn)
        y += math.cos(height) * math.sin(turn)
        z += math.sin(height)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _plane(
    lon_deg: float, lat_deg: float, centre_lon_deg: float, centre_lat_deg: float
) -> tuple[float, float] | None:
    turn = math.radians(lon_deg - centre_lon_deg)
    lat, centre = math.radians(lat_deg), math.radians(centre_lat_deg)
    level = math.cos(lat) * math.cos(turn)
    nearness = 1 + math.sin(centre) * math.sin(lat) + math.cos(centre) * level
    if nearness < ANTIPODE:
        return None
    k = EARTH_RADIUS_KM * math.sqrt(2 / nearness)
    return (
        k * math.cos(lat) * math.sin(turn),
        k * (math.cos(centre) * math.sin(lat) - math.sin(centre) * level),
    )
