"""Our figures against published ones, collected before any factor was fitted."""

import csv
import statistics
from pathlib import Path

from comity.examining.doors import Spot
from comity.examining.kernels.block_time import block_time_h, track_extension_km
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.routes import route_of
from comity.examining.search import Weights, search
from comity.examining.terms import Terms
from comity.reference.airports import get_airport
from comity.reference.places import find_city


def rows(root: Path, name: str) -> list[dict[str, str]]:
    """Return the rows set aside for testing."""
    with (root / "tests/references" / name).open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["use"] == "test"]


def spot(words: str) -> Spot:
    """Return the place of ``City ISO``."""
    name, _, country = words.rpartition(" ")
    city = find_city(name, country)
    assert city is not None, words
    return Spot(name=name, country=country, lat_deg=city.latitude_deg, lon_deg=city.longitude_deg)


def test_block_times_are_within_five_percent_at_the_median(root: Path) -> None:
    """Half of the timetables not fitted to are met within 5 %."""
    errors = []
    for row in rows(root, "block_times.csv"):
        one, other = get_airport(row["origin"]), get_airport(row["destination"])
        km = geodesic_km(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)
        errors.append(abs(block_time_h(km + track_extension_km(km)) / float(row["block_h"]) - 1))

    assert len(errors) >= 20
    assert statistics.median(errors) <= 0.05


def test_distances_are_near_the_published_at_the_median(root: Path) -> None:
    """Roads within 2.5 %, railways within 4 %, and every one of them has a route."""
    errors: dict[str, list[float]] = {"road": [], "rail": []}
    for row in rows(root, "distances.csv"):
        start, end = spot(row["origin"]), spot(row["destination"])
        home = start.country if start.country == end.country else None
        terms = Terms(modes=(row["mode"],), as_of="2020-01-01", within=home)
        path = search(start, end, terms, Weights())
        assert path is not None, row
        km = route_of(path, None, (start.name, end.name)).distance_km
        errors[row["mode"]].append(abs(km / float(row["published_km"]) - 1))

    assert min(len(found) for found in errors.values()) >= 10
    assert statistics.median(errors["road"]) <= 0.025
    assert statistics.median(errors["rail"]) <= 0.04
