"""The best way with one stop: which hub costs least time."""

from dataclasses import dataclass

from comity.examining.kernels.block_time import block_time_h, track_extension_km
from comity.examining.kernels.geodesy import geodesic_km, haversine_km
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """A stop on the way: length of both flights, and time with the connection."""

    airport: Airport
    distance_km: float
    time_h: float


def find_hubs(
    start: Airport, end: Airport, *, shut: frozenset[str], limit: int = 3
) -> tuple[Hub, ...]:
    """Return the hubs with the best balance of time and traffic, best first.

    Whether flights run there today is not known to this edition. ``shut`` are countries whose
    airspace is closed to carriers of either end: their hubs are left out.
    """
    straight = geodesic_km(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg)
    found: list[Hub] = []
    for airport in (load_airports()[code] for code in HUBS):
        if airport.country in shut | {start.country, end.country}:
            continue
        rough = _rough_km(start, airport) + _rough_km(airport, end)
        if rough > LONGEST * straight + 500:
            continue
        legs = [
            geodesic_km(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)
            for one, other in ((start, airport), (airport, end))
        ]
        hours = sum(block_time_h(km + track_extension_km(km)) for km in legs) + CONNECTION_H
        found.append(Hub(airport=airport, distance_km=sum(legs), time_h=hours))
    found.sort(key=lambda hub: hub.time_h - BUSIEST_BONUS_H * hub.airport.weight)
    return tuple(found[:limit])


def _rough_km(one: Airport, other: Airport) -> float:
    return float(haversine_km(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg))
