"""A brief kept to its sides: what matters most is let in first, for as long as there is room."""

from collections.abc import Iterator

from comity.briefing.length import sides
from comity.briefing.trimming import ALL, CUT, trimmed
from comity.model.brief import Brief

__all__ = ["fitted"]

_WANTED: tuple[tuple[str, int], ...] = (
    ("points", 3), ("measures", 2), ("positions", 1), ("meetings", 1), ("map", ALL),
    ("glance", ALL), ("points", 5), ("examinations", 2), ("outcomes", 1), ("measures", 4),
    ("positions", 2), ("if-raised", 1), ("closeness", ALL), ("meetings", 2), ("examination", 1),
    ("subjects", ALL), ("history", 1), ("points", 6), ("measures", 6), ("positions", 3),
    ("examinations", 3), ("outcomes", 2), ("if-raised", 2), ("people", 3), ("meetings", 3),
    ("history", 2), ("points", 8), ("positions", 4), ("outcomes", 3), ("measures", 8),
    ("examinations", 5), ("people", 6), ("history", 3), ("not-examined", ALL),
    ("timeline", ALL), ("ladders", 3), ("chart", ALL), ("statements", 2), ("examination", 2),
)  # fmt: skip
"""Kind of section and lines of it, in the order in which they are let in."""
_ROUNDS = (10, 14, 20, 28, 40, 60, ALL)  # lines of every kind, once all of the above is in


def fitted(brief: Brief, pages: int, room: float | None = None) -> Brief:
    """Return as much of the brief as takes no more sides than asked for.

    What is not cut, as the objective is, stays whatever the length.

    Args:
        brief: All there is to say.
        pages: Sides of paper.
        room: How much of them the brief may take; all of them unless said.
    """
    room = float(pages) if room is None else room
    everything = trimmed(brief, dict.fromkeys(CUT, ALL), pages)
    if sides(everything) <= room:
        return everything
    steps = list(_steps())
    start = _longest(brief, pages, room, steps)
    limits = _limits(steps[:start])
    best = trimmed(brief, limits, pages)
    for kind, lines in steps[start:]:
        if limits.get(kind, 0) >= lines:
            continue
        larger = trimmed(brief, {**limits, kind: lines}, pages)
        if larger != best and sides(larger) <= room:
            best, limits = larger, {**limits, kind: lines}
    return best


def _steps() -> Iterator[tuple[str, int]]:
    yield from _WANTED
    for lines in _ROUNDS:
        for kind in CUT:
            yield kind, lines


def _limits(steps: list[tuple[str, int]]) -> dict[str, int]:
    limits: dict[str, int] = {}
    for kind, lines in steps:
        limits[kind] = max(lines, limits.get(kind, 0))
    return limits


def _longest(brief: Brief, pages: int, room: float, steps: list[tuple[str, int]]) -> int:
    """Return how many steps fit when taken in order, by bisection."""
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high + 1) // 2
        if sides(trimmed(brief, _limits(steps[:middle]), pages)) <= room:
            low = middle
        else:
            high = middle - 1
    return low
