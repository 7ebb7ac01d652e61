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
    parties = _parties_before(line, phrase.first)
    each = parties if len(parties) == len(names) else (phrase.party,) * len(names)
    for name, party in zip(names, each, strict=True):
        one = replace(phrase, last=name.last, name=name.text, several=False, title=singular)
        one = replace(one, party=party)
        titled = title_after(line, party_after(line, one))
        yield replace(titled, first=name.first if name is not names[0] else phrase.first)


def _parties_before(line: Line, first: int) -> tuple[Party, ...]:
    """Return the countries of "Belgian and Dutch transport ministers", in order."""
    ends = {naming.last: naming for naming in line.namings.values()}
    found: list[Party] = []
    at = first if first in ends else _start_after(line, first)
    while at in ends:
        naming = ends[at]
        found.append(naming.party)
        at = naming.first
        while line.word(at - 1) in {",", "and"}:
            at -= 1
    return tuple(reversed(found))


def _start_after(line: Line, first: int) -> int:
    naming = line.namings.get(first)
    return naming.last if naming else first


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
        yield from _alternating(line, phrase, parties, at)
        return
    singular = _singular(phrase.title)
    names = tuple(_names(line, at + 1)) if line.word(at) == "," else ()
    if len(names) == len(parties):
        for name, party in zip(names, parties, strict=True):
            one = replace(phrase, first=name.first, last=name.last, name=name.text)
            yield replace(one, title=singular, party=party, several=False)
        return
    for party in parties:
        yield replace(phrase, last=at, title=singular, party=party, several=False)


def _alternating(
    line: Line, phrase: Phrase, parties: tuple[Party, ...], at: int
) -> Iterator[Phrase]:
    """Give each country of "ministers of Germany, Jo Weiss, and France, Luc Perrin" its name."""
    found: list[Phrase] = []
    party = parties[0] if parties else None
    while party and line.word(at) == ",":
        name = line.name(at + 1, after_title=True)
        if name is None:
            break
        one = replace(phrase, first=name.first, last=name.last, name=name.text, party=party)
        found.append(replace(one, title=_singular(phrase.title), several=False))
        at = name.last
        while line.word(at) in {",", "and", "of", "the"}:
            at += 1
        naming = line.namings.get(at)
        party, at = (naming.party, naming.last) if naming else (None, at)
    if len(found) > 1:
        yield from found
    else:
        yield from _of_each_portfolio(phrase)


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
    """Return "foreign minister" for "foreign ministers", "minister of trade" for its plural."""
    cut = min(
        (at for at in (title.find(" of "), title.find(" for ")) if at >= 0), default=len(title)
    )
    head = title[:cut]
    return (head[:-1] if head.endswith("s") else head) + title[cut:]
