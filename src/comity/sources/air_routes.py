"""Airline routes of the week (Jonty), and airports with their runways (OurAirports)."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from comity.reference.state_codes import iso3_by_iso2
from comity.sources.columns import read_csv, translate
from comity.sources.record import Part, Source, Table

__all__ = ["AIRPORTS", "ROUTES", "AirRouteTable", "RunwayTable"]

Text = npt.NDArray[np.str_]
METRES_PER_FOOT = 0.3048  # international foot, exact since 1959


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AirRouteTable:
    """One row an origin, destination (IATA airports) and carrier (IATA) of scheduled flights.

    A route that is not in it is "not in this edition", never "no flight".
    """

    origin: Text
    destination: Text
    carrier: Text
    distance_km: npt.NDArray[np.float64]
    block_time_min: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RunwayTable:
    """Airports with scheduled service: codes, country, place, longest open runway in metres."""

    iata: Text
    icao: Text
    name: Text
    iso3: Text
    latitude_deg: npt.NDArray[np.float64]
    longitude_deg: npt.NDArray[np.float64]
    longest_runway_m: npt.NDArray[np.float64]


def read_routes(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the routes of ``airline_routes.json``."""
    airports = json.loads(files[0].read_text(encoding="utf-8"))
    rows = [
        (origin, route["iata"], carrier["iata"], route.get("km"), route.get("min"))
        for origin, airport in airports.items()
        for route in airport["routes"]
        for carrier in route["carriers"]
    ]
    origin, destination, carrier, distance, minutes = zip(*rows, strict=True)
    return (
        AirRouteTable(
            origin=np.array(origin),
            destination=np.array(destination),
            carrier=np.array([code or "" for code in carrier]),
            distance_km=np.array(distance, np.float64),
            block_time_min=np.array(minutes, np.float64),
        ),
    )


def read_airports(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the airports of ``airports.csv`` with the runways of ``runways.csv``."""
    by_name = {file.name: file for file in files}
    texts = ("ident", "iata_code", "gps_code", "name", "iso_country", "scheduled_service")
    airports = read_csv(
        by_name["airports.csv"], (*texts, "latitude_deg", "longitude_deg"), text=texts
    )
    runways = read_csv(
        by_name["runways.csv"], ("airport_ident", "length_ft", "closed"), text=("airport_ident",)
    )
    longest: dict[str, float] = {}
    for ident, feet, closed in zip(*runways.values(), strict=True):
        if not closed and feet > longest.get(ident, 0.0):
            longest[str(ident)] = float(feet)
    kept = (airports["scheduled_service"] == "yes") & (airports["iata_code"] != "")
    length_m = [
        longest.get(str(ident), np.nan) * METRES_PER_FOOT for ident in airports["ident"][kept]
    ]
    return (
        RunwayTable(
            iata=airports["iata_code"][kept],
            icao=airports["gps_code"][kept],
            name=airports["name"][kept],
            iso3=translate(airports["iso_country"][kept], iso3_by_iso2()),
            latitude_deg=airports["latitude_deg"][kept],
            longitude_deg=airports["longitude_deg"][kept],
            longest_runway_m=np.array(length_m, np.float64),
        ),
    )


ROUTES = Source(
    name="air-routes",
    title="Airline route data (Jonty)",
    licence="not stated; gathered from public timetables: link, do not pass on",
    address="https://github.com/Jonty/airline-route-data",
    vintage="the week it is fetched",
    coverage="scheduled routes of about 3,900 airports, renewed weekly",
    size_mb=30.0,
    citation="Jonty Wareing, airline-route-data, github.com/Jonty/airline-route-data",
    tables=(AirRouteTable,),
    read=read_routes,
    parts=(
        Part(
            name="airline_routes.json",
            address="https://raw.githubusercontent.com/Jonty/airline-route-data/main/"
            "airline_routes.json",
            form="json",
        ),
    ),
    accepts="Give airline_routes.json.",
    note="A route that is not in it is not in this edition; that is no proof of no flight.",
)

AIRPORTS = Source(
    name="ourairports",
    title="OurAirports",
    licence="public domain",
    address="https://ourairports.com/data/",
    vintage="as on the day it is fetched",
    coverage="airports with scheduled service, their runways",
    size_mb=16.0,
    citation="OurAirports, ourairports.com",
    tables=(RunwayTable,),
    read=read_airports,
    parts=tuple(
        Part(
            name=f"{name}.csv",
            address=f"https://davidmegginson.github.io/ourairports-data/{name}.csv",
            form="csv",
        )
        for name in ("airports", "runways")
    ),
    accepts="Give airports.csv and runways.csv.",
)
