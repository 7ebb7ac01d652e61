"""All cues of a sentence, found in one pass, and the part of them that a clause holds.

Subjects, measures, positions and history look at the same sentence in pieces of their own. The
words are split and the lists of the vocabulary searched once a sentence; a clause takes its part.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from comity.vocabulary.cues import CueHit, CueIndex, Words, split_words
from comity.vocabulary.load import load_vocabulary

__all__ = ["Cues", "SentenceCues", "find_sentence_cues"]

Cues = Mapping[str, tuple[CueHit, ...]]
"""Cues found in some words, by the name of their list; a list without a hit is empty."""

_SENTENCES_KEPT = 512  # which are remembered, for several finders ask for them


@dataclass(frozen=True, slots=True)
class SentenceCues:
    """The words of a sentence or of a part of it, and the cues of each list in text order."""

    words: Words
    cues: Cues

    def part(self, begin: int, end: int) -> "SentenceCues":
        """Return the words that begin in these characters, and the cues that lie within them.

        The offsets of the words count from ``begin``, the places of the cues from its first word.
        """
        first, last = self.words.between(begin, end)
        inside: dict[str, tuple[CueHit, ...]] = {}
        for name, hits in self.cues.items():
            kept = [
                CueHit(label, cue, at - first, to - first)
                for label, cue, at, to in hits
                if first <= at and to <= last
            ]
            if kept:
                inside[name] = tuple(kept)
        return SentenceCues(self.words.part(first, last, begin), defaultdict(tuple, inside))


@lru_cache(maxsize=_SENTENCES_KEPT)
def find_sentence_cues(text: str) -> SentenceCues:
    """Return the words of a sentence and the cues of every list in them."""
    words = split_words(text)
    found: defaultdict[str, list[CueHit]] = defaultdict(list)
    for label, cue, first, last in _lists().find(words):
        name, _, code = label.partition("/")
        found[name].append(CueHit(code, cue, first, last))
    cues = {name: tuple(hits) for name, hits in found.items()}
    return SentenceCues(words, defaultdict(tuple, cues))


@cache
def _lists() -> CueIndex:
    """Return all lists of the vocabulary as one index; a label is a list's name and a code."""
    known = load_vocabulary()
    measures, statuses = known.measures.items(), known.statuses.items()
    cues: dict[str, Mapping[str, tuple[str, ...]]] = {
        "areas": {code: entry.cues for code, entry in known.areas.items()},
        "area-hints": {code: entry.hints for code, entry in known.areas.items()},
        "kinds": {code: entry.cues for code, entry in measures},
        "kind-names": {code: (*entry.cues, *entry.names) for code, entry in measures},
        "kind-hints": {code: entry.hints for code, entry in measures},
        "statuses": {code: entry.cues for code, entry in statuses},
        "tells": {code: entry.tells for code, entry in statuses},
        "stances": {code: entry.cues for code, entry in known.stances.items()},
        "history": {code: entry.cues for code, entry in known.history.items()},
        **_clause_lists(),
    }
    return CueIndex(
        {f"{name}/{code}": of for name, codes in cues.items() for code, of in codes.items()}
    )


def _clause_lists() -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Return the lists of ``clause_cues.toml``: signs of a stance, and areas of clauses."""
    text = (files("comity.vocabulary") / "clause_cues.toml").read_text(encoding="utf-8")
    return {
        f"clause-{name}": {label: tuple(cues) for label, cues in table.items()}
        for name, table in tomllib.loads(text).items()
    }
