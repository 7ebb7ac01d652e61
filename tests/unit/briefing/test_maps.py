"""The route map: projection, cutting, disputed borders by worldview, labels that do not collide."""

import math
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.briefing.parts import map as maps
from comity.briefing.parts.clipping import clip_line, clip_ring
from comity.briefing.parts.geodesic import great_circle
from comity.briefing.parts.map_frame import frame_of
from comity.briefing.parts.map_labels import places_and_names
from comity.briefing.parts.projection import EARTH_RADIUS_KM, fit
from comity.model.actors import Party
from comity.model.brief import Map, MapLine, MapPoint
from comity.reference.shapes import load_shapes

LABEL = r'<text x="([\d.-]+)" y="([\d.-]+)" font-size="([\d.]+)"[^>]*>(.*)<'
BAKU, ISLAMABAD = (49.95, 40.42), (72.83, 33.55)
LON, LAT = st.floats(-179, 179), st.floats(-85, 85)


def route_map(*parties: str, worldview: str | None = None, points=(), lines=()) -> Map:
    """Return a map of these parties."""
    return Map(
        caption="Composed map",
        alt="A composed map",
        parties=tuple(map(Party, parties)),
        points=tuple(MapPoint(label=name, lon_deg=x, lat_deg=y) for name, x, y in points),
        lines=tuple(lines),
        notes=(1,),
        worldview=worldview,
    )


def test_the_projection_keeps_areas():
    """A cell of one degree keeps its area on the plane within a thousandth, wherever it lies."""
    frame = fit([(0.0, 40.0), (60.0, 60.0)], width_px=1000.0)
    km_per_px = (frame.east_km - frame.west_km) / frame.width_px
    for lon, lat in ((10, 30), (50, 60), (30, 45)):
        corners = [
            frame.project(x, y)
            for x, y in ((lon, lat), (lon + 1, lat), (lon + 1, lat + 1), (lon, lat + 1))
        ]
        drawn = 0.5 * abs(
            sum(
                a[0] * b[1] - b[0] * a[1]
                for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
            )
        )
        true = (
            EARTH_RADIUS_KM**2
            * math.radians(1)
            * (math.sin(math.radians(lat + 1)) - math.sin(math.radians(lat)))
        )
        assert drawn * km_per_px**2 == pytest.approx(true, rel=1e-3)


@given(st.lists(st.tuples(LON, LAT), min_size=1, max_size=6))
def test_a_frame_shows_all_its_points(points):
    """Whatever is to be seen lies inside the frame, antipodes aside."""
    frame = fit(points, width_px=600.0)
    for point in points:
        spot = frame.project(*point)
        if spot is not None and frame.away_deg(*point) < 175:
            assert -1 <= spot[0] <= 601
            assert -1 <= spot[1] <= frame.height_px + 1


@given(LON, LAT, LON, LAT)
def test_a_great_circle_joins_its_ends(lon, lat, other_lon, other_lat):
    """The way begins and ends where it should."""
    way = great_circle((lon, lat), (other_lon, other_lat))
    assert way[0] == pytest.approx((lon, lat), abs=1e-6)
    assert way[-1] == pytest.approx((other_lon, other_lat), abs=1e-6)


def test_rings_and_lines_are_cut_to_the_box():
    """A ring keeps the corner inside the box; a line far outside is left out."""
    box = (0.0, 0.0, 10.0, 10.0)
    assert sorted(clip_ring([(-5, -5), (5, -5), (5, 5), (-5, 5)], box)) == [
        (0, 0), (0, 5), (5, 0), (5, 5)
    ]  # fmt: skip
    assert clip_ring([(20, 20), (30, 20), (30, 30)], box) == []
    assert list(clip_line([(20, 20), (30, 20)], box)) == []
    assert list(clip_line([(5, 5), (30, 5), (40, 5)], box)) == [[(5, 5), (30, 5)]]


@pytest.mark.parametrize(
    ("parties", "points"),
    [
        (("PAK", "AZE"), (("Baku", *BAKU), ("Islamabad", *ISLAMABAD))),
        (("SGP", "MYS"), (("Singapore", 103.8, 1.35), ("Johor Bahru", 103.75, 1.48))),
        (("USA", "RUS"), (("Washington", -77.0, 38.9), ("Moscow", 37.6, 55.7))),
        (("ISL", "LAO"), ()),
        (("NZL", "ESP"), (("Wellington", 174.8, -41.3), ("Madrid", -3.7, 40.4))),
        (("FJI", "KIR"), ()),
    ],
    ids=lambda value: "-".join(map(str, value))[:20],
)
def test_labels_neither_collide_nor_leave_the_picture(parties, points):
    """No two labels overlap and none is cut off, near, far or across the date line."""
    block = route_map(*parties, points=points)
    frame = frame_of(block)
    shapes = list(load_shapes().values())
    boxes = []
    for label in places_and_names(block, frame, shapes):
        match = re.match(LABEL, label)
        if match:
            x, y, size = (float(value) for value in match.groups()[:3])
            width = len(match[4]) * size * 0.5
            boxes.append((x, y - size * 0.75, x + width, y + size * 0.2, match[4]))
    assert boxes
    for left, top, right, bottom, _ in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= frame.width_px
        assert bottom <= frame.height_px
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one[4], other[4])
    ElementTree.fromstring(maps.draw(block))  # noqa: S314 - drawn here


def dashed(svg: str) -> str:
    """Return the path of disputed borders, empty where there is none."""
    paths = re.findall(r'<path d="([^"]+)" fill="none" stroke="#4a4f57"[^>]*dasharray="4 3"', svg)
    return "".join(paths)


def test_disputed_borders_are_dashed_and_hatched_unless_the_view_is_a_claimants():
    """Kashmir is dashed and hatched for all; in India's own view neither, in Brazil's both."""
    neutral, indian, brazilian = (
        maps.draw(route_map("PAK", "IND", worldview=view)) for view in (None, "IND", "BRA")
    )
    assert "url(#hatch)" in neutral
    assert neutral == brazilian
    assert len(dashed(indian)) < len(dashed(neutral))


def test_a_way_is_drawn_with_its_mode_in_the_legend():
    """Each way has its stroke and its word below the map."""
    line = MapLine(label="x", mode="air", points=great_circle(BAKU, ISLAMABAD))
    svg = maps.draw(route_map("PAK", "AZE", lines=(line,)))
    assert "by air" in svg
    assert 'stroke="#123f6b" stroke-width="2.2"' in svg
