"""Gates for archives: is a page about relations between countries at all? Recall comes first.

Three gates, each cheaper than what follows it: the raw bytes of a page, the head of its main text,
and its sentences. Each asks for countries (or organisations) and words of relations near them.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain, islice
from typing import Any

from comity.errors import MissingExtraError
from comity.reference.countries import COUNTRIES
from comity.reference.organisations import ORGANISATIONS

__all__ = ["Screen", "load_screen"]

_ENOUGH = 3  # countries and words together, of each at least one
_HEAD_SENTENCES = 10  # a report says at its head what it is about,
_HEAD_SHARE = 0.7  # in so many names and words a sentence: as in the leanest of 938 reports
_LEAD = 3  # one of its first sentences names two parties, or one and a word of relations,
_LEAD_WORDS = 5  # or they hold so many words of relations, and the parties are named later
_SPAN, _SPAN_ENOUGH = 12, 7  # sentences of a page that hold a head, and a caption or two within
_SENTENCE_BYTES = 30  # shorter ones are headings and captions
_TOLD_BYTES = 1_500  # a page with fewer in its paragraphs may keep its text elsewhere
_MAX_TOLD_BYTES = 60_000
_STRETCH_BYTES = 16_384
_MAX_BYTES = 3_000_000  # a gate looks no further into a page
_TAG = re.compile(rb"<[^>]*>")
_END = re.compile(rb"[.!?\n](?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Jr|Sr|St)\.)(?<!\bMrs\.)\s+")
_PARAGRAPH = re.compile(rb"<p[ >\n\t\r]")
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_PLURAL = ord("s")

Count = tuple[set[str], int]
"""What a sentence names: its parties, and how many words of relations."""


@dataclass(frozen=True, slots=True)
class Screen:
    """An automaton over names and words in small letters.

    ``codes`` has each pattern's party, ``None`` for words; ``short`` the indexes of names written
    in capitals, so that "who" is no World Health Organization.
    """

    automaton: Any
    codes: tuple[str | None, ...]
    short: frozenset[int]

    def passes_bytes(self, data: bytes) -> bool:
        """Tell whether the bytes of a page, in an encoding like ASCII, name enough of both.

        What stands in its paragraphs is asked: some dozen sentences in turn must look like the
        head of a report. The whole page, menus and all, is asked only where they hold too little
        to be its text.
        """
        told = _paragraphs(data[:_MAX_BYTES])
        if len(told) >= _TOLD_BYTES:
            counts = self._counts(told[:_MAX_TOLD_BYTES])
            return any(_is_head(span, _SPAN_ENOUGH) for span in _spans(counts))
        parties: set[str] = set()
        words = 0
        for stretch in _stretches(data[:_MAX_BYTES]):
            here, more = self._count(stretch)
            parties |= here
            words += more
            if parties and words and len(parties) + words >= _ENOUGH:
                return True
        return False

    def passes_head(self, text: str, title: str | None = None) -> bool:
        """Tell whether title and first sentences of a text name enough of both.

        Enough is seven in the first ten sentences, three at least; and both in one of the first
        three, or five words of relations in these. How many reports have it, and how many other
        pages, is in ``docs/scale.md``.
        """
        counts = [self._count(one) for one in islice(_sentences(text, title), _HEAD_SENTENCES)]
        return _is_head(counts, max(_ENOUGH, _HEAD_SHARE * len(counts)))

    def passes_sentences(self, text: str, title: str | None = None) -> bool:
        """Tell whether some sentence names a country with a word of relations, or two countries."""
        return any(_is_joint(self._count(sentence)) for sentence in _sentences(text, title))

    def _count(self, data: bytes) -> Count:
        """Return which parties are named, and how many words of relations stand there."""
        found = [code for _, code in self._hits(data)]
        return {code for code in found if code is not None}, found.count(None)

    def _counts(self, told: bytes) -> list[Count]:
        """Return the counts of each sentence of a page; none where all of it holds too little."""
        hits = self._hits(told)
        if len(hits) < _SPAN_ENOUGH:
            return []
        ends = [end.start() + 1 for end in _END.finditer(told)]
        ends.append(len(told))
        found: list[list[str | None]] = [[] for _ in ends]
        for start, code in hits:
            found[bisect_right(ends, start)].append(code)
        starts = (0, *ends)
        return [
            ({code for code in codes if code is not None}, codes.count(None))
            for codes, start, end in zip(found, starts, ends, strict=False)
            if end - start >= _SENTENCE_BYTES
        ]

    def _hits(self, data: bytes) -> list[tuple[int, str | None]]:
        """Return where a name or word stands, and whose name it is."""
        lower = data.lower()
        return [
            (start, self.codes[index])
            for index, start, end in self.automaton.find_matches_as_indexes(lower)
            if _is_whole(lower, start, end)
            and (self.codes[index] is None or self._is_name(index, data[start:end]))
        ]

    def _is_name(self, index: int, written: bytes) -> bool:
        """Tell whether a name is written as one: with a capital, or all in capitals if short."""
        return written.isupper() if index in self.short else written != written.lower()


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
    short: set[str] = set()
    for code, name in _names():
        codes.setdefault(name.lower(), code)
        if name.isupper():
            short.add(name.lower())
    source = files("comity.reading").joinpath("screen.toml").read_text(encoding="utf-8")
    for words in tomllib.loads(source).values():
        codes.update(dict.fromkeys(words))
    patterns = [pattern for pattern in codes if len(pattern) > 1]
    automaton = ahocorasick_rs.BytesAhoCorasick(
        [pattern.encode() for pattern in patterns],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
    return Screen(
        automaton,
        tuple(codes[pattern] for pattern in patterns),
        frozenset(index for index, pattern in enumerate(patterns) if pattern in short),
    )


def _names() -> Iterator[tuple[str, str]]:
    """Yield each party's code with each of its names."""
    for country in COUNTRIES.values():
        for name in (*country.names, *country.demonyms, *country.capitals, *country.seats):
            yield country.iso3, name
    for code, names in ORGANISATIONS.items():
        for name in (code, *names):
            yield code, name


