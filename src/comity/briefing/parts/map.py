"""A route map as SVG: both countries, their neighbours, ways and places, disputed lines dashed."""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from comity.briefing.parts import map_labels
from comity.briefing.parts.clipping import clip_line, clip_ring
from comity.briefing.parts.disputed import disputes_in, stretches
from comity.briefing.parts.map_frame import frame_of
from comity.briefing.parts.projection import Frame
from comity.briefing.words import plain
from comity.model.brief import Map, MapLine
from comity.reference.shapes import Points, Shape, arc_points, border_arcs, load_shapes, rings

__all__ = ["draw"]

SEA, LAND, PARTIES = "#e9f0f5", "#fbfaf7", ("#c3d8ec", "#f2ddb5", "#d5e6cf", "#e3d3e6")
COAST, BORDER, DISPUTED = "#9aa7b4", "#a8a39a", "#4a4f57"
WAYS = {
    "air": ("#123f6b", ""),
    "rail": ("#1a1a1a", "7 2 2 2"),
    "road": ("#a3341f", ""),
    "sea": ("#1f6f8b", "2 4"),
    "ferry": ("#1f6f8b", "2 4"),
}
STEP_PX = 0.9  # points nearer than this to the last are left out
TORN_DEG = 150.0  # beyond this the projection tears: neighbours lie at opposite edges
FAR_DEG = 100.0  # a ring wholly farther than this from the centre is not on the map
SPECK_PX = 1.5  # an island smaller than this is left out
EDGE_PX = 8.0  # drawn beyond the frame and hidden, so that cut edges do not show
LEGEND_ROW_PX, LEGEND_CHARACTER_PX = 18.0, 6.6


def draw(block: Map) -> str:
    """Return the map as SVG text."""
    frame = frame_of(block)
    width, height = frame.width_px, frame.height_px
    shapes = [shape for shape in load_shapes().values() if _near(shape, frame)]
    fills = _fills(block)
    land = [(shape, _area(shape, frame)) for shape in shapes]
    body = [f'<rect width="{width:.0f}" height="{height:.0f}" fill="{SEA}"/>']
    body += [
        f'<path d="{path}" fill="{fills.get(shape.code, LAND)}" fill-rule="evenodd"/>'
        for shape, path in land
        if path
    ]
    claimed = {code for dispute in disputes_in(frame) for code in dispute.claimants}
    claimed_land = (path for shape, path in land if shape.code in claimed or shape.code[0] == "-")
    body += _disputed_areas(block, frame, "".join(claimed_land))
    body += _borders(shapes, frame, block.worldview)
    body += [_way(line, frame) for line in block.lines]
    body += map_labels.places_and_names(block, frame, shapes)
    legend, below = _legend(block, frame)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {width:.0f} {height + below:.0f}" '
        f'font-family="Noto Sans, system-ui, Arial, sans-serif" font-size="12">'
        f"<title>{escape(block.alt)}</title>"
        f'<defs><clipPath id="frame"><rect width="{width:.0f}" height="{height:.0f}"/></clipPath>'
        '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V7" stroke="#6b7280" stroke-width="1.1"/>'
        f'</pattern></defs><g clip-path="url(#frame)">{"".join(body)}</g>{legend}</svg>'
    )


def _near(shape: Shape, frame: Frame) -> bool:
    reach = frame.reach_deg()
    lon = (shape.west_deg + shape.east_deg) / 2
    lat = (shape.south_deg + shape.north_deg) / 2
    half = max(shape.east_deg - shape.west_deg, shape.north_deg - shape.south_deg) * 0.75
    return frame.away_deg(lon, lat) < reach + half


def _fills(block: Map) -> dict[str, str]:
    return dict(zip(map(str, block.parties), PARTIES, strict=False))


def _area(shape: Shape, frame: Frame) -> str:
    return "".join(_path(ring, frame, closed=True) for ring in rings(shape))


