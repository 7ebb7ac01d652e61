"""New links that would join two places or shorten the way most, and the plans they match."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from comity.examining.kernels.gaps import sector_neighbours
from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM, geodesic_km
from comity.examining.kernels.paths import Path, Region, cut_region, find_path, reach_km_of
from comity.examining.search import (
    Doors,
    Places,
    Spot,
    Terms,
    allowed_edges,
    doors_of,
    may_join,
)
from comity.model.actors import Party
from comity.model.findings import MissingLink
from comity.model.provenance import SourceRef
from comity.reference.airspace import load_country_grid
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
    "CIRCUITY",
    "MATCH_KM",
    "PLANNED",
    "WATER_SHARE",
    "MissingLinks",
    "find_missing_links",
    "name_of_node",
    "plan_words",
]

PLANNED = ("planned", "construction")
CIRCUITY = 1.2  # a new line over the great circle
LONGEST_KM = (250.0, 1000.0)  # of a link looked for; the second where no shorter ones join
SHORTEST_KM = 4.0
PRICES = (10.0, 4.0, 2.0)  # a new km counts as this many old ones
MOST_ENDS = 500  # dead ends looked at, those nearest to the great circle
GRID_KM = 20.0  # one node in each square of this size may be joined
MATCH_KM = 60.0  # a plan is meant when both ends of the link lie this near its own
WATER_SHARE = 0.25  # a link with more of its length at sea is none
LEAST_SAVING_KM = 25.0
MOST_LINKS = 5
LEAST_GAIN = 2.0  # km saved for each km of a link in no plan
DOUBTFUL_KM = 40.0  # a link this short in no plan is more likely a gap of the map
DOUBTFUL_BORDER_KM = 12.0  # the same across a border


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLinks:
    """New links, the greatest saving for each km first; and short ones the data seems to lack."""

    links: tuple[MissingLink, ...] = ()
    suspects: tuple[MissingLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Gaps:
    """Candidate links: nodes of the network and length."""

    u: NDArray[np.int64]
    v: NDArray[np.int64]
    km: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Field:
    """The network between two places with candidates and plans; ``new`` tells which edges."""

    region: Region
    gaps: _Gaps
    km: NDArray[np.float64]
    new: NDArray[np.bool_]


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
        existing_km: The shortest way today; ``None`` where there is none.
    """
    places, access = doors_of(start, end, terms)
    if not all(len(nodes) for nodes, _ in access):
        return MissingLinks()
    found = MissingLinks()
    for longest in LONGEST_KM if existing_km is None else LONGEST_KM[:1]:
        field = _field(places, access, terms, longest)
        least, edges = _best_edges(field)
        alone = {edge: _length_with(field, edge) for edge in edges}
        if existing_km is None:
            edges = {e: ends for e, ends in edges.items() if e in least or alone[e] is not None}
        found = _report(edges, alone, field.gaps, terms, existing_km)
        if edges:
            break
    return found


def _field(places: Places, access: Doors, terms: Terms, longest_km: float) -> _Field:
    """Return the network between two places, with candidates and plans let in."""
    network = load_network()
    straight = float(np.arccos(np.clip(places[0] @ places[1], -1, 1)) * EARTH_MEAN_RADIUS_KM)
    usable = allowed_edges(replace(terms, with_plans=True))
    gaps = _find_gaps(usable, places, straight, terms, longest_km)
    count = len(network.u)
    region = cut_region(
        network.space,
        (
            np.concatenate((network.u, gaps.u)).astype(np.int32),
            np.concatenate((network.v, gaps.v)).astype(np.int32),
        ),
        np.concatenate((usable, np.ones(len(gaps.u), bool))),
        places,
        access,
        1.4 * reach_km_of(straight),
    )
    old = region.edges < count
    km = np.empty(len(region.edges))
    km[old] = network.km[region.edges[old]]
    km[~old] = gaps.km[region.edges[~old] - count]
    new = ~old
    new[old] = np.isin(network.status[region.edges[old]], _plan_statuses())
    return _Field(region=region, gaps=gaps, km=km, new=new)


