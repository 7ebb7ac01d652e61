"""Airports with an IATA code: where they lie, which city they serve, how busy, how long the runway.

The table is built by ``scripts/build_airports.py`` from airportsdata 20260905 (MIT), the
OpenTravelData edition in neobase 0.37 (CC BY 4.0) and OurAirports runways (public domain).
"""

import csv
import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from comity.errors import UnknownPlaceError
from comity.model.actors import Party
from comity.model.provenance import SourceRef

__all__ = [
    "AIRPORTS_SOURCE",
    "Airport",
    "find_airports",
    "find_main_airport",
    "fold_name",
    "get_airport",
    "load_airports",
    "suggest_places",
]

AIRPORTS_SOURCE = SourceRef(
    name="airportsdata with OpenTravelData weights and OurAirports runways",
    vintage="2026-09",
    licence="MIT; CC BY 4.0; public domain",
    address="https://github.com/mborsetti/airportsdata",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Airport:
    """An airport. ``weight`` is its page rank among routes; ``runway_m`` 0 = unknown."""

    iata: str
    icao: str
    name: str
    cities: tuple[str, ...]
    country: Party
    lat_deg: float
    lon_deg: float
    elevation_m: float
    timezone: str
    weight: float
    runway_m: float

    @property
    def city(self) -> str:
        """Return the main city served, or the airport's own name."""
        return self.cities[0] if self.cities else self.name


@cache
def load_airports() -> Mapping[str, Airport]:
    """Return every airport by IATA code; read once."""
    path = files("comity.reference") / "tables" / "airports.csv"
    with path.open("r", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        return MappingProxyType({row[0]: _airport(row) for row in rows})


def get_airport(code: str) -> Airport:
    """Return the airport with this IATA or ICAO code.

    Raises:
        UnknownPlaceError: If no airport has the code.
    """
    wanted = code.strip().upper()
    airports = load_airports()
    if wanted in airports:
        return airports[wanted]
    for airport in airports.values():
        if airport.icao == wanted:
            return airport
    raise UnknownPlaceError(
        f"'{code}' is no IATA or ICAO airport code known here.",
        mend="Give a city's name or a three-letter code such as ISB or GYD.",
    )


def find_airports(city: str, country: str | None = None) -> tuple[Airport, ...]:
    """Return the airports that serve a city of this name, busiest first.

    Args:
        city: A city's name in English or its own spelling, accents optional.
        country: ISO 3166-1 alpha-3 code to keep to; ``None`` looks everywhere.
    """
    found = [
        airport
        for airport in _by_city().get(fold_name(city), ())
        if country is None or airport.country == country
    ]
    return tuple(sorted(found, key=_busiest_first))


def find_main_airport(country: str) -> Airport | None:
    """Return the busiest airport of a country, or ``None`` where it has no airport with a code."""
    own = [airport for airport in load_airports().values() if airport.country == country]
    return min(own, key=_busiest_first) if own else None


def suggest_places(name: str, limit: int = 3) -> tuple[str, ...]:
    """Return the names of cities with an airport that are spelt most like ``name``."""
    near = difflib.get_close_matches(fold_name(name), list(_by_city()), n=limit, cutoff=0.6)
    return tuple(min(_by_city()[key], key=_busiest_first).city for key in near)


def fold_name(name: str) -> str:
    """Return a name without accents, case and punctuation, for comparing."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if c.isascii()).split())


def _busiest_first(airport: Airport) -> tuple[float, str]:
    return (-airport.weight, airport.iata)


@cache
def _by_city() -> Mapping[str, tuple[Airport, ...]]:
    cities: dict[str, list[Airport]] = {}
    for airport in load_airports().values():
        for key in dict.fromkeys(fold_name(name) for name in airport.cities):
            cities.setdefault(key, []).append(airport)
    return {key: tuple(airports) for key, airports in cities.items() if key}


def _airport(row: list[str]) -> Airport:
    return Airport(
        iata=row[0],
        icao=row[1],
        name=row[2],
        cities=tuple(row[3].split("|")) if row[3] else (),
        country=Party(row[4]),
        lat_deg=float(row[5]),
        lon_deg=float(row[6]),
        elevation_m=float(row[7]),
        timezone=row[8],
        weight=float(row[9]),
        runway_m=float(row[10]),
    )
