"""Collect published gate-to-gate times from the timetables FlightGear ships.

    python scripts/collect_block_times.py FOLDER

FOLDER holds ``AI/Traffic/*/*.xml`` of FlightGear 2020.3 (Debian package flightgear-data-ai
1:2020.3.16+dfsg-1): airline timetables of 2015 to 2020 in universal time. The sample is drawn by a
fixed seed, eight airport pairs from each of six distance bands, both directions in one timetable,
before any parameter of the model is fitted. Written to ``tests/references/block_times.csv``.
"""

import csv
import random
import statistics
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from comity.examining.kernels.geodesy import geodesic_km
from comity.reference.airports import load_airports

TARGET = Path(__file__).resolve().parent.parent / "tests/references/block_times.csv"
BANDS_KM = ((400, 800), (800, 1400), (1400, 2200), (2200, 3200), (3200, 5500), (5500, 11000))
PAIRS_PER_BAND = 8
COLUMNS = ("origin", "destination", "airline_icao", "block_h", "flights", "source", "use")
SEED = 20261124
WEEK_MIN, DAY_MIN = 7 * 24 * 60, 24 * 60
SLOWEST_KMH, FASTEST_KMH = 250, 1000  # outside: a stop on the way, a turboprop or a typing error
JET_LETTERS = ("73", "31", "32", "33", "34", "35", "38", "74", "75", "76", "77", "78", "E1", "E7")

Flights = dict[tuple[str, str, str], list[int]]


def main() -> None:
    """Draw the sample and write it."""
    icao = {airport.icao: airport for airport in load_airports().values() if airport.icao}
    flights: Flights = {}
    for path in sorted(Path(sys.argv[1]).rglob("*.xml")):
        collect(path, flights)
    pairs: dict[int, list[tuple[str, ...]]] = {}
    for (airline, start, end), minutes in sorted(flights.items()):
        back = flights.get((airline, end, start))
        if back is None or start >= end or start not in icao or end not in icao:
            continue
        one, other = icao[start], icao[end]
        km = geodesic_km(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)
        hours = (statistics.median(minutes) + statistics.median(back)) / 120
        band = next((n for n, (low, high) in enumerate(BANDS_KM) if low <= km < high), None)
        if band is not None and SLOWEST_KMH < km / hours < FASTEST_KMH:
            row = (one.iata, other.iata, airline, f"{hours:.3f}", str(len(minutes) + len(back)))
            pairs.setdefault(band, []).append(row)
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for band in sorted(pairs):
            for row in sorted(draw.sample(pairs[band], PAIRS_PER_BAND)):
                source = f"FlightGear 2020.3.16 AI/Traffic {row[2]}.xml"
                writer.writerow((*row, source, draw.choice(("fit", "test"))))


def collect(path: Path, flights: Flights) -> None:
    """Add one airline's jet flights: minutes from gate to gate by direction."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - a file of the distribution
    except ET.ParseError:
        return
    for flight in root.iter("flight"):
        aircraft = (flight.findtext("required-aircraft") or "").upper()
        if not any(part.startswith(JET_LETTERS) for part in aircraft.split("-")):
            continue
        start = flight.findtext("departure/port") or ""
        end = flight.findtext("arrival/port") or ""
        left = parse_minutes(flight.findtext("departure/time"))
        came = parse_minutes(flight.findtext("arrival/time"))
        if left is None or came is None:
            continue
        period = WEEK_MIN if flight.findtext("repeat") == "WEEK" else DAY_MIN
        flights.setdefault((path.stem, start, end), []).append((came - left) % period)


def parse_minutes(text: str | None) -> int | None:
    """Return minutes since the start of the week (or day) of ``D/HH:MM:SS`` or ``HH:MM:SS``."""
    if not text:
        return None
    day, _, clock = text.rpartition("/")
    parts = clock.split(":")
    if len(parts) < len(("hour", "minute")):
        return None
    return int(day or 0) * DAY_MIN + int(parts[0]) * 60 + int(parts[1])


if __name__ == "__main__":
    main()