def _path(points: Points, frame: Frame, *, closed: bool = False) -> str:
    """Return the SVG path of points, thinned and cut to the frame; empty where nothing is left."""
    box = (-EDGE_PX, -EDGE_PX, frame.width_px + EDGE_PX, frame.height_px + EDGE_PX)
    if closed:
        away = [frame.away_deg(*point) for point in points[:: max(1, len(points) // 24)]]
        if min(away) > FAR_DEG or max(away) > TORN_DEG:
            return ""
        runs: Iterable[list[tuple[float, float]]] = [
            clip_ring([spot for run in _thinned(points, frame) for spot in run], box)
        ]
    else:
        runs = (part for run in _thinned(points, frame) for part in clip_line(run, box))
    return "".join(
        f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in run)}{'Z' if closed else ''}"
        for run in runs
        if len(run) > 1 and _seen(run)
    )


def _seen(run: Sequence[tuple[float, float]]) -> bool:
    xs, ys = [x for x, _ in run], [y for _, y in run]
    return max(max(xs) - min(xs), max(ys) - min(ys)) >= SPECK_PX


def _thinned(points: Points, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """Yield runs of pixels, thinned, and broken at the far side of the globe."""
    run: list[tuple[float, float]] = []
    end = len(points) - 1
    torn = frame.torn_px(TORN_DEG)
    for index, point in enumerate(points):
        made = frame.project(*point)
        if made is None or math.hypot(made[0] - torn[0], made[1] - torn[1]) > torn[2]:
            if run:
                yield run
            run = []
            continue
        near = run and max(abs(made[0] - run[-1][0]), abs(made[1] - run[-1][1])) < STEP_PX
        if not near or index == end:
            run.append(made)
    if run:
        yield run


def _borders(shapes: Sequence[Shape], frame: Frame, worldview: str | None) -> list[str]:
    shared = border_arcs()
    numbers = {n if n >= 0 else ~n for shape in shapes for ring in shape.rings for n in ring}
    coast: list[str] = []
    border: list[str] = []
    dashed: list[str] = []
    for number in sorted(numbers):
        owners = shared.get(number)
        if owners is None:
            coast.append(_path(arc_points(number), frame))
            continue
        for stretch in stretches(arc_points(number), owners, worldview):
            target = dashed if stretch.disputed else border
            target.append(_path(stretch.points, frame))
    return [
        _stroke("".join(coast), COAST, 0.6),
        _stroke("".join(border), BORDER, 0.9),
        _stroke("".join(dashed), DISPUTED, 1.1, "4 3"),
    ]


def _disputed_areas(block: Map, frame: Frame, land: str) -> list[str]:
    made = []
    for dispute in disputes_in(frame):
        own = block.worldview is not None and block.worldview in dispute.claimants
        fill = _fills(block).get(block.worldview or "", LAND) if own else "url(#hatch)"
        area = _path(dispute.area, frame, closed=True) if dispute.area else ""
        if area:
            edge = f' stroke="{BORDER}" stroke-width="0.9"' if own else ""
            made.append(f'<g clip-path="url(#land)"><path d="{area}" fill="{LAND}"/>')
            made.append(f'<path d="{area}" fill="{fill}"{edge}/></g>')
        made += [
            _stroke(_path(line, frame), DISPUTED, 1.1, "" if own else "4 3")
            for line in dispute.lines
        ]
    if not made:
        return []
    return [f'<clipPath id="land"><path d="{land}"/></clipPath>', *made]


def _stroke(path: str, colour: str, width: float, dashes: str = "") -> str:
    if not path:
        return ""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed} '
        'stroke-linejoin="round"/>'
    )


def _way(line: MapLine, frame: Frame) -> str:
    colour, dashes = WAYS.get(line.mode, ("#1a1a1a", ""))
    return _stroke(
        _path(line.points, frame), colour, 2.2, dashes if line.status == "open" else "3 3"
    )


def _legend(block: Map, frame: Frame) -> tuple[str, float]:
    """Return the legend below the map and its height; it wraps like a line of text."""
    marks = [
        (f"by {mode}" if status == "open" else f"by {mode} ({plain(status)})", mode, status)
        for mode, status in dict.fromkeys((line.mode, line.status) for line in block.lines)
    ]
    if disputes_in(frame):
        marks.append(("dashed, hatched: disputed (areas coarse)", "", ""))
    parts, x, y = [], 4.0, frame.height_px + 16
    for text, mode, status in marks:
        wide = 45 + len(text) * LEGEND_CHARACTER_PX
        if x > 4.0 and x + wide > frame.width_px:  # noqa: PLR2004 - not the first of its row
            x, y = 4.0, y + LEGEND_ROW_PX
        colour, dashes = WAYS.get(mode, (DISPUTED, ""))
        dashes = dashes if status == "open" else "4 3" if not mode else "3 3"
        parts.append(
            _stroke(f"M{x:.0f} {y - 4:.0f}H{x + 26:.0f}", colour, 2.2 if mode else 1.1, dashes)
        )
        parts.append(f'<text x="{x + 31:.0f}" y="{y:.0f}" fill="#1a1a1a">{escape(text)}</text>')
        x += wide
    return "".join(parts), (y + 8 - frame.height_px if marks else 0.0)
