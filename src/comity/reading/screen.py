"""Gates for archives: is a page about relations between countries at all? Recall comes first.

Three gates, each cheaper than what follows it: the raw bytes of a page, the head of its main text,
and its sentences. Each asks for countries (or organisations) and words of relations near them.
"""

import re
import tomllib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from comity.errors import MissingExtraError
from comity.reference.countries import COUNTRIES
from comity.reference.organisations import ORGANISATIONS

__all__ = ["Screen", "load_screen"]

_ENOUGH = 3  # countries and words together, of each at least one
_HEAD_SENTENCES = 10  # a report says at its head what it is about: as many of them as sentences
_SENTENCE_CHARACTERS = 30  # shorter ones are headings and captions
_LEAD_SENTENCES = 3  # one of them names a country with an act of states, or two countries
_SPAN_SENTENCES = 12  # of a page's paragraphs: a report's head, and a caption or two within
_SPAN_ENOUGH = 5  # countries and words together in them
_TOLD_BYTES = 1_500  # a page with fewer in its paragraphs may keep its text elsewhere
_MAX_TOLD_BYTES = 60_000
_STRETCH_BYTES = 16_384
_MAX_BYTES = 3_000_000  # a gate looks no further into a page
_TAG = re.compile(rb"<[^>]*>")
_ENDS = re.compile(rb"(?<=[.!?\n])\s+")
_AFTER_NAME = frozenset((b" ", b">", b"\n", b"\t", b"\r"))
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_PLURAL = ord("s")


@dataclass(frozen=True, slots=True)
class Screen:
    """An automaton over names and words; ``codes`` has each pattern's party, ``None`` for words."""

    automaton: Any
    codes: tuple[str | None, ...]

    def passes_bytes(self, data: bytes) -> bool:
        """Tell whether the bytes of a page, in an encoding like ASCII, name enough of both.

        What stands in its paragraphs is asked, sentence by sentence; the whole page, menus and
        all, only where they hold too little to be its text.
        """
        told = _paragraphs(data[:_MAX_BYTES])
        if len(told) >= _TOLD_BYTES:
            return self._passes_told(told[:_MAX_TOLD_BYTES])
        parties: set[str] = set()
        words = 0
        for stretch in _stretches(data[:_MAX_BYTES]):
            here, more = self._count(stretch)
            parties |= here
            words += more
            if parties and words and len(parties) + words >= _ENOUGH:
                return True
        return False

    def _passes_told(self, told: bytes) -> bool:
        """Tell whether a sentence names both, and a dozen sentences in turn enough of them."""
        span: deque[tuple[int, int]] = deque(maxlen=_SPAN_SENTENCES)
        joint = enough = False
        for sentence in _ENDS.split(told):
            if len(sentence) < _SENTENCE_CHARACTERS:
                continue
            here, more = self._count(sentence)
            span.append((len(here), more))
            joint = joint or _is_joint(here, more)
            parties, words = (sum(counts) for counts in zip(*span, strict=True))
            enough = enough or (parties > 0 and words > 0 and parties + words >= _SPAN_ENOUGH)
            if joint and enough:
                return True
        return False

    def passes_head(self, text: str, title: str | None = None) -> bool:
        """Tell whether title and first sentences of a text name enough of both.

        Enough is one for each of the first ten sentences, and three at least; and one of the
        first three names both: 272 of 277 annotated diplomatic documents have it, and one in
        fifteen of other news pages.
        """
        parties = words = sentences = 0
        joint = False
        for sentence in islice(_sentences(text, title), _HEAD_SENTENCES):
            here, more = self._count(sentence)
            joint = joint or (sentences < _LEAD_SENTENCES and _is_joint(here, more))
            parties, words, sentences = parties + len(here), words + more, sentences + 1
        return joint and parties > 0 and words > 0 and parties + words >= max(_ENOUGH, sentences)

    def passes_sentences(self, text: str, title: str | None = None) -> bool:
        """Tell whether some sentence names a country with a word of relations, or two countries."""
        return any(_is_joint(*self._count(sentence)) for sentence in _sentences(text, title))

    def _count(self, data: bytes) -> tuple[set[str], int]:
        """Return which parties are named, and how many words of relations stand there."""
        lower = data.lower()
        parties: set[str] = set()
        words = 0
        for index, start, end in self.automaton.find_matches_as_indexes(lower):
            if not _is_whole(lower, start, end):
                continue
            code = self.codes[index]
            if code is None:
                words += 1
            else:
                parties.add(code)
        return parties, words


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


def _is_joint(parties: set[str], words: int) -> bool:
    """Tell whether a sentence names a country with a word of relations, or two countries."""
    return bool(parties) and len(parties) + words > 1


def _paragraphs(data: bytes) -> bytes:
    """Return what stands in the paragraphs of a page, without tags, a line each."""
    found: list[bytes] = []
    at = data.find(b"<p")
    while at >= 0:
        start = at + 2
        if data[start : start + 1] in _AFTER_NAME:
            end = data.find(b"</p", start)
            if end < 0:
                break
            found.append(data[data.find(b">", at, end) + 1 : end])
            start = end
        at = data.find(b"<p", start)
    return _TAG.sub(b"", b"\n".join(found))


def _stretches(data: bytes) -> Iterator[bytes]:
    """Yield bytes by some kilobytes, cut between words, so that a page can pass by its head."""
    at = 0
    while at < len(data):
        end = at + _STRETCH_BYTES
        if end < len(data):
            between = max(data.rfind(b" ", at + 1, end), data.rfind(b"<", at + 1, end))
            end = between if between > at else end
        yield data[at:end]
        at = end


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
