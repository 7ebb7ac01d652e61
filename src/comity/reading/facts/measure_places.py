"""The places a measure joins or stands at.

A bare name is never taken for a city: it must stand where places stand ("between … and …", "from …
to …", "at …", "…–…"), be in the table of cities, and be neither a person nor a country.
"""

import re
from collections.abc import Iterator

from comity.model.actors import Place
from comity.reading.facts.traits import ClauseTraits
from comity.reading.mentions import Mentions
from comity.reference.countries import find_country, names_city
from comity.reference.places import City, find_city
from comity.vocabulary.load import load_vocabulary

__all__ = ["find_endpoints"]

LINKS = frozenset({"city-city", "port-port"})
SMALLEST_AT = 90_000  # inhabitants of a city that "in …" alone may name: villages share names
_NAME = r"[^\W\d_a-z][\w'’-]*(?: (?:de |da |do |of |la |el |al-?)?[^\W\d_a-z][\w'’]*){0,2}"
_LEADS = re.compile(
    r"\b(?:between|from|to|and|via|through|connecting|linking|port of|ports of|city of|or|,)\s+"
    rf"(?=({_NAME}))|(?=(?<!\w)({_NAME})\s?[–—/-]\s?[^\W\d_a-z])|(?<=\w)\s?[–—/-]\s?(?=({_NAME}))"
)
_STANDS = re.compile(
    rf"\b(?P<lead>in|at|near|outside|port of|city of)\s+(?:the (?:city|port) of )?(?=({_NAME}))"
    rf"|(?=\b({_NAME}) (?:Port|port|Airport|airport|border|crossing)\b)"
)


def find_endpoints(clause: ClauseTraits, kind: str, mentions: Mentions) -> tuple[Place, ...]:
    """Return the places a measure joins or stands at, sorted; none where the kind has none."""
    rule = load_vocabulary().measures[kind].endpoints
    if rule == "none":
        return ()
    within = mentions.within(clause.start, clause.end)
    taken = [(one.start, one.end) for one in within if one.kind in {"person", "office"}]
    places = {
        one.value: Place(name=one.value, country=one.party) for one in within if one.kind == "place"
    }
    pattern = _LEADS if rule in LINKS else _STANDS
    for start, name in _names(clause, pattern):
        if any(first < start + len(name) and start < last for first, last in taken):
            continue
        city = _city(name, smallest=0 if rule in LINKS else SMALLEST_AT)
        if city is not None:
            places.setdefault(city.name, Place(name=city.name, country=city.country))
    if rule in LINKS and not places:
        return ()
    return tuple(places[name] for name in sorted(places))


def _names(clause: ClauseTraits, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield each name that stands where places stand, with its offset in the document."""
    for match in pattern.finditer(clause.text):
        for group, name in enumerate(match.groups(), start=1):
            if name and match.start(group) >= 0 and name[0].isupper():
                yield clause.start + match.start(group), name


def _city(name: str, *, smallest: int) -> City | None:
    """Return the city that a name, or its first words, means; a country's name means none."""
    words = name.split()
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count])
        if find_country(phrase) is not None and not names_city(phrase):
            return None
        city = find_city(phrase)
        if city is not None and city.population >= smallest:
            return city
    return None