def _spans(counts: list[Count]) -> Iterator[list[Count]]:
    """Yield a dozen sentences in turn, wherever enough is named in them."""
    sums = [0, *accumulate(len(parties) + words for parties, words in counts)]
    for at, before in enumerate(sums[:-1]):
        if sums[min(at + _SPAN, len(counts))] - before >= _SPAN_ENOUGH:
            yield counts[at : at + _SPAN]


def _is_head(counts: list[Count], enough: float) -> bool:
    """Tell whether sentences name enough of both, and the first of them enough to lead."""
    lead = counts[:_LEAD]
    return (
        sum(len(parties) + words for parties, words in counts) >= enough
        and any(words for _, words in counts)
        and any(parties for parties, _ in counts)
        and (any(map(_is_joint, lead)) or sum(words for _, words in lead) >= _LEAD_WORDS)
    )


def _is_joint(count: Count) -> bool:
    """Tell whether a sentence names a party with a word of relations, or two parties."""
    parties, words = count
    return bool(parties) and len(parties) + words > 1


def _paragraphs(data: bytes) -> bytes:
    """Return what stands in the paragraphs of a page, without tags, a line each."""
    found: list[bytes] = []
    end = 0
    for opening in _PARAGRAPH.finditer(data):
        if opening.start() < end:
            continue
        end = data.find(b"</p", opening.start())
        if end < 0:
            break
        found.append(data[data.find(b">", opening.start(), end) + 1 : end])
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
    """Yield the sentences of a text, its title the first; headings and captions left out."""
    whole = (f"{title}.\n{text}" if title else text).encode("utf-8", "replace")
    start = 0
    for end in chain(_END.finditer(whole), (None,)):
        sentence = whole[start : end.start() + 1] if end else whole[start:]
        if len(sentence) >= _SENTENCE_BYTES:
            yield sentence
        start = end.end() if end else start


def _is_whole(data: bytes, start: int, end: int) -> bool:
    """Tell whether a match is a whole word, or one with a plural s."""
    if start and data[start - 1] in _WORD:
        return False
    if end < len(data) and data[end] == _PLURAL:
        end += 1
    return end >= len(data) or data[end] not in _WORD
