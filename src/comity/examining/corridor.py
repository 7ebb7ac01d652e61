"""How long and how dear a corridor is: the parameters, with their sources, and the brackets."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.model.findings import Range
from comity.model.provenance import SourceRef

__all__ = [
    "CAREC",
    "FREE_ZONES",
    "SPEEDS",
    "Journey",
    "LandSpeed",
    "cost_usd_per_20t",
    "is_free_border",
    "time_h",
]

CAREC = SourceRef(
    name="CAREC Corridor Performance Measurement and Monitoring",
    vintage="road 2021–2022, rail 2020–2022",
    licence="facts, cited",
    address="https://cpmm.carecprogram.org/",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LandSpeed:
    """Speed and cost of one land mode.

    ``moving_kmh`` is speed without delay (SWOD), ``with_stops_kmh`` with every stop on the way in
    the worse year,
    borders included (SWD); ``border_h`` and ``border_usd`` are per crossing (TFI1, TFI2), the
    better and the worse year; ``usd_per_500km`` is for 20 tonnes (TFI3), likewise.
    """

    moving_kmh: float
    with_stops_kmh: float
    border_h: tuple[float, float]
    border_usd: tuple[float, float]
    usd_per_500km: tuple[float, float]


SPEEDS: Mapping[str, LandSpeed] = MappingProxyType(
    {
        "road": LandSpeed(
            moving_kmh=42.0,
            with_stops_kmh=21.5,
            border_h=(9.9, 13.6),
            border_usd=(208.0, 357.0),
            usd_per_500km=(945.0, 1256.0),
        ),
        "rail": LandSpeed(
            moving_kmh=42.2,
            with_stops_kmh=16.8,
            border_h=(23.0, 51.9),
            border_usd=(178.0, 215.0),
            usd_per_500km=(804.0, 902.0),
        ),
    }
)
"""CAREC measures Central Asia, the South Caucasus, China, Mongolia and Pakistan; elsewhere they
are an assumption, and mostly too slow for Europe and North America."""

GAUGE_H = (12.0, 24.0)  # change of gauge, queue included; assumed
GAUGE_USD = (120.0, 330.0)  # Erenhot and Dostyk, CAREC 2020
FERRY_KMH = 28.0  # 15 knots
FERRY_WAIT_H = (12.0, 72.0)  # for a ferry without a fixed timetable; assumed
FERRY_USD_PER_KM = (1.5, 4.0)  # for 20 t; assumed
SHORT_FERRY_KM = 60.0  # crossings with several sailings a day
SHORT_FERRY_WAIT_H = (1.0, 6.0)  # assumed
SEA_KMH = (22.0, 33.0)  # 12 and 18 knots
PORT_H = (24.0, 96.0)  # each port; assumed
SEA_USD_PER_KM = (0.05, 0.15)  # for 20 t in a container; assumed
PORT_USD = (150.0, 400.0)  # each port, handling of 20 t; assumed
TRANSFER_H = (6.0, 24.0)  # between road and rail; assumed

FREE_ZONES: tuple[frozenset[str], ...] = (
    frozenset(
        [
            "AUT",
            "BEL",
            "BGR",
            "CHE",
            "CYP",
            "CZE",
            "DEU",
            "DNK",
            "ESP",
            "EST",
            "FIN",
            "FRA",
            "GRC",
            "HRV",
            "HUN",
            "IRL",
            "ISL",
            "ITA",
            "LIE",
            "LTU",
            "LUX",
            "LVA",
            "MLT",
            "NLD",
            "NOR",
            "POL",
            "PRT",
            "ROU",
            "SVK",
            "SVN",
            "SWE",
            "MCO",
            "SMR",
            "VAT",
            "AND",
        ]
    ),
)
"""Countries between which goods and people pass without a stop: EU and Schengen members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What a route is made of, for its time and cost. ``ferries_km`` is one length each."""

    road_km: float = 0.0
    rail_km: float = 0.0
    sea_km: float = 0.0
    ferries_km: tuple[float, ...] = ()
    road_borders: int = 0
    rail_borders: int = 0
    gauge_breaks: int = 0
    transfers: int = 0
    ports: int = 0


def is_free_border(one: str, other: str) -> bool:
    """Tell whether two countries share a zone without stops at the border."""
    return any(one in zone and other in zone for zone in FREE_ZONES)


def time_h(journey: Journey) -> Range:
    """Return the bracket of hours for a journey.

    Low: moving speed plus the better year's wait at each border. High: the speed with all stops,
    or moving speed plus the worse year's waits where that is longer.
    """
    low = high = 0.0
    for km, borders, speed in (
        (journey.road_km, journey.road_borders, SPEEDS["road"]),
        (journey.rail_km, journey.rail_borders, SPEEDS["rail"]),
    ):
        moving = km / speed.moving_kmh
        low += moving + borders * speed.border_h[0]
        high += max(km / speed.with_stops_kmh, moving + borders * speed.border_h[1])
    for km in journey.ferries_km:
        wait = SHORT_FERRY_WAIT_H if km <= SHORT_FERRY_KM else FERRY_WAIT_H
        low += km / FERRY_KMH + wait[0]
        high += km / FERRY_KMH + wait[1]
    low += journey.sea_km / SEA_KMH[1]
    high += journey.sea_km / SEA_KMH[0]
    for count, hours in (
        (journey.gauge_breaks, GAUGE_H),
        (journey.transfers, TRANSFER_H),
        (journey.ports, PORT_H),
    ):
        low += count * hours[0]
        high += count * hours[1]
    return Range(low=low, high=high)


def cost_usd_per_20t(journey: Journey) -> Range:
    """Return the bracket of cost for 20 tonnes, US dollars of the years measured."""
    bounds = []
    for year in (0, 1):
        total = 0.0
        for km, borders, speed in (
            (journey.road_km, journey.road_borders, SPEEDS["road"]),
            (journey.rail_km, journey.rail_borders, SPEEDS["rail"]),
        ):
            total += km / 500 * speed.usd_per_500km[year] + borders * speed.border_usd[year]
        total += sum(journey.ferries_km) * FERRY_USD_PER_KM[year]
        total += journey.gauge_breaks * GAUGE_USD[year] + journey.ports * PORT_USD[year]
        total += journey.sea_km * SEA_USD_PER_KM[year]
        bounds.append(total)
    return Range(low=bounds[0], high=bounds[1])
