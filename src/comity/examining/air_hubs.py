"""The best way with one stop: which hub costs least time."""

from dataclasses import dataclass

from comity.examining.kernels.block_time import CRUISE_KMH, block_time_h, track_extension_km
from comity.examining.kernels.geodesy import haversine_km
from comity.examining.tracks import Skies, find_flight
from comity.reference.airports import Airport, load_airports

__all__ = ["Hub", "find_hubs"]

HUBS = [
    "IST",
    "SAW",
    "DXB",
    "DOH",
    "AUH",
    "SHJ",
    "JED",
    "RUH",
    "KWI",
    "BAH",
    "CAI",
    "ADD",
    "NBO",
    "JNB",
    "CMN",
    "FRA",
    "MUC",
    "AMS",
    "CDG",
    "LHR",
    "MAD",
    "VIE",
    "ZRH",
    "WAW",
    "HEL",
    "CPH",
    "SVO",
    "TAS",
    "ALA",
    "GYD",
    "DEL",
    "BOM",
    "SIN",
    "KUL",
    "BKK",
    "HKG",
    "PEK",
    "PVG",
    "CAN",
    "CTU",
    "URC",
    "ICN",
    "NRT",
    "HND",
    "TPE",
    "MNL",
    "CGK",
    "SYD",
    "ATL",
    "JFK",
    "EWR",
    "ORD",
    "DFW",
    "MIA",
    "LAX",
    "SFO",
    "IAH",
    "YYZ",
    "MEX",
    "PTY",
    "BOG",
    "LIM",
    "GRU",
    "SCL",
]
"""Airports where airlines build connections between countries; a list of the project's own."""
CONNECTION_H = 2.0  # least time on the ground between two flights; assumed
BUSIEST_BONUS_H = 2.0  # a hub of weight 1 is worth this much time: more flights, shorter waits
LONGEST = 2.2  # times the straight way


LOOKED_AT = 4  # hubs, best by great circle, whose tracks round closed airspace are worked out


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """A stop on the way: length of both flights, ``ground_h`` between them, and time in all."""

    airport: Airport
    distance_km: float
    time_h: float
    ground_h: float


def find_hubs(
    start: Airport,
    end: Airport,
    *,
    skies: Skies,
    shut: frozenset[str],
    connection_h: float | None = None,
    limit: int = 3,
) -> tuple[Hub, ...]:
    """Return the hubs with the best balance of time and traffic, best first.

    Whether flights run there today is not known to this edition. ``shut`` are countries whose
    airspace is closed to carriers of either end: their hubs are left out. Each flight keeps out of
    the airspace closed to carriers of its own two ends under the given ``skies``.
    """
    straight = _rough_km(start, end)
    rough: list[tuple[float, Airport]] = []
    for airport in (load_airports()[code] for code in HUBS):
        if airport.country in shut | {start.country, end.country}:
            continue
        km = _rough_km(start, airport) + _rough_km(airport, end)
        if km <= LONGEST * straight + 500:
            rough.append((km / CRUISE_KMH - BUSIEST_BONUS_H * airport.weight, airport))
    rough.sort(key=lambda pair: (pair[0], pair[1].iata))
    ground = connection_h or CONNECTION_H
    found = [_hub(start, end, airport, skies, ground) for _, airport in rough[:LOOKED_AT]]
    hubs = [hub for hub in found if hub is not None]
    hubs.sort(key=lambda hub: hub.time_h - BUSIEST_BONUS_H * hub.airport.weight)
    return tuple(hubs[:limit])


def _hub(start: Airport, end: Airport, stop: Airport, skies: Skies, ground_h: float) -> Hub | None:
    """Return the way over one hub, ``None`` where closed airspace leaves no track to it."""
    total = hours = 0.0
    for one, other in ((start, stop), (stop, end)):
        flight = find_flight(one, other, skies, with_other=False)
        if flight.track_km is None:
            return None
        km = flight.track_km
        total += km
        hours += block_time_h(km if km > flight.straight_km else km + track_extension_km(km))
    return Hub(airport=stop, distance_km=total, time_h=hours + ground_h, ground_h=ground_h)


def _rough_km(one: Airport, other: Airport) -> float:
    return float(haversine_km(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg))
