"""New links that would join two places or shorten the way most, and the plans they match."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from comity.examining.candidates import Candidates, find_candidates
from comity.examining.doors import Doors, Places, Spot, doors_of
from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM, geodesic_km
from comity.examining.kernels.paths import Path, find_costs, find_path
from comity.examining.kernels.regions import Region, cut_region, reach_km_of
from comity.examining.routes import CIRCUITY
from comity.examining.search import lines_of
from comity.examining.terms import Terms, allowed_edges
from comity.model.actors import Party
from comity.model.findings import MissingLink
from comity.model.provenance import SourceRef
from comity.reference.towns import name_near
from comity.reference.transport_network import (
    NETWORK_SOURCE,
    STATUSES,
    PatchRow,
    load_network,
    load_patches,
)
from comity.reference.worldviews import country_of_code

__all__ = [
    "MATCH_KM",
    "PLANNED",
    "MissingLinks",
    "find_missing_links",
    "name_of_node",
    "plan_words",
]

PLANNED = ("planned", "construction")
LONGEST_KM = (250.0, 1000.0)  # of a link looked for; the second where no shorter ones join
PRICES = (10.0, 4.0, 2.0)  # a new km counts as this many old ones
MATCH_KM = 60.0  # a plan is meant when both ends of the link lie this near its own
LEAST_SAVING_KM = 25.0
MOST_LINKS = 5
LEAST_GAIN = 2.0  # km saved for each km of a link in no plan
DOUBTFUL_KM = 40.0  # a link this short in no plan is more likely a gap of the map
DOUBTFUL_BORDER_KM = 12.0  # the same across a border
ANSWERS_KEPT = 256  # measures of a dossier ask for the same few ways again


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLinks:
    """New links, the greatest saving for each km first; and short ones the data seems to lack."""

    links: tuple[MissingLink, ...] = ()
    suspects: tuple[MissingLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Field:
    """The network between two places with candidates and plans; ``new`` tells which edges.

    ``today_km`` is the shortest way without them, infinite where there is none.
    """

    region: Region
    candidates: Candidates
    km: NDArray[np.float64]
    new: NDArray[np.bool_]
    today_km: float
    alone_km: dict[int, float]


@lru_cache(maxsize=ANSWERS_KEPT)
def find_missing_links(
    start: Spot, end: Spot, terms: Terms, existing_km: float | None
) -> MissingLinks:
    """Return the links, planned ones among them, by which the way would be shorter or possible.

    Candidates lead from the dead ends of lines to the lines around them, over land. They and the
    planned lines are let into the search at several prices; those the best paths take are returned,
    the greatest saving for each new km first, each with what it would save alone. Where no way
    exists today these are the fewest new km that make one, and any link that would do so alone.

    Args:
        start: One end of the way.
        end: The other.
        terms: What the way may use.
        existing_km: A way today, the shortest known; ``None`` where there is none.
    """
    places, access = doors_of(start, end, terms)
    if not all(len(nodes) for nodes, _ in access):
        return MissingLinks()
    found = MissingLinks()
    for longest in LONGEST_KM if existing_km is None else LONGEST_KM[:1]:
        field = _field(places, access, terms, (longest, existing_km))
        least, edges = _best_edges(field)
        if existing_km is None:
            edges = {e: ends for e, ends in edges.items() if e in least or e in field.alone_km}
        found = _report(edges, field, terms)
        if edges:
            break
    return found


def _field(
    places: Places, access: Doors, terms: Terms, lengths: tuple[float, float | None]
) -> _Field:
    """Return the network between two places, with candidates and plans let in.

    ``lengths`` are that of the longest link and of the way today.
    """
    network = load_network()
    longest_km, existing_km = lengths
    straight = float(np.arccos(np.clip(places[0] @ places[1], -1, 1)) * EARTH_MEAN_RADIUS_KM)
    reach = 1.4 * reach_km_of(straight)
    if existing_km is not None:
        reach = min(reach, existing_km)  # no shorter way leaves that ellipse
    usable = allowed_edges(replace(terms, with_plans=True))
    links = find_candidates(usable, places, terms, longest_km=longest_km, way_km=reach)
    count = len(network.u)
    lines = replace(lines_of(replace(terms, with_plans=True)), more=(links.u, links.v))
    region = cut_region(lines, places, access, reach)
    old = region.edges < count
    km = np.empty(len(region.edges))
    km[old] = network.km[region.edges[old]]
    km[~old] = links.km[region.edges[~old] - count]
    new = ~old
    new[old] = np.isin(network.status[region.edges[old]], _plan_statuses())
    today, alone = _lengths(region, links, km, new)
    return _Field(
        region=region,
        candidates=links,
        km=km,
        new=new,
        today_km=today if np.isfinite(today) or existing_km is None else existing_km,
        alone_km=alone,
    )


def _lengths(
    region: Region, links: Candidates, km: NDArray[np.float64], new: NDArray[np.bool_]
) -> tuple[float, dict[int, float]]:
    """Return the shortest way without any new edge, and with each one of them alone.

    A way over one new edge is the way to its one node, the edge, and the way on from its other.
    Edges that make none are left out.
    """
    network = load_network()
    fresh = np.flatnonzero(new)
    count = len(network.u)
    edges = region.edges[fresh]
    drawn = edges >= count
    nodes = []
    for mapped, linked in ((network.u, links.u), (network.v, links.v)):
        ends = np.empty(len(edges), np.int64)
        ends[drawn] = linked[edges[drawn] - count]
        ends[~drawn] = mapped[edges[~drawn]]
        nodes.append(np.searchsorted(region.nodes, ends))
    one, other = nodes
    there, back = find_costs(region, np.where(new, np.inf, km))
    alone = km[fresh] + np.minimum(there[one] + back[other], there[other] + back[one])
    good = np.isfinite(alone)
    pairs = zip(edges[good].tolist(), alone[good].tolist(), strict=True)
    return float(there[region.size + 1]), dict(pairs)


def _best_edges(field: _Field) -> tuple[set[int], dict[int, tuple[int, int]]]:
    """Return the new edges of the way with the fewest new km, and those of all the best ways.

    Where there is a way today, only edges that shorten it by enough are let in.
    """
    least: set[int] | None = None
    edges: dict[int, tuple[int, int]] = {}
    enough = field.today_km - LEAST_SAVING_KM
    barred = np.zeros(len(field.new), bool)
    if np.isfinite(enough):
        worth = [edge for edge, km in field.alone_km.items() if km <= enough]
        if not worth:
            return set(), {}
        barred = field.new & ~np.isin(field.region.edges, worth)
    for price in PRICES:
        cost = np.where(field.new, price * field.km, field.km)
        cost[barred] = np.inf
        path = find_path(field.region, cost, at_most=field.today_km)
        here = _new_edges(path, len(load_network().u)) if path is not None else {}
        least = set(here) if least is None else least
        edges |= here
    return least or set(), edges


def _new_edges(path: Path, count: int) -> dict[int, tuple[int, int]]:
    """Return the new edges of a path with their nodes in the order travelled."""
    network = load_network()
    return {
        int(edge): (int(path.nodes[number]), int(path.nodes[number + 1]))
        for number, edge in enumerate(path.edges)
        if edge >= count or network.status[edge] in _plan_statuses()
    }


def _report(edges: dict[int, tuple[int, int]], field: _Field, terms: Terms) -> MissingLinks:
    """Return the links worth building, and where the data is more likely to have a gap."""
    network = load_network()
    count = len(network.u)
    shortens = bool(np.isfinite(field.today_km))
    links: list[MissingLink] = []
    suspects: list[MissingLink] = []
    for edge, (one, other) in edges.items():
        saved = 0.0
        if shortens:
            saved = (field.today_km - field.alone_km[edge]) * CIRCUITY.get(terms.modes[0], 1.0)
        if edge >= count:
            km, plan = float(field.candidates.km[edge - count]), _matching_plan(one, other, terms)
        else:
            km, plan = float(network.km[edge]), load_patches()[network.patch[edge]]
        link = _link(one, other, km, plan, terms, saved)
        if plan is None and shortens and saved < LEAST_GAIN * km:
            continue
        within = DOUBTFUL_KM if len(link.countries) == 1 else DOUBTFUL_BORDER_KM
        doubtful = plan is None and km <= within
        (suspects if doubtful else links).append(link)
    links.sort(key=lambda link: -(link.saves_km + 1) / link.km)
    named = {link.planned_as or f"{link.start} {link.end}": link for link in reversed(links)}
    ordered = tuple(link for link in links if link in named.values())
    return MissingLinks(links=ordered[:MOST_LINKS], suspects=tuple(suspects[:MOST_LINKS]))


def _plan_statuses() -> list[int]:
    return [STATUSES.index(status) for status in PLANNED]


def _link(
    one: int, other: int, km: float, plan: PatchRow | None, terms: Terms, saved_km: float
) -> MissingLink:
    network = load_network()
    names = [name_of_node(one), name_of_node(other)]
    if plan is not None:
        at = (float(network.lat_deg[one]), float(network.lon_deg[one]))
        turned = _apart(at, plan, 1) > _apart(at, plan, 2)
        names = [plan.place2, plan.place1] if turned else [plan.place1, plan.place2]
        km = plan.km or km
    owners = [
        country_of_code(network.codes[network.country[n]], terms.worldview) for n in (one, other)
    ]
    gauges = [int(network.gauge_mm[n]) for n in (one, other) if network.gauge_mm[n]]
    return MissingLink(
        start=names[0],
        end=names[1],
        km=km,
        saves_km=max(0.0, saved_km),
        countries=tuple(Party(code) for code in dict.fromkeys(owners)),
        planned_as=plan_words(plan) if plan else None,
        gauges_mm=tuple(gauges),
        sources=(NETWORK_SOURCE, _plan_source(plan)) if plan else (NETWORK_SOURCE,),
    )


def plan_words(plan: PatchRow) -> str:
    """Return a plan by name, status and the year it is foreseen for."""
    status = "under construction" if plan.status == "construction" else "planned"
    when = f", {plan.since}" if plan.since else ""
    return f"{plan.name} ({status}{when})"


def _plan_source(plan: PatchRow) -> SourceRef:
    return SourceRef(name=plan.source, vintage="2026-11", row=f"{plan.name}, {plan.standing}")


def _matching_plan(one: int, other: int, terms: Terms) -> PatchRow | None:
    """Return the plan whose two ends lie near those of a link."""
    network = load_network()
    spots = [(float(network.lat_deg[n]), float(network.lon_deg[n])) for n in (one, other)]
    for row in load_patches():
        if row.mode not in terms.modes or row.status not in PLANNED:
            continue
        for first, second in ((1, 2), (2, 1)):
            if _apart(spots[0], row, first) < MATCH_KM and _apart(spots[1], row, second) < MATCH_KM:
                return row
    return None


def _apart(spot: tuple[float, float], row: PatchRow, side: int) -> float:
    lat, lon = (row.lat1_deg, row.lon1_deg) if side == 1 else (row.lat2_deg, row.lon2_deg)
    return geodesic_km(spot[0], spot[1], lat, lon)


def name_of_node(node: int) -> str:
    """Return the town near a node, or its latitude and longitude."""
    network = load_network()
    lat, lon = float(network.lat_deg[node]), float(network.lon_deg[node])
    return name_near(lat, lon) or f"{lat:.1f}°, {lon:.1f}°"
