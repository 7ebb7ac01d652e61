"""Gates for archives: is a page about relations between countries at all? Recall comes first.

Three gates, each cheaper than what follows it: the raw bytes of a page, the head of its main text,
and its sentences. Each asks for countries (or organisations) and words of relations near them.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from comity.errors import MissingExtraError
from comity.reference.countries import COUNTRIES
from comity.reference.organisations import ORGANISATIONS

__all__ = ["Screen", "load_screen"]

_ENOUGH_IN_PAGE = 3  # countries and words together
_ENOUGH_IN_HEAD = 4  # the same, in the first sentences: 99 % of 317 diplomatic documents have them
_HEAD_SENTENCES = 8  # a report of a meeting says so at its head
_SENTENCE_CHARACTERS = 30  # shorter ones are headings and captions
_MAX_BYTES = 3_000_000  # a gate looks no further into a page
_ENDS = re.compile(rb"(?<=[.!?\n])\s+")
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_PLURAL = ord("s")


@dataclass(frozen=True, slots=True)
class Screen:
    """An automaton over names and words; ``codes`` has each pattern's party, ``None`` for words."""

    automaton: Any
    codes: tuple[str | None, ...]

    def passes_bytes(self, data: bytes) -> bool:
        """Tell whether the bytes of a page, in an encoding like ASCII, name enough of both."""
        parties, words = self._count(data[:_MAX_BYTES])
        return _are_enough(parties, words, _ENOUGH_IN_PAGE)

    def passes_head(self, text: str, title: str | None = None) -> bool:
        """Tell whether the title and first sentences of a main text name enough of both."""
        parties = words = 0
        for number, sentence in enumerate(_sentences(text, title)):
            if number == _HEAD_SENTENCES:
                break
            here = self._count(sentence)
            parties, words = parties + here[0], words + here[1]
        return _are_enough(parties, words, _ENOUGH_IN_HEAD)

    def passes_sentences(self, text: str, title: str | None = None) -> bool:
        """Tell whether some sentence names a country with a word of relations, or two countries."""
        for sentence in _sentences(text, title):
            parties, words = self._count(sentence)
            if parties and parties + words > 1:
                return True
        return False

    def _count(self, data: bytes) -> tuple[int, int]:
        """Return how many parties are named, and how many words of relations stand there."""
        lower = data.lower()
        parties = set()
        words = 0
        for index, start, end in self.automaton.find_matches_as_indexes(lower):
            if not _is_whole(lower, start, end):
                continue
            code = self.codes[index]
            if code is None:
                words += 1
            else:
                parties.add(code)
        return len(parties), words


@cache
def load_screen() -> Screen:
    """Return the screen of all countries and organisations known here; built once a process.

    Raises:
        MissingExtraError: If the archives' extra is not installed.
    """
    try:
        import ahocorasick_rs  # noqa: PLC0415 - the extra [archives]
    except ImportError as error:
        raise MissingExtraError(
            "The gates of archives need a library that is not installed.",
            mend='Run: pip install "comity[archives]"',
        ) from error
    codes: dict[str, str | None] = {}
    for country in COUNTRIES.values():
        for name in (*country.names, *country.demonyms, *country.capitals, *country.seats):
            codes.setdefault(name.lower(), country.iso3)
    for short, names in ORGANISATIONS.items():
        for name in (short, *names):
            codes.setdefault(name.lower(), short)
    source = files("comity.reading").joinpath("screen.toml").read_text(encoding="utf-8")
    for words in tomllib.loads(source).values():
        codes.update(dict.fromkeys(words))
    patterns = [pattern for pattern in codes if len(pattern) > 1]
    automaton = ahocorasick_rs.BytesAhoCorasick(
        [pattern.encode() for pattern in patterns],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
    return Screen(automaton, tuple(codes[pattern] for pattern in patterns))


def _are_enough(parties: int, words: int, enough: int) -> bool:
    return parties > 0 and words > 0 and parties + words >= enough


def _sentences(text: str, title: str | None) -> Iterator[bytes]:
    whole = f"{title}.\n{text}" if title else text
    for sentence in _ENDS.split(whole.encode("utf-8", "replace")):
        if len(sentence) >= _SENTENCE_CHARACTERS:
            yield sentence


def _is_whole(data: bytes, start: int, end: int) -> bool:
    """Tell whether a match is a whole word, or one with a plural s."""
    if start and data[start - 1] in _WORD:
        return False
    if end < len(data) and data[end] == _PLURAL:
        end += 1
    return end >= len(data) or data[end] not in _WORD
