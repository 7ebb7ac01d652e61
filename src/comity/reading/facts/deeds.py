"""One sentence in, one event out: who does what to whom, told by the verb and its neighbours."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from comity.model.actors import Party
from comity.model.mentions import Mention
from comity.vocabulary.cues import CueHit, CueIndex, Words, split_words

__all__ = ["Deed", "find_contexts", "find_deed", "find_mode"]

_KIND = frozenset({"AID", "COOPERATE", "CONSULT", "SUPPORT", "CONCEDE", "RETREAT"})
_HARSH = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
_WITHIN_ONE = _HARSH | {"CONCEDE", "REQUEST", "REJECT", "THREATEN"}
"""Types that need someone they are done to; with one country named, it is within that country."""

_REACH = 8
"""Words between a sign of intent and the deed it governs."""

_SOURCE = re.compile(
    r",\s+(?:(?:an?|the|his|state|senior|official|according)\s)?(?:[^,]{0,80}?\s)?"
    r"(?:said|says|reported|reports|announced|confirmed|told|showed|according to)\b"
    r"[^,]{0,120}\.?\W*$"
    r"|,?\s+according to\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.IGNORECASE)
_ACTORS = frozenset({"country", "organisation", "person", "office", "place"})
_JOINED = re.compile(r"^\W*(?:and|with)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deed:
    """An event of a sentence: its PLOVER type, the parties, and the words from ``start`` on."""

    plover: str
    actor: Party | None
    recipient: Party | None
    cue: str
    start: int
    end: int


def find_deed(text: str, offset: int, mentions: Sequence[Mention]) -> Deed | None:
    """Return the event that a sentence reports, ``None`` if none of its words tells one.

    Args:
        text: The sentence.
        offset: Where it starts in the document.
        mentions: The mentions of the sentence, with offsets of the document.
    """
    source = _SOURCE.search(text)
    reach = source.start() if source and source.start() > len(text) // 3 else len(text)
    words = split_words(text[:reach])
    hits = _widest(_types().find(words))
    if not hits:
        return None
    hit = hits[0]
    kind = _meant(hit, hits, words)
    parties = [m for m in mentions if m.party and m.kind in _ACTORS and m.start < offset + reach]
    begin, end = words.starts[hit.first] + offset, words.ends[hit.last - 1] + offset
    actor, recipient = _roles(text, offset, begin, end, parties)
    if recipient is None and kind in _WITHIN_ONE and len({m.party for m in parties}) == 1:
        recipient = actor  # PLOVER codes an act within one country as that country on itself
    return Deed(kind, actor, recipient, hit.cue, begin, end)


def find_mode(plover: str, text: str) -> str | None:
    """Return the PLOVER mode of an event of this type, ``None`` where nothing tells it."""
    index = _modes().get(plover)
    hits = index.find(split_words(text)) if index else ()
    return hits[0].label if hits else None


def find_contexts(text: str) -> tuple[str, ...]:
    """Return the PLOVER contexts that the words of an event name, sorted."""
    return tuple(sorted({hit.label for hit in _contexts().find(split_words(text))}))


def _widest(hits: Sequence[CueHit]) -> list[CueHit]:
    """Return the hits in order, of those that begin at one word only the longest."""
    best: dict[int, CueHit] = {}
    for hit in hits:
        if hit.first not in best or hit.last > best[hit.first].last:
            best[hit.first] = hit
    return [best[first] for first in sorted(best)]


def _meant(hit: CueHit, hits: Sequence[CueHit], words: Words) -> str:
    """Return the type of the first deed, or of the intent or threat that it is only meant as."""
    signs = [s for s in _intent().find(words) if hit.first - _REACH <= s.first <= hit.first]
    later = next((h for h in hits if h.first > hit.first and h.first - hit.first <= _REACH), None)
    if hit.label == "AGREE" and later and later.label == "REJECT":
        return "AGREE"
    if signs and hit.label in _KIND:
        return "AGREE"
    if signs and hit.label in _HARSH:
        return "THREATEN"
    return hit.label


def _roles(
    text: str, offset: int, begin: int, end: int, parties: Sequence[Mention]
) -> tuple[Party | None, Party | None]:
    """Return who acts and on whom: subject and object, the other way round in the passive."""
    before = [m for m in parties if m.end <= begin]
    after = [m for m in parties if m.start >= end]
    if _PASSIVE.search(text[: begin - offset]):
        doer = next((m for m in after if _BY.search(text[end - offset : m.start - offset])), None)
        if doer:
            return doer.party, before[0].party if before else None
    actor = before[0] if before else None
    if actor and not after:
        others = [m for m in before[1:] if m.party != actor.party]
        joined = [m for m in others if _JOINED.match(text[actor.end - offset : m.start - offset])]
        return actor.party, next((m.party for m in (*joined, *others)), None)
    if not actor:
        rest = [m for m in after[1:] if m.party != after[0].party] if after else []
        return (after[0].party if after else None), (rest[0].party if rest else None)
    other = next((m for m in after if m.party != actor.party), after[0])
    return actor.party, other.party


@cache
def _types() -> CueIndex:
    return _index("types")


@cache
def _intent() -> CueIndex:
    return _index("intent")


@cache
def _contexts() -> CueIndex:
    return _index("contexts")


@cache
def _modes() -> Mapping[str, CueIndex]:
    return {plover: CueIndex(cues) for plover, cues in _cues()["modes"].items()}


def _index(name: str) -> CueIndex:
    return CueIndex(_cues()[name])


@cache
def _cues() -> dict[str, Any]:
    text = (files("comity.vocabulary") / "plover_cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
