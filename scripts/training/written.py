"""The labelled sentences that were written for training, a file for each kind of fact.

A line is its labels, then the sentence, with ``|`` between; the words that carry the fact stand in
``[[ ]]``. Labels of several facts have commas between, in their order; ``-`` is no label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from training.corpus import OWN

__all__ = ["Marked", "Stated", "Written", "load_areas", "load_measures", "load_positions"]

_BRACKETS = re.compile(r"\[\[|\]\]")


@dataclass(frozen=True)
class Marked:
    """Words that carry a measure: where they stand in the text, its kind and its status."""

    where: tuple[int, int]
    kind: str
    status: str


@dataclass(frozen=True)
class Written:
    """A sentence and the measures in it."""

    text: str
    measures: tuple[Marked, ...]


@dataclass(frozen=True)
class Stated:
    """A sentence and where it takes a stance, which, in which area; ``where`` is None for none."""

    text: str
    where: tuple[int, int] | None
    stance: str
    area: str


def load_measures() -> list[Written]:
    """Return the sentences of measures: ``kind|status|sentence``.

    Raises:
        ValueError: If a line has not as many kinds and statuses as brackets.
    """
    found = []
    for kinds, statuses, marked in _lines("measures.txt", labels=2):
        text, places = _marked(marked)
        said = [] if kinds == "-" else zip(kinds.split(","), statuses.split(","), strict=True)
        measures = zip(places, said, strict=True)
        found.append(Written(text, tuple(Marked(at, *one) for at, one in measures)))
    return found


def load_areas() -> list[tuple[str, frozenset[str]]]:
    """Return the sentences of areas, each with all areas it speaks of: ``area,area|sentence``."""
    return [
        (text, frozenset(areas.split(",")) - {"-"}) for areas, text in _lines("areas.txt", labels=1)
    ]


def load_positions() -> list[Stated]:
    """Return the sentences of positions: ``holder,holder|stance|target|area|sentence``."""
    found = []
    for _, stance, _, area, marked in _lines("positions.txt", labels=4):
        text, places = _marked(marked)
        found.append(Stated(text, places[0] if places else None, stance, area))
    return found


def _lines(name: str, *, labels: int) -> Iterator[list[str]]:
    for line in (OWN / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|", labels)


def _marked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a sentence without its brackets, and where they stood."""
    text, places = "", []
    for n, part in enumerate(_BRACKETS.split(sentence)):
        if n % 2:
            places.append((len(text), len(text) + len(part)))
        text += part
    return text, places
