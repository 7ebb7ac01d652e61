"""What the network is built from: roads and railways of scgraph_data, sea lanes of searoute.

Everything is read from the files of the installed packages; none of their code runs.
"""

import importlib.util
import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088  # IUGG mean radius
ROAD, RAIL, SEA, TRANSFER = 0, 1, 2, 3


@dataclass(slots=True, kw_only=True)
class Graph:
    """An undirected graph: nodes by position, edges by their ends (``u`` < ``v``) and length."""

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    u: NDArray[np.int64]
    v: NDArray[np.int64]
    km: NDArray[np.float64]

    def __len__(self) -> int:
        """Return how many nodes there are."""
        return len(self.lat)


def folder_of(package: str) -> Path:
    """Return where an installed package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent


def on_sphere(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions in space, km from the centre, shape (points, 3)."""
    phi, lam = np.radians(lat), np.radians(lon)
    unit = np.c_[np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)]
    return np.asarray(unit * EARTH_KM)


def read_scgraph(name: str) -> Graph:
    """Return ``world_highways`` or ``world_railways``: no self-loops, each edge once, shortest."""
    text = (folder_of("scgraph_data") / f"{name}.py").read_text(encoding="utf-8")
    start = text.index("graph=[") + len("graph=[{")
    edges = text[start : text.index("\n", start)].removesuffix("}]")
    start = text.index("nodes=[") + len("nodes=")
    nodes = np.array(json.loads(text[start : text.index("\n", start)]))
    ends: list[tuple[int, int, float]] = []
    for one, listing in enumerate(edges.split("}, {")):
        for entry in filter(None, listing.split(", ")):
            other, km = entry.split(": ")
            ends.append((one, int(other), float(km)))
    table = np.array(ends)
    return tidy(nodes[:, 0], nodes[:, 1], table[:, :2].astype(np.int64), table[:, 2])


def tidy(
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    ends: NDArray[np.int64],
    km: NDArray[np.float64],
) -> Graph:
    """Return a graph without self-loops and with the shortest of parallel edges."""
    low, high = ends.min(axis=1), ends.max(axis=1)
    order = np.lexsort((km, high, low))
    low, high, km = low[order], high[order], km[order]
    new = np.r_[True, (low[1:] != low[:-1]) | (high[1:] != high[:-1])] & (low != high)
    return Graph(lat=lat, lon=lon, u=low[new], v=high[new], km=km[new])


def read_sea() -> tuple[Graph, dict[tuple[int, int], str]]:
    """Return the sea lanes, and the named passage of the edges that are one."""
    path = folder_of("searoute") / "data/marnet_searoute.geojson"
    index: dict[tuple[float, float], int] = {}
    ends: list[tuple[int, int]] = []
    passages: dict[tuple[int, int], str] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        many = geometry["type"] == "MultiLineString"
        for points in geometry["coordinates"] if many else [geometry["coordinates"]]:
            line = [
                index.setdefault((round(point[0], 4), round(point[1], 4)), len(index))
                for point in points
            ]
            for pair in itertools.pairwise(line):
                ends.append(pair)
                if feature["properties"].get("passage"):
                    passages[min(pair), max(pair)] = feature["properties"]["passage"]
    lon, lat = (np.array(column) for column in zip(*index, strict=True))
    lane_ends = np.array(ends)
    place = on_sphere(lat, lon)
    km = arc_km(place[lane_ends[:, 0]], place[lane_ends[:, 1]])
    return tidy(lat, lon, lane_ends, km), passages


def read_ports() -> list[tuple[str, str, float, float]]:
    """Return each port: UN/LOCODE, name, latitude, longitude."""
    path = folder_of("searoute") / "data/ports.geojson"
    ports = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        lon, lat = feature["geometry"]["coordinates"][:2]
        properties = feature["properties"]
        ports.append((properties["port"] or "", properties["name"] or "", lat, lon))
    return ports


def arc_km(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return great-circle distances between positions in space, row by row."""
    chord = np.linalg.norm(one - other, axis=-1)
    return np.asarray(2 * EARTH_KM * np.arcsin(np.clip(chord / (2 * EARTH_KM), 0, 1)))
