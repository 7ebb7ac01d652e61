"""Times of corridors, fuel of aircraft and single published cases, for ``validate_transport``."""

import csv
import statistics
from collections.abc import Iterator
from pathlib import Path

from comity.examining import examine
from comity.examining.corridors import find_corridors
from comity.examining.doors import Spot
from comity.examining.kernels.flight_cost import fuel_kg
from comity.examining.sea_routes import find_sea_routes
from comity.examining.terms import Terms
from comity.model.actors import Place
from comity.model.findings import Finding, Question
from comity.reference.aircraft import get_aircraft
from comity.reference.places import find_city

REFERENCES = Path(__file__).resolve().parent.parent / "tests/references"
Row = dict[str, str]
FUEL_WITHIN = 0.07  # median of a type
TIME_WITHIN = 0.05
DISTANCE_WITHIN = 0.07  # rail and mixed; nine of ten test rows by rail lie within
FLIGHTS_OF_2023, FLIGHTS_OF_2024 = 2, (4, 6)  # a week: both as published
RASHT_ASTARA_KM = (162, 167)  # as published


def spot_of(words: str) -> Spot:
    """Return the place of ``City ISO``."""
    name, _, country = words.rpartition(" ")
    city = find_city(name, country)
    if city is None:
        raise SystemExit(f"{words} is not in the table of cities")
    return Spot(
        name=city.name, country=country, lat_deg=city.latitude_deg, lon_deg=city.longitude_deg
    )


def fuel_table() -> list[str]:
    """Return the fuel of each type against published consumption; nothing is fitted to it."""
    errors: dict[str, list[float]] = {}
    for row in _rows("fuel.csv"):
        craft, km = get_aircraft(row["aircraft"]), float(row["sector_km"])
        burnt = fuel_kg(km, lto_kg=craft.fuel_lto_kg, cruise_kg_per_km=craft.fuel_kg_per_km)
        published = float(row["published_kg_per_km"])
        errors.setdefault(row["aircraft"], []).append(burnt / km / published - 1)
    every = [abs(error) for one in errors.values() for error in one]
    medians = [statistics.median(map(abs, one)) for one in errors.values()]
    return [
        "### Fuel of a flight",
        "",
        (
            "Published consumption by type and sector: Wikipedia, Fuel economy in aircraft, as "
            "copied in July 2026. Nothing was fitted to it; its seats differ from ours."
        ),
        "",
        "| type | sectors | error, each |",
        "|---|---|---|",
        *(
            f"| {name} | {len(one)} | {', '.join(f'{error:+.0%}' for error in one)} |"
            for name, one in sorted(errors.items())
        ),
        "",
        (
            f"Median absolute error on {len(every)} sectors: **{statistics.median(every):.1%}**; "
            f"of the types, {sum(median <= FUEL_WITHIN for median in medians)} of {len(medians)} "
            f"have a median within 7 %; the worst sector is {max(every):.0%} off."
        ),
    ]


def corridor_table() -> list[str]:
    """Return published transit times beside our brackets; nothing is fitted to them."""
    lines = [
        "### Time of corridors",
        "",
        "| mode | from | to | published | ours | km, published and ours | countries | source |",
        "|---|---|---|---|---|---|---|---|",
    ]
    inside, off = [], []
    for row in _rows("corridors.csv"):
        sea = row["mode"] == "sea"
        terms = Terms(
            modes=("sea", "transfer", "road") if sea else (row["mode"],),
            as_of=row["as_of"],
            avoid=frozenset(row["avoid"].split()),
        )
        find = find_sea_routes if sea else find_corridors
        best = find(spot_of(row["origin"]), spot_of(row["destination"]), terms)[0]
        days, low, high = float(row["published_days"]), best.time_h.low / 24, best.time_h.high / 24
        inside.append(low <= days <= high)
        off.append(abs((low + high) / 2 / days - 1))
        km = f"{float(row['published_km']):,.0f} km" if row["published_km"] else "–"
        lines.append(
            f"| {row['mode']} | {row['origin']} | {row['destination']} | {days:.0f} d | "
            f"{low:.1f} to {high:.1f} d{'' if inside[-1] else ' (outside)'} | "
            f"{km}, {best.distance_km:,.0f} km | {' '.join(best.countries)} | {row['what']}; "
            f"{row['source']} |"
        )
    return [
        *lines,
        "",
        (
            f"Inside the bracket: **{sum(inside)} of {len(inside)}**; the middle of the bracket is "
            f"off by {statistics.median(off):.0%} in the median."
        ),
    ]


def case_table() -> list[str]:
    """Return single published figures beside what an examination gives for them."""
    lines = ["### Single cases", "", "| case | published | ours | holds |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {published} | {ours} | {'yes' if holds else '**no**'} |"
        for name, published, ours, holds in _cases()
    ]
    return lines