def _best_edges(field: _Field) -> tuple[set[int], dict[int, tuple[int, int]]]:
    """Return the new edges of the way with the fewest new km, and those of all the best ways."""
    least: set[int] | None = None
    edges: dict[int, tuple[int, int]] = {}
    for price in PRICES:
        path = find_path(field.region, np.where(field.new, price * field.km, field.km))
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


def _length_with(field: _Field, edge: int) -> float | None:
    """Return the shortest way with this new link alone, ``None`` where there is still none."""
    others = field.new & (field.region.edges != edge)
    path = find_path(field.region, np.where(others, np.inf, field.km))
    return None if path is None else path.cost


def _report(
    edges: dict[int, tuple[int, int]],
    alone: dict[int, float | None],
    gaps: _Gaps,
    terms: Terms,
    existing_km: float | None,
) -> MissingLinks:
    """Return the links worth building, and where the data is more likely to have a gap."""
    network = load_network()
    count = len(network.u)
    links: list[MissingLink] = []
    suspects: list[MissingLink] = []
    for edge, (one, other) in edges.items():
        length = alone[edge]
        saved = existing_km - length if existing_km is not None and length is not None else 0.0
        if existing_km is not None and saved < LEAST_SAVING_KM:
            continue
        if edge >= count:
            km, plan = float(gaps.km[edge - count]), _matching_plan(one, other, terms)
        else:
            km, plan = float(network.km[edge]), load_patches()[network.patch[edge]]
        link = _link(one, other, km, plan, terms, saved)
        if plan is None and existing_km is not None and saved < LEAST_GAIN * km:
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


def _find_gaps(
    usable: NDArray[np.bool_],
    places: tuple[NDArray[np.float32], NDArray[np.float32]],
    straight_km: float,
    terms: Terms,
    longest_km: float,
) -> _Gaps:
    """Return candidates from dead ends near the way to nodes around them, over land."""
    network = load_network()
    size = len(network.country)
    degree = np.bincount(network.u[usable], minlength=size)
    degree += np.bincount(network.v[usable], minlength=size)
    used = np.flatnonzero(degree > 0)
    away = sum(
        np.arccos(np.clip(network.space[used] @ place, -1, 1)) * EARTH_MEAN_RADIUS_KM
        for place in places
    )
    near = used[np.asarray(away) <= 1.35 * straight_km + 300.0]
    nearness = np.asarray(away)[np.asarray(away) <= 1.35 * straight_km + 300.0]
    dead = np.flatnonzero(degree[near] == 1)
    dead = dead[np.argsort(nearness[dead], kind="stable")[:MOST_ENDS]]
    squares = np.floor(network.space[near] * EARTH_MEAN_RADIUS_KM / GRID_KM).astype(np.int64)
    _, sample = np.unique(squares, axis=0, return_index=True)
    targets = np.unique(np.concatenate((sample, dead)))
    rows, columns, km = sector_neighbours(
        network.space[near[dead]].astype(float),
        network.space[near[targets]].astype(float),
        within_km=longest_km,
        beyond_km=SHORTEST_KM,
    )
    one, other = near[dead[rows]], near[targets[columns]]
    dry = _over_land(one, other) & may_join(one, other, terms)
    return _Gaps(u=one[dry], v=other[dry], km=CIRCUITY * km[dry])


def _over_land(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each pair whether the line between is mostly land, and of their countries only."""
    network = load_network()
    grid, _ = load_country_grid()
    share = np.linspace(0, 1, 24)[None, :]
    lat = network.lat_deg[one, None] * (1 - share) + network.lat_deg[other, None] * share
    lon = network.lon_deg[one, None] * (1 - share) + network.lon_deg[other, None] * share
    rows = np.clip(((lat + 90) / 180 * grid.shape[0]).astype(int), 0, grid.shape[0] - 1)
    columns = ((lon + 180) / 360 * grid.shape[1]).astype(int) % grid.shape[1]
    under = grid[rows, columns]
    ours = (under == network.country[one, None]) | (under == network.country[other, None])
    wet = under < 0
    return np.asarray((wet.mean(axis=1) <= WATER_SHARE) & (ours | wet).all(axis=1))


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
