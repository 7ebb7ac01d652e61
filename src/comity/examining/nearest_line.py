"""Where the network comes nearest to a place that lies off it."""

from dataclasses import dataclass

import numpy as np

from comity.examining.candidates import NEW_LINE_FACTOR, WATER_SHARE
from comity.examining.doors import Spot
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.kernels.regions import unit_vector
from comity.examining.missing import MATCH_KM, PLANNED, name_of_node, plan_words
from comity.examining.terms import Terms, allowed_edges
from comity.model.actors import Party
from comity.model.findings import MissingLink
from comity.reference.airspace import load_country_grid
from comity.reference.transport_network import NETWORK_SOURCE, load_network, load_patches
from comity.reference.worldviews import country_of_code

__all__ = ["NearestLine", "nearest_on_network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestLine:
    """Where the network comes nearest to a place off it; no ``link`` where water lies between."""

    spot: Spot
    away_km: float
    link: MissingLink | None


def nearest_on_network(spot: Spot, terms: Terms) -> NearestLine | None:
    """Return where lines the terms allow come nearest to a place, and the link that would reach it.

    The place's own country comes first: a line there is a smaller thing than one across a border.
    ``None`` where the terms allow no line at all.
    """
    network = load_network()
    usable = allowed_edges(terms)
    nodes = np.union1d(network.u[usable], network.v[usable]).astype(np.int64)
    if not len(nodes):
        return None
    own = [
        number
        for number, code in enumerate(network.codes)
        if country_of_code(code, terms.worldview) == spot.country
    ]
    at_home = nodes[np.isin(network.country[nodes], own)]
    choice = at_home if len(at_home) else nodes
    place = unit_vector(spot.lat_deg, spot.lon_deg)
    node = int(choice[np.argmax(network.space[choice] @ place)])
    there = (float(network.lat_deg[node]), float(network.lon_deg[node]))
    away = geodesic_km(spot.lat_deg, spot.lon_deg, *there)
    owner = country_of_code(network.codes[network.country[node]], terms.worldview)
    near = Spot(name=name_of_node(node), country=owner, lat_deg=there[0], lon_deg=there[1])
    link = None
    if _is_land((spot.lat_deg, spot.lon_deg), there):
        gauge = int(network.gauge_mm[node])
        link = MissingLink(
            start=spot.name,
            end=near.name,
            km=NEW_LINE_FACTOR * away,
            saves_km=0.0,
            countries=tuple(Party(code) for code in dict.fromkeys((spot.country, owner))),
            planned_as=_plan_by(spot, there, terms),
            gauges_mm=(gauge,) if gauge and "rail" in terms.modes else (),
            sources=(NETWORK_SOURCE,),
        )
    return NearestLine(spot=near, away_km=away, link=link)


def _plan_by(spot: Spot, there: tuple[float, float], terms: Terms) -> str | None:
    """Return the plan that names a place and begins or ends near a node, in words."""
    for row in load_patches():
        if spot.name in row.name and row.mode in terms.modes and row.status in PLANNED:
            for end in ((row.lat1_deg, row.lon1_deg), (row.lat2_deg, row.lon2_deg)):
                if geodesic_km(*there, *end) < MATCH_KM:
                    return plan_words(row)
    return None


def _is_land(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether the line between two places is mostly land."""
    grid, _ = load_country_grid()
    share = np.linspace(0, 1, 24)
    lat, lon = (one[n] * (1 - share) + other[n] * share for n in (0, 1))
    rows = np.clip(((lat + 90) / 180 * grid.shape[0]).astype(int), 0, grid.shape[0] - 1)
    columns = ((lon + 180) / 360 * grid.shape[1]).astype(int) % grid.shape[1]
    return bool((grid[rows, columns] < 0).mean() <= WATER_SHARE)
