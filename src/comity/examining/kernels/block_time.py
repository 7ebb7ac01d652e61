"""How long a jet takes from gate to gate."""

__all__ = [
    "CLIMB_DESCENT_H",
    "CRUISE_KMH",
    "TAXI_H",
    "block_time_h",
    "track_extension_km",
]

TAXI_H = 0.35  # both ends together; assumed
CLIMB_DESCENT_H = 0.18  # lost to climb, descent and padding; fitted, see docs/transport.md
CRUISE_KMH = 814.0  # over the track, winds of both directions; fitted, see docs/transport.md

_EXTENSIONS_KM = ((550.0, 50.0), (5500.0, 100.0), (float("inf"), 125.0))


def track_extension_km(distance_km: float) -> float:
    """Return what a flown track adds to the great circle: stacking, traffic and weather.

    Source:
        ICAO Carbon Emissions Calculator Methodology: +50 km under 550 km, +100 km up to
        5,500 km, +125 km beyond.
    """
    return next(extra for below, extra in _EXTENSIONS_KM if distance_km < below)


def block_time_h(
    track_km: float,
    *,
    cruise_kmh: float = CRUISE_KMH,
    taxi_h: float = TAXI_H,
    climb_descent_h: float = CLIMB_DESCENT_H,
) -> float:
    """Return the time from gate to gate, in hours: taxi + climb and descent + track over speed.

    Args:
        track_km: Length of the flown track, 0 or more.
        cruise_kmh: True airspeed plus or minus the wind, above 0.
        taxi_h: Taxiing at both ends together.
        climb_descent_h: What climb and descent lose against cruise.

    Example:
        >>> round(block_time_h(2260), 2)
        3.22
    """
    return taxi_h + climb_descent_h + track_km / cruise_kmh
