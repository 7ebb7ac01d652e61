"""Build ``src/comity/reference/data/shapes.json.gz``: country outlines, from npm's world-atlas.

    npm install world-atlas@2
    python scripts/build_reference_shapes.py FOLDER/node_modules/world-atlas

The outlines are Natural Earth 4.1 at 1:50 million (public domain), packed by world-atlas (ISC).
Kept as they are: arcs, and for each country the arcs of its rings. Points keep 0.01 degree, which
on a brief's map is less than the width of a line. Units without an ISO number get own codes.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "comity" / "reference" / "data"
OWN_CODES = {
    "Kosovo": "XKX",
    "Somaliland": "-somaliland",
    "N. Cyprus": "-northern-cyprus",
    "Siachen Glacier": "-siachen",
    "Indian Ocean Ter.": "-indian-ocean",
}
STEPS_A_DEGREE = 100


def absolute(arc: list[list[int]], transform: dict[str, Any]) -> list[list[int]]:
    """Return an arc as whole hundredths of a degree, repeated points dropped."""
    x = y = 0
    points: list[list[int]] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = [
            round((value * scale + shift) * STEPS_A_DEGREE)
            for value, scale, shift in zip(
                (x, y), transform["scale"], transform["translate"], strict=True
            )
        ]
        if not points or points[-1] != point:
            points.append(point)
    return points


def deltas(points: list[list[int]]) -> list[int]:
    """Return points as one flat list: the first, then differences."""
    flat, last = [], [0, 0]
    for point in points:
        flat += [point[0] - last[0], point[1] - last[1]]
        last = point
    return flat


def box(rings: list[list[int]], arcs: list[list[list[int]]]) -> list[int]:
    """Return west, south, east, north of a country in hundredths of a degree."""
    points = [p for ring in rings for arc in ring for p in arcs[arc if arc >= 0 else ~arc]]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return [min(xs), min(ys), max(xs), max(ys)]


def main() -> None:
    """Build the table."""
    atlas = json.loads((Path(sys.argv[1]) / "countries-50m.json").read_text(encoding="utf-8"))
    countries = json.loads((DATA / "countries.json").read_text(encoding="utf-8"))
    by_number = {row["numeric"]: row["iso3"] for row in countries if row.get("numeric")}
    arcs = [absolute(arc, atlas["transform"]) for arc in atlas["arcs"]]
    shapes: dict[str, Any] = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = OWN_CODES.get(name) or by_number.get(geometry.get("id", ""))
        if code is None or not geometry.get("arcs"):
            print("left out:", name, geometry.get("id"))
            continue
        polygons = geometry["arcs"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        rings = [ring for polygon in polygons for ring in polygon]
        rings = shapes.get(code, {"rings": []})["rings"] + rings
        shapes[code] = {"box": box(rings, arcs), "rings": rings}
    table = {"arcs": [deltas(arc) for arc in arcs], "shapes": dict(sorted(shapes.items()))}
    packed = json.dumps(table, separators=(",", ":")).encode()
    target = DATA / "shapes.json.gz"
    target.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(len(shapes), "shapes,", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
