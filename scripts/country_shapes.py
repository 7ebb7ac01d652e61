"""Country outlines for the build scripts, from the npm package world-atlas 2.0.2 (Natural Earth).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz

Areas whose rule is disputed get a code of their own, ``COUNTRY~area``: COUNTRY is who holds it on
the ground, and a worldview chooses at run time whom it is counted for. Shapes of such areas that
the package does not draw are rough boxes here, good for telling which side of a line a road is on.
"""

import json
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from comity.reference.countries import COUNTRIES

UNNAMED = {
    "Kosovo": "XKX~kosovo",
    "N. Cyprus": "CYP~northern-cyprus",
    "Somaliland": "SOM~somaliland",
    "Siachen Glacier": "IND~siachen",
    "Indian Ocean Ter.": "AUS",
    "Ashmore and Cartier Is.": "AUS",
}
APART = {"ESH": "MAR~western-sahara", "PSE": "PSE~palestine"}
BOXES = (
    ("RUS~crimea", 32.4, 44.3, 36.7, 46.15, ("RUS", "UKR")),
    ("GEO~abkhazia", 40.0, 42.4, 41.95, 43.6, ("GEO",)),
    ("GEO~south-ossetia", 43.4, 42.05, 44.6, 42.7, ("GEO",)),
    ("PAK~kashmir", 72.5, 33.0, 77.8, 37.1, ("PAK",)),
    ("IND~kashmir", 73.7, 32.25, 80.4, 36.0, ("IND",)),
    ("ISR~golan", 35.6, 32.7, 35.95, 33.35, ("ISR", "SYR")),
)
"""Code, west, south, east, north, and the drawn countries whose land in the box is meant."""

KASHMIR_WEST_OF_PUNJAB = shapely.box(72.5, 33.0, 73.55, 34.4)
RING_POINTS = 4  # the least a closed outline has
COAST_DEG = 0.4  # a node this far off the drawn coast still belongs to the nearest country


def load_shapes(path: Path) -> dict[str, shapely.Geometry]:
    """Return code -> outline; codes are ISO 3166-1 alpha-3, or ``COUNTRY~area``."""
    by_number = {country.numeric: code for code, country in COUNTRIES.items()}
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _decode(topology)
    shapes: dict[str, shapely.Geometry] = {}
    for feature in topology["objects"]["countries"]["geometries"]:
        name = feature["properties"]["name"]
        code = UNNAMED.get(name) or by_number.get(feature.get("id", ""))
        if code is None or not feature.get("arcs"):
            continue
        code = APART.get(code, code)
        shape = shapely.make_valid(_polygons(feature, arcs))
        shapes[code] = shapely.union(shapes[code], shape) if code in shapes else shape
    return _with_areas(shapes)


def tag(
    lon: NDArray[np.float64], lat: NDArray[np.float64], shapes: dict[str, shapely.Geometry]
) -> tuple[NDArray[np.int16], list[str]]:
    """Return the code index of each point (-1 at sea) and the codes."""
    codes = sorted(shapes)
    index = np.full(len(lon), -1, np.int16)
    for number, code in enumerate(codes):
        shape = shapes[code]
        west, south, east, north = shape.bounds
        near = np.flatnonzero(
            (index < 0) & (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        )
        if len(near):
            shapely.prepare(shape)
            index[near[shapely.contains_xy(shape, lon[near], lat[near])]] = number
    return index, codes


def tag_to_coast(
    lon: NDArray[np.float64], lat: NDArray[np.float64], shapes: dict[str, shapely.Geometry]
) -> tuple[NDArray[np.int16], list[str]]:
    """Return as ``tag`` does, but give points just off the coast to the nearest country."""
    index, codes = tag(lon, lat, shapes)
    tree = shapely.STRtree([shapes[code] for code in codes])
    off = np.flatnonzero(index < 0)
    points = shapely.points(lon[off], lat[off])
    asked, nearest = tree.query_nearest(points, max_distance=COAST_DEG, all_matches=False)
    index[off[asked]] = nearest.astype(np.int16)
    return index, codes


def _with_areas(shapes: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    for code, west, south, east, north, holders in BOXES:
        box = shapely.box(west, south, east, north)
        pieces = []
        for holder in holders:
            piece = shapely.intersection(shapes[holder], box)
            if code == "PAK~kashmir":
                piece = shapely.difference(piece, shapely.box(72.5, 33.0, 74.0, 33.2))
                piece = shapely.difference(piece, KASHMIR_WEST_OF_PUNJAB)
                piece = shapely.difference(piece, shapely.box(72.5, 34.4, 73.9, 35.6))
                piece = shapely.difference(piece, shapely.box(72.5, 35.6, 72.9, 37.1))
            pieces.append(piece)
            shapes[holder] = shapely.difference(shapes[holder], piece)
        if pieces:
            shapes[code] = shapely.union_all(pieces)
    return {code: shape for code, shape in shapes.items() if not shape.is_empty}


def _decode(topology: dict) -> list[NDArray[np.float64]]:  # type: ignore[type-arg]
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def _polygons(feature: dict, arcs: list[NDArray[np.float64]]) -> shapely.Geometry:  # type: ignore[type-arg]
    groups = [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]
    polygons = []
    for rings in groups:
        lines = [line for line in (_ring(ring, arcs) for ring in rings) if len(line) >= RING_POINTS]
        if lines:
            polygons.append(shapely.Polygon(lines[0], lines[1:]))
    return shapely.union_all([shapely.make_valid(polygon) for polygon in polygons])


def _ring(numbers: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.vstack([piece if k == 0 else piece[1:] for k, piece in enumerate(pieces)])
