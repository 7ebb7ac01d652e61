"""Sentences as models of encounters see them: classes of words, with people and places between."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from comity.model.mentions import Mention
from comity.model.text import Sentence
from comity.reading.mentions import Mentions, Reference
from comity.reading.roles import FACTUAL

__all__ = ["MEETS", "Slot", "Telling", "form_features", "tell_sentences", "telling_features"]

MEETS = frozenset(
    {"MEET", "TALK", "RECEIVE", "VISIT", "PHONE", "CALL", "SPEAK", "TELL", "CREDENTIAL", "LETTER"}
    | {"CEREMONY", "COURTESY", "BODY", "ROUND", "DISCUSS", "AGREE", "ATTEND"}
)
"""Classes of the words by which an encounter may be told."""

NEAR_DAYS = 10
"""Days before a report within which a day named is the news's own."""

FIRST, LATE = 3, 5
"""Sentences up to the first count by their number, the others as early or late ones."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[:;,]")
_MASKS = {"country": "C", "organisation": "C", "place": "L", "date": "D"}
_GRAMS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a reference to a person stands among the symbols of its sentence."""

    place: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence as symbols: the class of each known word, a letter for who or what is named.

    ``words`` are all its words in small letters; ``order`` counts the sentences of the body before
    it; ``day`` says where the day it names lies; ``masks`` are the stretches the letters stand for.
    """

    sentence: Sentence
    symbols: tuple[str, ...]
    words: tuple[str, ...]
    slots: tuple[Slot, ...]
    masks: tuple[tuple[int, int, str], ...]
    parties: int
    order: int
    day: str

    @property
    def trigger(self) -> int | None:
        """Return the place of the first symbol that may tell of an encounter."""
        return next((n for n, symbol in enumerate(self.symbols) if symbol in MEETS), None)

    def span(self, place: int) -> tuple[int, int]:
        """Return the offsets of a symbol in the document's text."""
        known = _classes()
        spans: list[tuple[int, int]] = []
        at, base = self.sentence.start, self.sentence.start
        for start, end, _ in (*self.masks, (self.sentence.end, self.sentence.end, "")):
            spans += [
                (base + match.start(), base + match.end())
                for match in _WORD.finditer(self.sentence.text, at - base, start - base)
                if match.group().lower() in known
            ]
            spans.append((start, end))
            at = end
        return spans[place]


def tell_sentences(sentences: Sequence[Sentence], mentions: Mentions) -> tuple[Telling, ...]:
    """Return the sentences that may carry facts as symbols."""
    inside: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions.all:
        if mention.kind in _MASKS:
            inside[mention.sentence].append(mention)
    people: dict[int, list[Reference]] = defaultdict(list)
    for reference in mentions.people.references:
        people[reference.sentence].append(reference)
    found = []
    order = 0
    for sentence in sentences:
        if sentence.role not in FACTUAL:
            continue
        named = (people[sentence.index], inside[sentence.index])
        found.append(_telling(sentence, named, mentions, order))
        order += sentence.role == "body"
    return tuple(found)


def _telling(
    sentence: Sentence,
    named: tuple[Sequence[Reference], Sequence[Mention]],
    mentions: Mentions,
    order: int,
) -> Telling:
    references, others = named
    spans: list[tuple[int, int, str, Reference | None]] = [
        (r.start, r.end, _person_symbol(r, mentions), r) for r in references
    ]
    spans += [(m.start, m.end, _MASKS[m.kind], None) for m in others]
    spans.sort(key=lambda span: (span[0], -span[1]))
    symbols: list[str] = []
    words: list[str] = []
    slots: list[Slot] = []
    masks: list[tuple[int, int, str]] = []
    lower, classes = sentence.text.lower(), _classes()
    at = base = sentence.start
    for start, end, symbol, reference in spans:
        if start < at:
            continue
        met = _WORD.findall(lower, at - base, start - base)
        symbols += [classes[word] for word in met if word in classes]
        words += met
        if reference is not None:
            slots.append(Slot(len(symbols), reference))
        symbols.append(symbol)
        masks.append((start, end, symbol))
        at = end
    met = _WORD.findall(lower, at - base)
    symbols += [classes[word] for word in met if word in classes]
    persons = mentions.people.persons
    return Telling(
        sentence,
        tuple(symbols),
        (*words, *met),
        tuple(slots),
        tuple(masks),
        len({persons[r.person].party for r in references} - {None}),
        order,
        _day(others, mentions.dateline.day),
    )


def _person_symbol(reference: Reference, mentions: Mentions) -> str:
    if reference.pronoun:
        return "H"
    return "S" if mentions.people.persons[reference.person].several else "P"


def _day(named: Sequence[Mention], today: date | None) -> str:
    """Return where the days a sentence names lie: ``now``, ``past``, ``future``, ``none``."""
    if today is None:
        return "none"
    places = set()
    for mention in named:
        if mention.kind != "date" or len(mention.value) < 10:  # noqa: PLR2004 - a day
            continue
        day = date.fromisoformat(mention.value[:10])
        if day > today + timedelta(days=1):
            places.add("future")
        else:
            places.add("now" if today - day <= timedelta(days=NEAR_DAYS) else "past")
    return next((place for place in ("now", "future", "past") if place in places), "none")


@cache
def _classes() -> Mapping[str, str]:
    path = files("comity.reading.facts") / "telling.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["classes"]
    return {
        form: name
        for name, words in rows.items()
        for word in words.split()
        for form in _forms(word)
    }


def _forms(word: str) -> Iterator[str]:
    if not word.endswith("~"):
        yield word
        return
    stem = word[:-1]
    if stem.endswith("e"):
        yield from (stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing")
    else:
        end = "es" if stem.endswith(("s", "sh", "ch", "x")) else "s"
        yield from (stem, f"{stem}{end}", f"{stem}ed", f"{stem}ing")


def telling_features(telling: Telling) -> list[str]:
    """Return what a model weighs to tell whether a sentence reports an encounter."""
    features = [f"c {symbol}" for symbol in telling.symbols]
    for size in _GRAMS:
        features += grams(telling.symbols, size)
    features += [f"w {word}" for word in telling.words if len(word) > 2]  # noqa: PLR2004 - no small words
    people = {slot.reference.person for slot in telling.slots}
    order = telling.order if telling.order <= FIRST else FIRST + (telling.order > LATE)
    features += [
        f"order {order}",
        f"role {telling.sentence.role}",
        f"people {min(len(people), 3)}",
        f"parties {min(telling.parties, 2)}",
        f"people {min(len(people), 2)} order {min(telling.order, 3)}",
        f"day {telling.day}",
    ]
    return features


def form_features(telling: Telling, title: str) -> list[str]:
    """Return what a model weighs to tell the form of an encounter."""
    classes = _classes()
    titles = (classes.get(match.group().lower()) for match in _WORD.finditer(title))
    named = dict.fromkeys(symbol for symbol in titles if symbol in MEETS)
    features = [f"c {symbol}" for symbol in telling.symbols]
    features += grams(telling.symbols, 2)
    features += [f"w {word}" for word in telling.words if len(word) > 2]  # noqa: PLR2004 - no small words
    people = {slot.reference.person for slot in telling.slots}
    features.append(f"people {min(len(people), 5)}")
    return [*features, *(f"title {symbol}" for symbol in named)]


def grams(symbols: Sequence[str], size: int) -> list[str]:
    """Return the runs of so many symbols."""
    return list(map(" ".join, zip(*(symbols[n:] for n in range(size)), strict=False)))
