"""Which borders of a map are disputed, stretch by stretch, in the reader's view of the world."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from comity.briefing.parts.projection import Frame
from comity.reference.disputes import Dispute, load_disputes
from comity.reference.shapes import Points, load_shapes

__all__ = ["Stretch", "disputes_in", "stretches"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a border that is disputed as a whole, or not at all."""

    points: Points
    disputed: bool


def stretches(points: Points, owners: tuple[str, ...], worldview: str | None) -> Iterator[Stretch]:
    """Yield a border's pieces; a claimant's own view leaves out borders across what it claims."""
    boxes = []
    for dispute in load_disputes().values():
        for border in dispute.borders:
            if set(border.between) <= set(owners):
                hidden = bool(dispute.area) and worldview in dispute.claimants
                boxes.append((border.within, hidden))
    if not boxes:
        yield Stretch(points=points, disputed=False)
        return
    run: list[tuple[float, float]] = [points[0]]
    state = _state(points[0], points[1] if len(points) > 1 else points[0], boxes)
    for one, other in pairwise(points):
        now = _state(one, other, boxes)
        if now != state:
            yield from _piece(run, state)
            run, state = [one], now
        run.append(other)
    yield from _piece(run, state)


@lru_cache(maxsize=16)
def disputes_in(frame: Frame) -> tuple[Dispute, ...]:
    """Return the disputes with something inside the frame, by name."""
    return tuple(
        dispute
        for dispute in sorted(load_disputes().values(), key=lambda item: item.name)
        if any(_inside(point, frame) for point in _marks(dispute))
    )


def _marks(dispute: Dispute) -> Iterator[tuple[float, float]]:
    yield from dispute.area
    for line in dispute.lines:
        yield from line
    for border in dispute.borders:
        if border.within:
            west, south, east, north = border.within
            yield (west + east) / 2, (south + north) / 2
        elif not dispute.area and not dispute.lines:
            for code in border.between:
                if shape := load_shapes().get(code):
                    yield (
                        (shape.west_deg + shape.east_deg) / 2,
                        (shape.south_deg + shape.north_deg) / 2,
                    )


def _inside(point: tuple[float, float], frame: Frame) -> bool:
    made = frame.project(*point)
    return made is not None and 0 <= made[0] <= frame.width_px and 0 <= made[1] <= frame.height_px


def _state(
    one: tuple[float, float],
    other: tuple[float, float],
    boxes: list[tuple[tuple[float, float, float, float] | None, bool]],
) -> str:
    lon, lat = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    for within, hidden in boxes:
        if within is None or (within[0] <= lon <= within[2] and within[1] <= lat <= within[3]):
            return "hidden" if hidden else "disputed"
    return "agreed"


def _piece(run: list[tuple[float, float]], state: str) -> Iterator[Stretch]:
    if state != "hidden" and len(run) > 1:
        yield Stretch(points=tuple(run), disputed=state == "disputed")
