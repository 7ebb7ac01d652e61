"""How many ordered pairs of capitals have a route, by mode, and why the others have none.

    python bench/coverage.py

Peer in the same run: the same pairs on the raw graphs of scgraph_data 2.0.0, nearest node within
50 km, nothing joined. The capitals are those of independent countries of over 300,000 people.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from comity.examining.doors import Spot, doors_of
from comity.examining.terms import Terms, allowed_edges
from comity.reference.countries import COUNTRIES
from comity.reference.places import find_city
from comity.reference.profiles import load_profiles
from comity.reference.transport_network import load_network

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
from network_sources import on_sphere, read_scgraph

LEAST_PEOPLE = 300_000
MODES = {
    "road": ("road",),
    "rail": ("rail",),
    "all modes": ("sea", "road", "rail", "transfer"),
}
RAW = {"road": "world_highways", "rail": "world_railways"}
ACCESS_KM = 50.0


def main() -> None:
    """Print the shares and the reasons."""
    capitals = list_capitals()
    pairs = len(capitals) * (len(capitals) - 1)
    print(f"{len(capitals)} capitals, {pairs} ordered pairs")
    for name, package in RAW.items():
        print(f"scgraph_data {name}, as it comes: {raw_share(package, capitals):.1%}")
    for name, modes in MODES.items():
        for borders in (True, False):
            groups, alone = group(capitals, modes, through_closed_borders=borders)
            joined = sum(n * (n - 1) for n in groups.values())
            words = "closed borders counted as open" if borders else "closed borders kept closed"
            print(f"{name}, {words}: {joined / pairs:.1%}")
            if borders:
                large = groups.most_common(1)[0][0]
                print(f"  not near any: {' '.join(alone) or 'none'}")
                for part, number in groups.most_common(8):
                    if part != large:
                        print(f"  a part of its own: {' '.join(NAMES[part])} ({number})")


NAMES: dict[int, list[str]] = {}


def raw_share(name: str, capitals: list[Spot]) -> float:
    """Return the share of pairs whose nearest nodes lie in one part of a raw graph."""
    graph = read_scgraph(name)
    matrix = coo_array((np.ones(len(graph.u)), (graph.u, graph.v)), shape=(len(graph), len(graph)))
    part = connected_components(matrix, directed=False)[1]
    tree = cKDTree(on_sphere(graph.lat, graph.lon))
    places = on_sphere(
        np.array([spot.lat_deg for spot in capitals]), np.array([spot.lon_deg for spot in capitals])
    )
    off, near = tree.query(places, distance_upper_bound=ACCESS_KM)
    sizes = Counter(part[near[np.isfinite(off)]].tolist())
    return sum(n * (n - 1) for n in sizes.values()) / (len(capitals) * (len(capitals) - 1))


def list_capitals() -> list[Spot]:
    """Return the capitals that the table of cities knows."""
    found = []
    profiles = load_profiles()
    for code, country in COUNTRIES.items():
        people = profiles[code].population if code in profiles else None
        if not country.independent or people is None or people.value < LEAST_PEOPLE:
            continue
        city = next((c for c in (find_city(n, code) for n in country.capitals) if c), None)
        if city:
            found.append(
                Spot(
                    name=city.name,
                    country=code,
                    lat_deg=city.latitude_deg,
                    lon_deg=city.longitude_deg,
                )
            )
    return found


def group(
    capitals: list[Spot], modes: tuple[str, ...], *, through_closed_borders: bool
) -> tuple[Counter[int], list[str]]:
    """Return how many capitals each connected part holds, and those near none."""
    network = load_network()
    terms = Terms(modes=modes, through_closed_borders=through_closed_borders)
    usable = allowed_edges(terms)
    size, count = len(network.country), len(capitals)
    doors = [doors_of(spot, spot, terms)[1][0][0] for spot in capitals]
    u = np.concatenate(
        [network.u[usable], *(np.full(len(d), size + n) for n, d in enumerate(doors))]
    )
    v = np.concatenate([network.v[usable], *doors])
    matrix = coo_array((np.ones(len(u)), (u, v)), shape=(size + count, size + count))
    part = connected_components(matrix, directed=False)[1][size:]
    NAMES.clear()
    alone = []
    groups: Counter[int] = Counter()
    for spot, number, near in zip(capitals, part, doors, strict=True):
        if not len(near):
            alone.append(spot.country)
            continue
        groups[int(number)] += 1
        NAMES.setdefault(int(number), []).append(spot.country)
    return groups, alone


if __name__ == "__main__":
    main()
