"""Lines and rings cut to a rectangle, so that a picture holds only what it shows.

Source: Sutherland, I. E. and Hodgman, G. W. (1974), Reentrant Polygon Clipping, Communications of
the ACM 17(1), 32-42 (rings). A line is cut where a point and both its neighbours lie outside on
one side.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

__all__ = ["clip_line", "clip_ring"]

Pixel = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def clip_ring(ring: Sequence[Pixel], box: Box) -> list[Pixel]:
    """Return the part of a closed ring inside the box; empty where there is none."""
    made = list(ring)
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        made = _cut(made, axis, limit, sign)
        if not made:
            break
    return made


def clip_line(line: Sequence[Pixel], box: Box) -> Iterator[list[Pixel]]:
    """Yield the runs of a line that may touch the box."""
    run: list[Pixel] = []
    for one, other in pairwise(line):
        if _apart(one, other, box):
            if run:
                yield run
            run = []
            continue
        if not run:
            run = [one]
        run.append(other)
    if run:
        yield run


def _cut(ring: list[Pixel], axis: int, limit: float, sign: int) -> list[Pixel]:
    made: list[Pixel] = []
    previous = ring[-1] if ring else (0.0, 0.0)
    was_in = (previous[axis] - limit) * sign >= 0
    for point in ring:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            share = (limit - previous[axis]) / (point[axis] - previous[axis])
            other = previous[1 - axis] + share * (point[1 - axis] - previous[1 - axis])
            made.append((limit, other) if axis == 0 else (other, limit))
        if is_in:
            made.append(point)
        previous, was_in = point, is_in
    return made


def _apart(one: Pixel, other: Pixel, box: Box) -> bool:
    return (
        max(one[0], other[0]) < box[0]
        or min(one[0], other[0]) > box[2]
        or max(one[1], other[1]) < box[1]
        or min(one[1], other[1]) > box[3]
    )
