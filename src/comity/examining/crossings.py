"""Where the network crosses the border of two countries."""

from dataclasses import dataclass

import numpy as np

from comity.examining.terms import GAUGE_SLACK_MM
from comity.model.actors import Party
from comity.model.findings import GaugeBreak
from comity.reference.towns import name_near
from comity.reference.transport_network import (
    MODES,
    STATUSES,
    Network,
    load_network,
    load_patches,
)
from comity.reference.worldviews import country_of_code

__all__ = ["Crossing", "find_crossings"]

APART_KM = 12.0  # crossings nearer to one another than this are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One place where a road or railway crosses, and the towns on either side."""

    mode: str
    places: tuple[str, str]
    countries: tuple[Party, Party]
    km: float
    status: str
    note: str | None
    gauge_breaks: tuple[GaugeBreak, ...]
    geometry: tuple[tuple[float, float], ...]


def find_crossings(one: str, other: str, *, worldview: str | None) -> tuple[Crossing, ...]:
    """Return the crossings of the border between two countries, by mode and then by town."""
    network = load_network()
    owner = np.array([country_of_code(code, worldview) for code in network.codes] + [""])
    ends = owner[network.country[network.u]], owner[network.country[network.v]]
    here = ((ends[0] == one) & (ends[1] == other)) | ((ends[0] == other) & (ends[1] == one))
    here &= np.isin(network.mode, [MODES.index("road"), MODES.index("rail")])
    found: list[Crossing] = []
    taken: list[tuple[int, np.ndarray]] = []
    for edge in np.flatnonzero(here):
        place = network.space[network.u[edge]]
        mode = int(network.mode[edge])
        if any(m == mode and np.linalg.norm(p - place) * 6371 < APART_KM for m, p in taken):
            continue
        taken.append((mode, place))
        found.append(_crossing(network, int(edge), one, owner))
    return tuple(sorted(found, key=lambda crossing: (crossing.mode, crossing.places)))


def _crossing(network: Network, edge: int, one: str, owner: np.ndarray) -> Crossing:
    nodes = [int(network.u[edge]), int(network.v[edge])]
    if owner[network.country[nodes[0]]] != one:
        nodes.reverse()
    codes = [str(owner[network.country[node]]) for node in nodes]
    spots = [(float(network.lat_deg[n]), float(network.lon_deg[n])) for n in nodes]
    names = [
        name_near(*spot, country=code) or name_near(*spot) or f"{spot[0]:.1f}°, {spot[1]:.1f}°"
        for spot, code in zip(spots, codes, strict=True)
    ]
    gauges = [int(network.gauge_mm[node]) for node in nodes]
    differ = min(gauges) > 0 and abs(gauges[0] - gauges[1]) > GAUGE_SLACK_MM
    breaks = (GaugeBreak(place=names[1], from_mm=gauges[0], to_mm=gauges[1]),) if differ else ()
    row = int(network.patch[edge])
    patch = load_patches()[row] if row >= 0 else None
    return Crossing(
        mode=MODES[network.mode[edge]],
        places=(names[0], names[1]),
        countries=(Party(codes[0]), Party(codes[1])),
        km=float(network.km[edge]),
        status=STATUSES[network.status[edge]],
        note=f"{patch.name}: {patch.source} ({patch.standing})" if patch else None,
        gauge_breaks=breaks,
        geometry=tuple((round(lon, 3), round(lat, 3)) for lat, lon in spots),
    )
