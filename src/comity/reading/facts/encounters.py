"""Encounters: the words of a sentence that say that people met, spoke, wrote, visited."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from comity.model.text import Sentence
from comity.reading.mentions import Mentions, Person, Reference
from comity.reading.mentions.dates import DateMention, find_dates

__all__ = ["Encounter", "find_encounters", "is_to_come", "load_encounter_rules", "word_list"]

NEARBY_DAYS = 10
"""A pluperfect ("had met") reports the news where a day within so many before is named with it."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One encounter told by a sentence: its form, and where its words stand in the text."""

    form: str
    rule: str
    start: int
    end: int
    sentence: int


@cache
def load_encounter_rules() -> dict[str, Any]:
    """Return the rules of ``encounters.toml``."""
    path = files("comity.reading.facts") / "encounters.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> str:
    """Return the expressions of one list of ``encounters.toml`` as one alternative."""
    lines = load_encounter_rules()["words"][name].strip().splitlines()
    return f"(?:{'|'.join(line.strip() for line in lines)})"


def find_encounters(
    text: str, sentence: Sentence, mentions: Mentions, *, late: bool = False
) -> tuple[Encounter, ...]:
    """Return the encounters a sentence reports as having happened, in order of the text.

    Args:
        text: The document's text.
        sentence: The sentence.
        mentions: The document's mentions.
        late: Whether encounters told in passing count too.
    """
    found: list[Encounter] = []
    for encounter in _candidates(text, sentence, mentions, late=late):
        if any(encounter.start < other.end and other.start < encounter.end for other in found):
            continue
        if not _is_blocked(text, sentence, encounter, mentions):
            found.append(encounter)
    found.sort(key=lambda encounter: encounter.start)
    return tuple(_coordinated(text, found))


def references_in(mentions: Mentions, index: int) -> tuple[Reference, ...]:
    """Return the references to people in the sentence with this index."""
    return mentions.people.in_sentence(index)


def _cuts(reference: Reference, start: int, end: int) -> bool:
    """Whether words begin or end inside the phrase of a person: "met the Council's head"."""
    return reference.start <= start < reference.end or reference.start < end < reference.end


_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def _candidates(
    text: str, sentence: Sentence, mentions: Mentions, *, late: bool
) -> Iterator[Encounter]:
    references = references_in(mentions, sentence.index)
    spoken = set(_WORD.findall(sentence.text.casefold()))
    for name, form, needs, words, pattern in _rules(late=late):
        if spoken.isdisjoint(words):
            continue
        for match in pattern.finditer(text, sentence.start, sentence.end):
            inside = any(_cuts(r, match.start(), match.end()) for r in references)
            if inside or not _has_object(text, match.end(), sentence, references, needs):
                continue
            met_by = any(r.start < match.start() for r in references)
            if match.group().casefold() == "meets" and not met_by:
                continue
            if needs == "facing" and not _is_facing(references, match.start(), mentions):
                continue
            if needs == "person-met" and not _FACE_TO_FACE.search(text):
                continue
            if needs == "pair-on-the-spot" and not _on_the_spot(sentence, match.start(), mentions):
                continue
            yield Encounter(form, name, match.start(), match.end(), sentence.index)
    yield from _pictured(text, sentence, references)


_FACE_TO_FACE = re.compile(
    r"\b(?:during|at|in|after|following)(?: \w+){0,4} (?:meetings?|talks|call|dinner|"
    r"conversation|discussions|audience|visit|consultations|session)\b|\bvisiting\b"
)
"""Words that put who told something to somebody in one room with them, or on one line."""

LONGEST_CAPTION_END = 40
"""Characters after the last person of a caption: a day, a side, a place."""

_WITH = re.compile(r",?\s*(?:\([^)]{1,12}\),?\s*)?with\s+(?:the\s+|his\s+|her\s+)?", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(?:\d{1,2}[.)])?\s*(?:the\s+)?", re.IGNORECASE)


def _pictured(
    text: str, sentence: Sentence, references: tuple[Reference, ...]
) -> Iterator[Encounter]:
    """Yield what a caption shows: "1. The Foreign Secretary with the Minister of …"."""
    opening = _NUMBER.match(text, sentence.start, sentence.end)
    start = opening.end() if opening else sentence.start
    for reference in references[:2]:
        lead = text[start : reference.start]
        if not lead and reference.start == start:
            start = reference.end
        elif _WITH.fullmatch(lead) and sentence.end - reference.end <= LONGEST_CAPTION_END:
            yield Encounter("meeting", "pictured-with", start, reference.start, sentence.index)
            return
        else:
            return


@cache
def _rules(*, late: bool) -> tuple[tuple[str, str, str, frozenset[str], re.Pattern[str]], ...]:
    rows = []
    for rule in load_encounter_rules()["rule"]:
        if rule.get("late", False) and not late:
            continue
        lines = [line.strip() for line in rule["expressions"].strip().splitlines()]
        pattern = re.compile(rf"\b(?:{'|'.join(lines)})", re.IGNORECASE)
        words = frozenset(rule["words"].split())
        rows.append((rule["name"], rule["form"], rule["needs"], words, pattern))
    return tuple(rows)


