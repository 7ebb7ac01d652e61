"""Finding the cues of a list in a text: the one way every stage matches words.

A cue is a few lower-case words. ``*`` ends a word openly (``tariff*``), ``~`` stands for up to
three words of any kind (``return of ~ refugees``). Case, hyphens, punctuation and a possessive
``'s`` do not count: ``direct flight*`` finds "Direct-flights".
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

__all__ = ["GAP_WORDS", "CueHit", "CueIndex", "Words", "split_words"]

GAP_WORDS = 3  # the most words that `~` stands for
_CACHED_WORDS = 50_000  # distinct words remembered by an index before it starts afresh
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[$€£¥]")
_POSSESSIVE = ("'s", "’s")

_Token = tuple[str, bool]  # the word, and whether it is open at its end


class _Pattern(NamedTuple):
    """A cue as it is looked for; of several at one word the one with the lower number is first."""

    number: int
    tokens: tuple[_Token, ...]
    label: str
    cue: str


class _Opening(NamedTuple):
    """The cues that begin with a word, told apart by the word that must come next."""

    always: tuple[_Pattern, ...]
    before: Mapping[str, tuple[_Pattern, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: lower case, without possessives, and where each stands in it."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)

    def between(self, begin: int, end: int) -> tuple[int, int]:
        """Return the range of words, half-open, that begin in these characters."""
        return bisect_left(self.starts, begin), bisect_left(self.starts, end)

    def part(self, first: int, last: int, offset: int) -> "Words":
        """Return a range of the words, where each stands counted from ``offset``."""
        return Words(
            self.words[first:last],
            tuple([start - offset for start in self.starts[first:last]]),
            tuple([end - offset for end in self.ends[first:last]]),
        )


class CueHit(NamedTuple):
    """A cue found: words ``first`` to ``last`` (half-open) of the text carry ``label``."""

    label: str
    cue: str
    first: int
    last: int


@lru_cache(maxsize=512)
def split_words(text: str) -> Words:
    """Return the words of a text; currency signs count as words.

    The last texts are kept: several finders look at the same sentence.
    """
    words, starts, ends = [], [], []
    for found in _WORD.finditer(text):
        word = found.group().lower()
        words.append(word[:-2] if word.endswith(_POSSESSIVE) else word.replace("’", "'"))
        starts.append(found.start())
        ends.append(found.end())
    return Words(tuple(words), tuple(starts), tuple(ends))


class CueIndex:
    """All cues of some lists, ready to be found in one pass over the words of a text."""

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[_Pattern]] = {}
        self._open: dict[int, dict[str, list[_Pattern]]] = {}
        self._known: dict[str, _Opening | None] = {}
        self._count = 0
        for label, written in cues.items():
            for cue in written:
                self._add(label, cue)

    def _add(self, label: str, cue: str) -> None:
        tokens = _tokens(cue)
        word, is_open = tokens[0]
        table = self._open.setdefault(len(word), {}) if is_open else self._exact
        table.setdefault(word, []).append(_Pattern(self._count, tokens, label, cue))
        self._count += 1

    def find(self, words: Words) -> tuple[CueHit, ...]:
        """Return every cue found, in the order of the text; cues may overlap."""
        hits = []
        known, text = self._known, words.words
        for at, word in enumerate(text):
            opening = known[word] if word in known else self._beginning_with(word)
            if opening is None:
                continue
            patterns = opening.always
            following = opening.before.get(text[at + 1]) if at + 1 < len(text) else None
            if following:
                patterns = tuple(sorted(patterns + following)) if patterns else following
            for _, tokens, label, cue in patterns:
                last = at + 1 if len(tokens) == 1 else _match(tokens, text, at)
                if last:
                    hits.append(CueHit(label, cue, at, last))
        return tuple(hits)

    def _beginning_with(self, word: str) -> _Opening | None:
        patterns = list(self._exact.get(word, ()))
        for size, table in self._open.items():
            if len(word) >= size:
                patterns += table.get(word[:size], ())
        if len(self._known) >= _CACHED_WORDS:
            self._known.clear()
        self._known[word] = _opening(patterns) if patterns else None
        return self._known[word]


def _opening(patterns: Iterable[_Pattern]) -> _Opening:
    always: list[_Pattern] = []
    before: dict[str, list[_Pattern]] = {}
    for pattern in sorted(patterns):
        following = pattern.tokens[1:2]
        if following and following[0] != ("~", False) and not following[0][1]:
            before.setdefault(following[0][0], []).append(pattern)
        else:
            always.append(pattern)
    return _Opening(tuple(always), {word: tuple(cues) for word, cues in before.items()})


def _tokens(cue: str) -> tuple[_Token, ...]:
    tokens: list[_Token] = []
    for piece in cue.split():
        if piece == "~":
            tokens.append(("~", False))
            continue
        words = split_words(piece).words
        tokens += [(word, False) for word in words[:-1]]
        tokens += [(words[-1], piece.endswith("*"))] if words else []
    if not tokens or tokens[0][0] == "~" or tokens[-1][0] == "~":
        message = f"a cue begins and ends with a word, unlike {cue!r}"
        raise ValueError(message)
    return tuple(tokens)


def _match(tokens: tuple[_Token, ...], words: tuple[str, ...], at: int) -> int:
    """Return where the match that begins at a word ends, or 0; the first token is known to fit."""
    place = at + 1
    for number in range(1, len(tokens)):
        token, is_open = tokens[number]
        if token == "~":  # noqa: S105 - the sign of a gap
            return _match_after_gap(tokens[number + 1 :], words, place)
        if place >= len(words) or not _fits(token, words[place], is_open=is_open):
            return 0
        place += 1
    return place


def _match_after_gap(tokens: tuple[_Token, ...], words: tuple[str, ...], place: int) -> int:
    token, is_open = tokens[0]
    for start in range(place, min(place + GAP_WORDS + 1, len(words))):
        if _fits(token, words[start], is_open=is_open):
            last = _match(tokens, words, start)
            if last:
                return last
    return 0


def _fits(token: str, word: str, *, is_open: bool) -> bool:
    return word.startswith(token) if is_open else word == token
