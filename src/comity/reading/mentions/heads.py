"""The words that head a title, and those that go with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from comity.reading.mentions.kinds import load_offices

__all__ = ["SMALL_WORDS", "Head", "head_at", "is_portfolio", "modifiers"]

SMALL_WORDS = frozenset({"of", "for", "and", "the"})
"""Words inside a title that end none."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head at tokens ``first`` to ``last``, in a sentence from ``floor`` to ``stop``."""

    first: int
    last: int
    several: bool
    floor: int
    stop: int


def is_portfolio(word: str) -> bool:
    """Whether a word belongs to portfolios and institutions rather than to names."""
    return word.casefold() in _portfolio()


def head_at(words: Sequence[str], position: int, stop: int) -> tuple[int, bool]:
    """Return how many tokens the head at a position has (0: none) and whether it is a plural."""
    for phrase, several in _heads().get(words[position].casefold(), ()):
        size = len(phrase)
        if (
            position + size <= stop
            and tuple(word.casefold() for word in words[position : position + size]) == phrase
        ):
            return size, several
    return 0, False


@cache
def _heads() -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    rows: dict[tuple[str, ...], bool] = {}
    for line in load_offices()["heads"].split("\n"):
        if not line.strip():
            continue
        words = tuple(line.strip().replace("-", " - ").split())
        rows[words] = False
        for plural in _plurals(words):
            rows.setdefault(plural, True)
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for phrase in sorted(rows, key=len, reverse=True):
        found.setdefault(phrase[0], []).append((phrase, rows[phrase]))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _plurals(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    last = words[-1]
    if last.endswith("man"):
        return ((*words[:-1], f"{last[:-3]}men"),)
    plain = (*words[:-1], f"{last}s")
    if "of" in words:
        return (plain, (f"{words[0]}s", *words[1:]))
    return (plain,)


@cache
def _portfolio() -> frozenset[str]:
    return frozenset(load_offices()["portfolio"].split())


@cache
def modifiers() -> frozenset[str]:
    """Return the words that may stand before a head and belong to the title."""
    return frozenset(load_offices()["modifiers"].split())
