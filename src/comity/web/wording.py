"""Who stood where in which year, and how the words changed from one time to the next."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from comity.model.records import Stance

__all__ = ["Piece", "counted", "differences", "matrix", "with_before"]

Piece = tuple[str, str]
"""Words, and whether they are ``same``, ``new`` or ``gone``."""
YEARS = 8  # columns of a matrix, the latest
LINES = 60  # rows of a matrix, those most often spoken of


def counted(rows: Iterable[Mapping[str, Any]]) -> tuple[Stance, ...]:
    """Return how often each stance was taken, of positions as rows."""
    counts = Counter(
        (row["holder"], row["target"], row["area"], (row["date"] or "")[:4], str(row["stance"]))
        for row in rows
    )
    return tuple(
        Stance(holder=holder, target=target, area=area, year=year or None, stance=stance, count=n)
        for (holder, target, area, year, stance), n in counts.items()
    )


def matrix(stances: Iterable[Stance]) -> dict[str, Any]:
    """Return stances as a table: a row for holder, target and area, a column for each year.

    A cell lists the stances taken that year, each with how often; the latest ``YEARS`` years and
    the ``LINES`` rows most spoken of are kept.
    """
    dated = [one for one in stances if one.year is not None]
    years = sorted({str(one.year) for one in dated})[-YEARS:]
    lines: dict[tuple[str, str, str], dict[str, dict[str, int]]] = {}
    for one in dated:
        key = (one.area or "", one.holder or "", one.target or "")
        cell = lines.setdefault(key, {}).setdefault(str(one.year), {})
        cell[one.stance] = cell.get(one.stance, 0) + one.count
    often = sorted(lines, key=lambda key: (-_spoken(lines[key]), key))[:LINES]
    return {
        "years": years,
        "rows": [
            {
                "area": area,
                "holder": holder,
                "target": target or None,
                "cells": [
                    [
                        {"stance": stance, "count": count}
                        for stance, count in sorted(
                            lines[area, holder, target].get(year, {}).items()
                        )
                    ]
                    for year in years
                ],
            }
            for area, holder, target in sorted(often)
        ],
    }


def with_before(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return positions, newest first, each with how its holder put it the time before, if it did.

    Only a time before that is among the rows is found, and only words that differ are told.
    """
    before: dict[tuple[object, ...], Mapping[str, Any]] = {}
    told = []
    for row in reversed(rows):
        key = (row["holder"], row["target"], row["area"])
        last = before.get(key)
        differs = last is not None and _words(last["quote"]) != _words(row["quote"])
        told.append(
            {
                **row,
                "before": {name: last[name] for name in ("date", "stance", "quote", "href")}
                if differs and last is not None
                else None,
            }
        )
        before[key] = row
    return told[::-1]


def differences(before: str, after: str) -> list[Piece]:
    """Return the words of two wordings in order, each marked as same, new or gone.

    Example:
        >>> differences("we support peace", "we strongly support peace")
        [('we', 'same'), ('strongly', 'new'), ('support peace', 'same')]
    """
    old, new = _words(before), _words(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((" ".join(old[a:b]), "same"))
            continue
        pieces += [(" ".join(old[a:b]), "gone")] if b > a else []
        pieces += [(" ".join(new[c:d]), "new")] if d > c else []
    return pieces


def _words(text: str) -> list[str]:
    return re.split(r"\s+", text.strip())


def _spoken(cells: Mapping[str, Mapping[str, int]]) -> int:
    return sum(sum(cell.values()) for cell in cells.values())
