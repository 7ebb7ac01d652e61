"""Countries and organisations in the text: by name, adjective, or the seat of a government."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from comity.model.actors import Party
from comity.reading.mentions.gazetteer import Gazetteer, build_gazetteer
from comity.reading.mentions.tokens import Tokens
from comity.reading.words import PHRASES, WORDS
from comity.reference.countries import COUNTRIES
from comity.reference.organisations import ORGANISATIONS

__all__ = ["Naming", "find_namings"]

Form = Literal["name", "adjective", "metonym"]


class Naming(NamedTuple):
    """A country or organisation named at tokens ``first`` to ``last`` (not included)."""

    first: int
    last: int
    party: Party
    kind: Literal["country", "organisation", "place", "dispute"]
    form: Form


def find_namings(tokens: Tokens) -> Iterator[Naming]:
    """Yield every country, organisation and capital in order, none overlapping another."""
    words = tokens.words
    for first, last, (party, kind, form) in _gazetteer().find(tokens):
        if not party or _is_national(words, first, last):
            continue
        if kind == "place":
            stands = _stands_for_government(words, first, last)
            yield Naming(first, last, party, "country" if stands else "place", "metonym")
        else:
            yield Naming(first, last, party, kind, form)


def _is_national(words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether "Security Council" is a state's: "Armenian Security Council Secretary"."""
    if words[first:last] != ("Security", "Council"):
        return False
    before = words[first - 1] if first else ""
    return words[last : last + 1] == ("Secretary",) or before in {"National", "'s", "’s"}


def _stands_for_government(words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a capital acts: subject of a verb, owner of a stance, or end of "between … and …"."""
    before = words[first - 1].casefold() if first else ""
    after = words[last] if last < len(words) else ""
    if words[first] in WORDS["common_capitals"] or before in WORDS["before_a_place"]:
        return False
    by_whom = before in {"by", "with"} and after in {".", ",", "on"}
    return after in WORDS["acting"] or by_whom


@cache
def _gazetteer() -> Gazetteer[tuple[Party, Literal["country", "organisation", "place"], Form]]:
    return build_gazetteer(_phrases())


def _phrases() -> Iterable[
    tuple[str, tuple[Party, Literal["country", "organisation", "place"], Form]]
]:
    for phrase in PHRASES["other_things"]:
        yield phrase, (Party(""), "country", "name")
    for short, names in ORGANISATIONS.items():
        for name in names:
            yield name, (Party(short), "organisation", "name")
    for country in sorted(COUNTRIES.values(), key=lambda row: not row.independent):
        party = Party(country.iso3)
        for name in _written(country.names):
            yield name, (party, "country", "name")
        if not country.independent:
            continue
        for word in _written(country.demonyms):
            yield word, (party, "country", "adjective")
            if word[-1] not in "shez" or word.endswith(("i", "an")):
                yield f"{word}s", (party, "country", "adjective")
        for city in _written((*country.seats, *country.capitals)):
            yield city, (party, "place", "metonym")


def _written(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        if len(name) > 3 and name.upper() != name:  # noqa: PLR2004 - longer than an abbreviation
            yield name.upper()
