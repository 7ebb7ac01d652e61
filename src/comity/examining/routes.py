"""A path through the network as a route: legs, countries in order, borders, gauges, time, cost."""

from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from comity.examining.corridor import Journey, cost_usd_per_20t, is_free_border, time_h
from comity.examining.kernels.lines import simplify
from comity.examining.kernels.paths import Path
from comity.examining.terms import GAUGE_SLACK_MM
from comity.model.actors import Party
from comity.model.findings import GaugeBreak, Leg, Route
from comity.reference.towns import name_near
from comity.reference.transport_network import MODES, STATUSES, load_network, load_patches
from comity.reference.worldviews import country_of_code

__all__ = ["CIRCUITY", "SHORT_VISIT_KM", "route_of"]

SHORT_VISIT_KM = 12.0  # a country entered for less between two stretches of another is not counted
CIRCUITY = {"road": 1.032, "rail": 1.0}  # true length over the drawn one; docs/transport.md
GEOMETRY_KM = 4.0  # how far a drawn leg may stray from the line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One edge of the path, with what the legs are made from."""

    mode: str
    km: float
    country: str
    status: str
    patch: int
    gauge_mm: int
    passage: str


def route_of(path: Path, worldview: str | None, ends: tuple[str, str]) -> Route:
    """Return a path as a route from and to the named places."""
    steps = _steps(path, worldview)
    legs = _legs(path, steps, ends)
    home = _owner(path, 0, worldview)
    crossed = [code for code in (home, *(step.country for step in steps)) if code]
    countries = tuple(Party(code) for code, _ in groupby(crossed))
    breaks = _gauge_breaks(path, steps)
    journey = _journey(steps, legs, home, len(breaks))
    new_km = sum(step.km for step in steps if step.status in {"planned", "construction"})
    return Route(
        modes=tuple(dict.fromkeys(leg.mode for leg in legs)),
        countries=countries,
        distance_km=sum(leg.distance_km for leg in legs) + path.access_km,
        time_h=time_h(journey),
        cost_usd_per_20t=cost_usd_per_20t(journey),
        borders=sum(1 for _ in pairwise(countries)),
        gauge_breaks=breaks,
        new_km=new_km,
        legs=legs,
        notes=_notes(steps),
    )


def _owner(path: Path, number: int, worldview: str | None) -> str:
    """Return whose a node of the path is, empty at sea."""
    network = load_network()
    tag = int(network.country[path.nodes[number]])
    return country_of_code(network.codes[tag], worldview) if tag >= 0 else ""


def _steps(path: Path, worldview: str | None) -> list[_Step]:
    network = load_network()
    owners = [_owner(path, number, worldview) for number in range(len(path.nodes))]
    steps = []
    for number, edge in enumerate(path.edges):
        mode = MODES[network.mode[edge]]
        row = int(network.patch[edge])
        if row >= 0 and load_patches()[row].kind == "ferry":
            mode = "ferry"
        steps.append(
            _Step(
                mode=mode,
                km=float(network.km[edge]) * CIRCUITY.get(mode, 1.0),
                country="" if mode == "sea" else owners[number + 1] or owners[number],
                status=STATUSES[network.status[edge]],
                patch=row,
                gauge_mm=int(network.gauge_mm[path.nodes[number + 1]]) if mode == "rail" else 0,
                passage=network.passages[network.passage[edge]],
            )
        )
    return _without_short_visits(steps)


def _without_short_visits(steps: list[_Step]) -> list[_Step]:
    """Return the steps with brief visits to a country given to the one before and after."""
    runs = [(code, list(run)) for code, run in groupby(steps, key=lambda step: step.country)]
    out: list[_Step] = []
    for number, (code, run) in enumerate(runs):
        before = runs[number - 1][0] if number else None
        after = runs[number + 1][0] if number + 1 < len(runs) else None
        if code and before and before == after and sum(s.km for s in run) < SHORT_VISIT_KM:
            run = [_in_country(step, before) for step in run]  # noqa: PLW2901 - the run as corrected
        out += run
    return out


def _in_country(step: _Step, country: str) -> _Step:
    return _Step(
        mode=step.mode,
        km=step.km,
        country=country,
        status=step.status,
        patch=step.patch,
        gauge_mm=step.gauge_mm,
        passage=step.passage,
    )


def _leg_key(step: _Step) -> tuple[object, ...]:
    new = step.status in {"planned", "construction"}
    ferry = step.patch if step.mode == "ferry" else -1
    return (step.mode, step.country, new, ferry, step.gauge_mm)