def _cases() -> Iterator[tuple[str, str, str, bool]]:
    """Yield each case: what it is, what was published, what we say, and whether that agrees."""
    flight = _figures("air-link", "ISB", "GYD", as_of="2023-11-02")
    value, low, high = flight["block_time"]
    yield (
        "Islamabad–Baku, flight of 2 November 2023 (dailypakistan.com.pk)",
        "3 h 50 min",
        f"{value:.2f} h ({low:.2f} to {high:.2f})",
        abs(value / (3 + 50 / 60) - 1) <= TIME_WITHIN,
    )
    flight = _figures("air-link", "ISB", "GYD", aircraft="A320", arrivals="41268")
    weekly = flight["weekly_frequency"]
    yield (
        "Azerbaijan's 41,268 arrivals from Pakistan in 2018 (another report: 22,000)",
        "2 flights a week",
        f"{weekly[0]:.1f} ({weekly[1]:.1f} to {weekly[2]:.1f})",
        weekly[1] <= FLIGHTS_OF_2023 <= weekly[2],
    )
    flight = _figures("air-link", "ISB", "GYD", aircraft="A320", arrivals="81000")
    weekly = flight["weekly_frequency"]
    yield (
        "81,000 arrivals in 2024 (thenews.com.pk 538414), from three cities",
        "4 to 6 flights a week by AZAL",
        f"{weekly[0]:.1f} ({weekly[1]:.1f} to {weekly[2]:.1f})",
        weekly[1] <= FLIGHTS_OF_2024[1] and weekly[2] >= FLIGHTS_OF_2024[0],
    )
    for city, published in (("KHI", 2368), ("LHE", 2883)):
        track = _figures("air-link", city, "GYD", as_of="2022-03-16", aircraft="A320")
        spare, km = track["range_margin"][0], track["track_distance"]
        yield (
            f"{city}–Baku by A320, flown from March 2022 (track measured independently)",
            f"{published:,} km, within range",
            f"{km[0]:,.0f} to {km[2]:,.0f} km, {spare:,.0f} km to spare",
            spare > 0 and km[0] * 0.97 <= published <= km[2] * 1.03,
        )
    yield from _rail_cases()


def _rail_cases() -> Iterator[tuple[str, str, str, bool]]:
    found = _examined("rail-link", "Islamabad", "Baku")
    link = next((one for one in found.missing_links if "Rasht" in one.start + one.end), None)
    yield (
        "Islamabad–Baku, the missing railway (IRNA)",
        "Rasht–Astara, 162 to 167 km",
        f"{link.start}–{link.end}, {link.km:.0f} km" if link else "not found",
        link is not None and RASHT_ASTARA_KM[0] <= link.km <= RASHT_ASTARA_KM[1],
    )
    crossings = _examined("border-crossing", "Astara", "Baku", parties=("IRN", "AZE"))
    astara = [leg for route in crossings.routes for leg in route.legs if "Astara" in str(leg.note)]
    yield (
        "Astara–Astara across the border (Railway Gazette 46216)",
        "open since 29 March 2018",
        astara[0].status if astara else "not found",
        any(leg.mode == "rail" and leg.status == "open" for leg in astara),
    )
    for start, end, published in (
        ("Baku", "Tbilisi", 550),
        ("Moscow", "Baku", 2475),
        ("Moscow", "Vladivostok", 9289),
    ):
        best = _examined("rail-link", start, end, as_of="2020-01-01").routes[0]
        yield (
            f"{start}–{end} by rail, through {', '.join(best.countries)} only",
            f"{published:,} km",
            f"{best.distance_km:,.0f} km ({best.distance_km / published - 1:+.1%})",
            abs(best.distance_km / published - 1) <= DISTANCE_WITHIN,
        )
    sea = _examined("sea-link", "Mumbai", "Bandar Abbas").routes[0].distance_km
    land = [one.distance_km for one in _examined("rail-link", "Bandar Abbas", "Moscow").routes]
    nearest = min(land, key=lambda km: abs(sea + km - 7200))
    ours = (
        f"{sea + nearest:,.0f} km by sea to Bandar Abbas and one of the ways shown, which are "
        f"{sea + min(land):,.0f} to {sea + max(land):,.0f} km long"
    )
    yield (
        "International North–South corridor Mumbai–Moscow (IRNA)",
        "7,200 km",
        ours,
        abs((sea + nearest) / 7200 - 1) <= DISTANCE_WITHIN,
    )


def _figures(
    kind: str, *names: str, as_of: str | None = None, **inputs: str
) -> dict[str, tuple[float, float, float]]:
    """Return value, low and high of each figure that has a value."""
    found = _examined(kind, *names, as_of=as_of, parties=(), **inputs)
    return {
        one.label: (one.value, one.low or one.value, one.high or one.value)
        for one in found.figures
        if one.value is not None
    }


def _examined(
    kind: str,
    *names: str,
    as_of: str | None = None,
    parties: tuple[str, ...] = (),
    **inputs: str,
) -> Finding:
    question = Question(
        kind=kind,
        parties=parties,  # type: ignore[arg-type]
        endpoints=() if parties else tuple(Place(name=name) for name in names),
        inputs=tuple(sorted(inputs.items())),
        as_of=as_of,
    )
    found = examine(question)
    if not isinstance(found, Finding):
        raise SystemExit(f"{kind} {names}: {found.reason}")
    return found


def _rows(name: str) -> list[Row]:
    with (REFERENCES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
