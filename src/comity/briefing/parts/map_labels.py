"""Labels of a map: places, parties, then neighbours; none over another, none cut off."""

from collections.abc import Iterator, Sequence
from html import escape

from comity.briefing.parts.map_frame import largest_ring
from comity.briefing.parts.projection import Frame
from comity.model.brief import Map
from comity.reference.countries import COUNTRIES
from comity.reference.shapes import Shape

__all__ = ["places_and_names"]

CHARACTER = 0.56  # width of an average character over the size of the type, Noto Sans
HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round"'

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def places_and_names(block: Map, frame: Frame, shapes: Sequence[Shape]) -> list[str]:
    """Return the marks and labels as SVG; a name that fits nowhere is left out."""
    taken: list[Box] = []
    made: list[str] = []
    for point in block.points:
        spot = frame.project(point.lon_deg, point.lat_deg)
        if spot is not None:
            taken.append((spot[0] - 5, spot[1] - 5, spot[0] + 5, spot[1] + 5))
            made.append(
                f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="4" fill="#1a1a1a" '
                'stroke="#ffffff" stroke-width="1.2"/>'
            )
    for point in block.points:
        spot = frame.project(point.lon_deg, point.lat_deg)
        if spot is not None:
            made += _place(point.label, _beside(point.label, spot, 12.5), frame, taken, 12.5)
    for party in block.parties:
        spots = list(_middles(str(party), frame))
        name = _name(str(party)).upper()
        made += _place(name, [_centred(name, spot, 12) for spot in spots], frame, taken, 12, "b")
    for shape in sorted(shapes, key=_size, reverse=True):
        if shape.code in block.parties or shape.code not in COUNTRIES:
            continue
        name = _name(shape.code)
        spots = list(_middles(shape.code, frame))[:1]
        wanted = [_centred(name, spot, 10.5) for spot in spots if _fits(shape, name, frame)]
        made += _place(name, wanted, frame, taken, 10.5, "n")
    return made


def _place(
    text: str,
    boxes: Sequence[Box],
    frame: Frame,
    taken: list[Box],
    size: float,
    look: str = "p",
) -> list[str]:
    for box in boxes:
        if _within(box, frame) and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            style = {"p": 'font-weight="600" fill="#1a1a1a"', "n": 'fill="#5b6470"'}.get(
                look, 'font-weight="700" letter-spacing="0.8" fill="#123f6b"'
            )
            at = f'x="{box[0]:.1f}" y="{box[3] - size * 0.25:.1f}" font-size="{size}"'
            return [f"<text {at} {style} {HALO}>{escape(text)}</text>"]
    return []


def _name(code: str) -> str:
    return COUNTRIES[code].name if code in COUNTRIES else code


def _width(text: str, size: float) -> float:
    wide = sum(1.7 if char.isupper() else 1.0 for char in text) if text.isupper() else len(text)
    return wide * size * (0.46 if text.isupper() else CHARACTER)


def _beside(text: str, spot: tuple[float, float], size: float) -> list[Box]:
    width, (x, y) = _width(text, size), spot
    lefts_tops = (
        (x + 8, y - size * 0.6), (x - 8 - width, y - size * 0.6), (x - width / 2, y - 8 - size),
        (x - width / 2, y + 7), (x + 6, y + 5), (x + 6, y - 6 - size),
        (x - 6 - width, y + 5), (x - 6 - width, y - 6 - size),
    )  # fmt: skip
    return [(left, top, left + width, top + size * 1.2) for left, top in lefts_tops]


def _centred(text: str, spot: tuple[float, float], size: float) -> Box:
    width = _width(text, size)
    left, top = spot[0] - width / 2, spot[1] - size * 0.6
    return left, top, left + width, top + size * 1.2


def _middles(code: str, frame: Frame) -> Iterator[tuple[float, float]]:
    """Yield where a country's name may stand: its middle, then the middle of what is seen."""
    country = COUNTRIES.get(code)
    if country and (spot := frame.project(country.longitude_deg, country.latitude_deg)):
        yield spot
    seen = [
        spot
        for point in largest_ring(code)
        if (spot := frame.project(*point))
        and 0 <= spot[0] <= frame.width_px
        and 0 <= spot[1] <= frame.height_px
    ]
    if not seen:
        return
    x = sum(spot[0] for spot in seen) / len(seen)
    y = sum(spot[1] for spot in seen) / len(seen)
    for shift in (0, -16, 16, -32, 32, -48, 48):
        yield x, y + shift


def _fits(shape: Shape, name: str, frame: Frame) -> bool:
    corners = [
        frame.project(shape.west_deg, (shape.south_deg + shape.north_deg) / 2),
        frame.project(shape.east_deg, (shape.south_deg + shape.north_deg) / 2),
    ]
    if corners[0] is None or corners[1] is None:
        return False
    return abs(corners[1][0] - corners[0][0]) > _width(name, 10.5) * 0.9


def _size(shape: Shape) -> float:
    return (shape.east_deg - shape.west_deg) * (shape.north_deg - shape.south_deg)


def _within(box: Box, frame: Frame) -> bool:
    return (
        box[0] >= 2 and box[1] >= 2 and box[2] <= frame.width_px - 2  # noqa: PLR2004 - the edge
        and box[3] <= frame.height_px - 2
    )  # fmt: skip


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + 2
        and other[0] < one[2] + 2
        and one[1] < other[3] + 1
        and other[1] < one[3] + 1
    )