def _legs(path: Path, steps: list[_Step], ends: tuple[str, str]) -> tuple[Leg, ...]:
    network = load_network()
    lat, lon = network.lat_deg[path.nodes], network.lon_deg[path.nodes]
    legs: list[Leg] = []
    first = 0
    names = {0: ends[0], len(steps): ends[1]}
    for _, group in groupby(steps, key=_leg_key):
        run = list(group)
        last = first + len(run)
        for node in (first, last):
            if node not in names:
                names[node] = _name(float(lat[node]), float(lon[node]))
        if run[0].mode != "transfer":
            legs.append(
                _leg(run, (names[first], names[last]), lat[first : last + 1], lon[first : last + 1])
            )
        first = last
    return tuple(legs)


def _leg(
    run: list[_Step],
    names: tuple[str, str],
    lat: NDArray[np.float32],
    lon: NDArray[np.float32],
) -> Leg:
    rows = {step.patch for step in run if step.patch >= 0}
    notes = []
    for number in sorted(rows):
        row = load_patches()[number]
        notes.append(f"{row.name}: {row.source} ({row.standing})")
    statuses = {step.status for step in run}
    status = next((s for s in ("planned", "construction", "data_gap") if s in statuses), "open")
    if status in {"planned", "construction"}:
        row = load_patches()[max(rows)]
        names = (row.place1, row.place2) if len(rows) == 1 else names
    return Leg(
        mode=run[0].mode,
        start=names[0],
        end=names[1],
        distance_km=sum(step.km for step in run),
        countries=tuple(Party(code) for code in dict.fromkeys(s.country for s in run) if code),
        gauge_mm=run[0].gauge_mm or None,
        status=status,
        note="; ".join(notes) or None,
        geometry=simplify(lon, lat, within_km=GEOMETRY_KM),
    )


def _name(lat_deg: float, lon_deg: float) -> str:
    return name_near(lat_deg, lon_deg) or f"{lat_deg:.1f}°, {lon_deg:.1f}°"


def _gauge_breaks(path: Path, steps: list[_Step]) -> tuple[GaugeBreak, ...]:
    network = load_network()
    breaks = []
    for number, step in enumerate(steps):
        if step.mode not in {"rail", "ferry"}:
            continue
        one, other = path.nodes[number], path.nodes[number + 1]
        before, after = int(network.gauge_mm[one]), int(network.gauge_mm[other])
        if before and after and abs(before - after) > GAUGE_SLACK_MM:
            place = _name(float(network.lat_deg[other]), float(network.lon_deg[other]))
            breaks.append(GaugeBreak(place=place, from_mm=before, to_mm=after))
    return tuple(breaks)


def _journey(steps: list[_Step], legs: tuple[Leg, ...], home: str, breaks: int) -> Journey:
    km = {mode: sum(s.km for s in steps if s.mode == mode) for mode in ("road", "rail", "sea")}
    stops = {"road": 0, "rail": 0}
    before = home
    for step in (step for step in steps if step.country):
        if before and before != step.country and not is_free_border(before, step.country):
            stops["rail" if step.mode == "rail" else "road"] += 1
        before = step.country
    kinds = [leg.mode for leg in legs]
    changes = sum(1 for one, other in pairwise(kinds) if {one, other} == {"road", "rail"})
    ports = sum(1 for one, other in pairwise(kinds) if (one == "sea") != (other == "sea"))
    return Journey(
        road_km=km["road"],
        rail_km=km["rail"],
        sea_km=km["sea"],
        ferries_km=tuple(leg.distance_km for leg in legs if leg.mode == "ferry"),
        road_borders=stops["road"],
        rail_borders=stops["rail"],
        gauge_breaks=breaks,
        transfers=changes,
        ports=ports or (2 if kinds == ["sea"] else 0),
    )


def _notes(steps: list[_Step]) -> tuple[str, ...]:
    notes = []
    gap_km = sum(step.km for step in steps if step.status == "data_gap")
    if gap_km >= 1:
        notes.append(f"{gap_km:,.0f} km are gaps of the map data, joined by a rule or a patch row.")
    passages = dict.fromkeys(step.passage for step in steps if step.passage)
    if passages:
        notes.append(f"Passes: {', '.join(passages)}.")
    if "volga-don" in passages:
        notes.append("Volga and Don waterway: river-sea ships only, closed in winter.")
    return tuple(notes)