NEAR = 120
"""Characters on either side of a verb within which two people deal with each other."""


def _is_facing(references: tuple[Reference, ...], start: int, mentions: Mentions) -> bool:
    """Whether people of two parties, both with a title, stand on both sides of a verb."""
    near = [r for r in references if abs(r.start - start) <= NEAR and not r.pronoun]
    persons = mentions.people.persons
    before = {_party(persons[r.person], mentions) for r in near if r.start < start}
    after = {_party(persons[r.person], mentions) for r in near if r.start > start}
    return bool(before and after) and len(before | after) > 1 and None not in before | after


def _party(person: Person, mentions: Mentions) -> str | None:
    if not person.title or "former" in person.title.casefold():
        return None
    return person.party or mentions.home


def _on_the_spot(sentence: Sentence, start: int, mentions: Mentions) -> bool:
    """Whether two people act together before a verb, on a day or at a place named."""
    inside = mentions.in_sentence(sentence.index)
    actors = [m for m in inside if m.kind in {"person", "office"} and m.end <= start]
    told = any(m.kind in {"date", "place"} for m in inside)
    return len(actors) == 2 and told and " and " in sentence.text  # noqa: PLR2004 - a pair


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{word_list('gap')}\s*)*")


LONGEST_GAP = 160
"""Characters between a verb and the person met."""

_OWNS = re.compile(r"['’]s?\b|\s+(?:to (?!the\b)|that )[a-z]")


def _has_object(
    text: str, end: int, sentence: Sentence, references: tuple[Reference, ...], needs: str
) -> bool:
    if needs in {"none", "pair-on-the-spot", "facing"}:
        return True
    after = [r for r in references if r.start >= end]
    if needs == "pair":
        return sum(1 for r in references if r.end <= end) > 1
    if needs == "pair-after":
        return sum(1 for r in references if r.start >= end) > 1
    if needs == "with":
        return bool(after) or len(references) > 1 or bool(re.search(r"[A-Z]", text[end : end + 60]))
    if not after or after[0].start - end > LONGEST_GAP:
        return False
    if needs in {"after-somebody", "person-met"} and len(references) < 2:  # noqa: PLR2004 - a pair
        return False
    gap = text[end : after[0].start]
    tail = text[after[0].end : min(after[0].end + 20, sentence.end)]
    owns = needs != "person-met" and _OWNS.match(tail)
    return bool(_gap().fullmatch(gap)) and not owns


@cache
def _blocks(key: str) -> tuple[re.Pattern[str], ...]:
    blocks = load_encounter_rules()["blocks"]
    return tuple(re.compile(line.strip(), re.I) for line in blocks[key].strip().splitlines())


_IN_PASSING = frozenset({"told-of-call", "told-of-meeting", "visit-of", "dealt-with", "beside"})


def _is_blocked(text: str, sentence: Sentence, encounter: Encounter, mentions: Mentions) -> bool:
    """Whether the words plan, deny or recall an encounter instead of reporting it."""
    lead = text[max(sentence.start, encounter.start - 60) : encounter.start]
    if any(pattern.search(sentence.text) for pattern in _blocks("anywhere")):
        return True
    if encounter.rule in _IN_PASSING and any(
        pattern.search(lead) for pattern in _blocks("passing")
    ):
        return True
    if not any(pattern.search(lead) for pattern in _blocks("before")):
        return False
    told = re.search(r"\b(?:had|having)\s*$", lead)
    return not (told and _names_recent_day(text, sentence, mentions))


def is_to_come(text: str, sentence: Sentence, start: int) -> bool:
    """Whether the words at a place of a sentence are only planned or denied there."""
    lead = text[max(sentence.start, start - 60) : start]
    planned = any(pattern.search(lead) for pattern in _blocks("before")[:PLANNED])
    return planned or any(pattern.search(sentence.text) for pattern in _blocks("anywhere"))


PLANNED = 2
"""Of the blocks before an encounter so many are about what is planned or denied."""


def _names_recent_day(text: str, sentence: Sentence, mentions: Mentions) -> bool:
    today = mentions.dateline.day
    if today is None:
        return False
    dates = find_dates(text, sentence.start, sentence.end, today)
    return any(_is_recent(found, today - timedelta(days=NEARBY_DAYS), today) for found in dates)


def _is_recent(found: DateMention, first: Any, last: Any) -> bool:
    return bool(first <= found.date.first <= last)


_COORDINATED = re.compile(r"(?:,|;|\band|\bthen|\balso|\blater|\bwell as)\s*(?:[\w-]+\s+){0,2}$")


def _coordinated(text: str, found: list[Encounter]) -> Iterator[Encounter]:
    """Yield the first encounter and those joined to it by "and", not those in a clause of it."""
    for number, encounter in enumerate(found):
        lead = text[max(0, encounter.start - 40) : encounter.start]
        if number == 0 or _COORDINATED.search(lead):
            yield encounter
