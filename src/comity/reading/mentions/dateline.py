"""The dateline: where and on which day a report was written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from comity.model.actors import Party, Place
from comity.model.text import Document, Sentence
from comity.reading.mentions.dates import find_dates
from comity.reference.countries import COUNTRIES
from comity.reference.places import find_city

__all__ = ["Dateline", "find_dateline", "place_named"]

_CITY = r"[^\W\d_a-z][\w.'’-]*(?: (?:de|da|do|of|la|el|al|the)? ?[^\W\d_a-z][\w'’-]*){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"
_OPENING = re.compile(
    rf"\W*(?P<city>{_CITY})(?:\s*/\s*(?P<second>{_CITY}))?(?:,\s*(?!{_MONTH})(?P<state>{_CITY})\b)?"
    r"(?P<when>[,.]?\s*(?:\(?[\w.]{1,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\)?"
    r"|\(?\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.?,?(?: \d{4})?\)?))?"
    r"\s*(?:\([\w /.-]{2,24}\)|, [A-Z]{2,8})?\s*(?P<mark>--|[–—:-]|\.\s?-|\.\s|$)"
)
FIRST_PARAGRAPHS = 3
"""How many paragraphs are looked at: a dateline may stand under a heading."""


LEAST_KNOWN = 90_000
"""Inhabitants of the smallest city whose bare name counts as a place: villages share theirs."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and day a report is dated at; ``end`` is where its news begins."""

    place: Place | None
    day: date | None
    end: int


def find_dateline(document: Document, sentences: Sequence[Sentence]) -> Dateline:
    """Return the dateline of a document; without one, the day of publication and no place."""
    published = document.published.first if document.published else None
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.paragraph in seen or sentence.role not in {"body", "dateline", "heading"}:
            continue
        seen.add(sentence.paragraph)
        if len(seen) > FIRST_PARAGRAPHS:
            break
        found = _read(document.text, sentence.start, published)
        if found:
            return found
    return Dateline(None, published, 0)


def _read(text: str, start: int, published: date | None) -> Dateline | None:
    line_end = text.find("\n", start)
    stop = min(start + 140, len(text) if line_end < 0 else line_end)
    match = _OPENING.match(text, start, stop)
    if not match or (match["mark"] == "" and match.end() < stop):
        return None
    place = place_named(match["second"] or match["city"]) or place_named(match["city"])
    if place is None:
        return None
    dates = (
        find_dates(text, match.start("when"), match.end("when"), published) if match["when"] else ()
    )
    day = dates[0].date.first if dates else published
    return Dateline(place, day, match.end())


def place_named(name: str) -> Place | None:
    """Return the city or seat of government a name means, ``None`` if no table knows it."""
    plain = name.strip(" .,")
    shown = plain.title() if plain.isupper() else plain
    seat = _seats().get(plain.casefold())
    if seat:
        return Place(name=shown, country=seat)
    city = None if plain.casefold() in _countries() else find_city(plain)
    if city is None or city.population < LEAST_KNOWN:
        return None
    return Place(name=shown, country=city.country)


@cache
def _countries() -> frozenset[str]:
    """Return the names of countries, which small towns share: Armenia in Colombia."""
    return frozenset(
        name.casefold()
        for country in COUNTRIES.values()
        for name in country.names
        if name not in (*country.capitals, *country.seats)
    )


@cache
def _seats() -> dict[str, Party]:
    found: dict[str, Party] = {}
    for country in sorted(COUNTRIES.values(), key=lambda row: not row.independent):
        for name in (*country.capitals, *country.seats):
            found.setdefault(name.casefold(), Party(country.iso3))
    return found
