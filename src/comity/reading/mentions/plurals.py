"""Titles in the plural: each name, country or portfolio that follows is a person of its own."""

from collections.abc import Iterator
from dataclasses import replace

from comity.model.actors import Party
from comity.reading.mentions.names import Name
from comity.reading.mentions.phrase import Line, Phrase, party_after, title_after

__all__ = ["each_of_several"]


def each_of_several(line: Line, phrase: Phrase) -> Iterator[Phrase]:
    """Give each of "Presidents Biden and Macron" a phrase of their own."""
    plain = " of " not in phrase.title and " for " not in phrase.title
    names = tuple(_names(line, phrase.last)) if plain else ()
    if not names:
        yield from _of_each(line, _with_second(line, phrase))
        return
    singular = _singular(phrase.title)
    for name in names:
        one = replace(phrase, last=name.last, name=name.text, several=False, title=singular)
        titled = title_after(line, party_after(line, one))
        yield replace(titled, first=name.first if name is not names[0] else phrase.first)


def _with_second(line: Line, phrase: Phrase) -> Phrase:
    """Take in the second plural of "Ambassadors and Chiefs of Mission from …"."""
    office = line.offices.get(phrase.last + 1)
    if line.word(phrase.last) != "and" or office is None or not office.several:
        return phrase
    return replace(phrase, last=office.last, party=phrase.party or office.party)


def _of_each(line: Line, phrase: Phrase) -> Iterator[Phrase]:
    """Give each country of "foreign ministers of France, Germany and Poland" its office."""
    parties, at = _parties_listed(line, phrase)
    if len(parties) < 2:  # noqa: PLR2004 - a list
        yield from _of_each_portfolio(phrase)
        return
    singular = _singular(phrase.title)
    for party in parties:
        yield replace(phrase, last=at, title=singular, party=party, several=False)


def _parties_listed(line: Line, phrase: Phrase) -> tuple[tuple[Party, ...], int]:
    found = [phrase.party] if phrase.party else []
    at = end = phrase.last
    if not found and line.word(at) in {"of", "from"}:
        at += 1
    while at < line.stop:
        naming = line.namings.get(at)
        if naming and naming.kind in {"country", "organisation"} and naming.form == "name":
            found.append(naming.party)
            at = end = naming.last
        elif line.word(at).casefold() in {",", "and", "the", "&", "(", ")"}:
            at += 1
        else:
            break
    return tuple(dict.fromkeys(found)), end


def _of_each_portfolio(phrase: Phrase) -> Iterator[Phrase]:
    """Give each portfolio of "Ministers of Justice, Health and Foreign Affairs" its office."""
    head, of, portfolios = phrase.title.partition(" of ")
    parts = portfolios.replace(" and ", ", ").split(", ")
    if not of or head.casefold() != "ministers" or len(parts) < 2:  # noqa: PLR2004 - a list
        yield phrase
        return
    for part in parts:
        yield replace(phrase, title=f"Minister of {part}", several=False)


def _names(line: Line, at: int) -> Iterator[Name]:
    name = line.name(at, after_title=True)
    while name:
        yield name
        at = name.last
        if line.word(at) in {"of", "from"} and at + 1 in line.namings:
            at = line.namings[at + 1].last
        while line.word(at) in {",", "and"}:
            at += 1
        name = line.name(at, after_title=True) if at > name.last else None


def _singular(title: str) -> str:
    words = title.split(" ")
    return " ".join(
        word[:-1] if word.endswith("s") and i == len(words) - 1 else word
        for i, word in enumerate(words)
    )
