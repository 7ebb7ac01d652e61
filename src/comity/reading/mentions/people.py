"""People as a sentence introduces them: a title, a name, a country, in any order reports use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from comity.model.actors import Party
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.names import Name, name_at
from comity.reading.mentions.offices import Office, find_offices
from comity.reading.mentions.tokens import Tokens

__all__ = ["Phrase", "find_phrases"]

_TITLES_OF_COURTESY = frozenset(
    {"ambassador", "senator", "governor", "judge", "sheikh", "sheikha", "prince"}
)
"""Heads that stand before a name like an honorific when another title comes with it."""

_CLOSES = frozenset({",", ";", ".", ")", ":", "and", ""})
_JOINS = frozenset({"-", "–", "/", "and"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One person, or one office without a name, at tokens ``first`` to ``last`` (not included).

    ``party`` is the one named in the phrase itself. ``several`` marks a plural without names;
    ``definite`` that "the" or a possessive stands before it.
    """

    first: int
    last: int
    name: str | None
    title: str
    party: Party | None = None
    accredited: Party | None = None
    several: bool = False
    rank: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    tokens: Tokens
    stop: int
    start: int
    namings: Mapping[int, Naming]
    offices: Mapping[int, Office]

    def name(self, at: int, *, after_title: bool) -> Name | None:
        if at >= self.stop:
            return None
        taken = (self.namings, self.offices)
        return name_at(self.tokens, at, self.stop, taken, after_title=after_title)

    def word(self, at: int) -> str:
        return self.tokens.words[at] if self.start <= at < self.stop else ""


def find_phrases(tokens: Tokens, span: range, namings: Mapping[int, Naming]) -> tuple[Phrase, ...]:
    """Return the people and offices of one sentence in order; ``namings`` by their first token."""
    offices = find_offices(tokens, span, namings)
    line = _Line(tokens, span.stop, span.start, namings, offices)
    found: list[Phrase] = []
    position = span.start
    while position < span.stop:
        phrases = tuple(_phrases_at(line, position))
        found.extend(phrases)
        naming = namings.get(position)
        after = naming.last if naming and not phrases else position + 1
        position = max([after, *(phrase.last for phrase in phrases)])
    return tuple(found)


def _phrases_at(line: _Line, position: int) -> Iterator[Phrase]:
    office = line.offices.get(position)
    if office:
        yield from _from_office(line, office)
        return
    name = line.name(position, after_title=False)
    if name:
        yield _from_name(line, name)


def _from_office(line: _Line, office: Office) -> Iterator[Phrase]:
    first, party = _party_before(line, office.first)
    phrase = Phrase(
        first,
        office.last,
        None,
        office.title,
        office.party or party,
        office.accredited,
        several=office.several,
        before=line.word(first - 1).casefold(),
    )
    if office.several:
        yield from _plural(line, phrase)
        return
    phrase = _replaced(line, _chained(line, phrase))
    name = line.name(phrase.last, after_title=True) or _name_after_comma(line, phrase.last)
    if name:
        phrase = replace(phrase, name=name.text, last=name.last, rank=name.rank)
        phrase = _party_after(line, phrase)
        phrase = _second_title(line, phrase, office)
    yield phrase


def _party_before(line: _Line, first: int) -> tuple[int, Party | None]:
    """Return where the phrase starts and the country just before a title: "Kenya's", "Dutch"."""
    for naming in line.namings.values():
        gap = first - naming.last
        owner = gap == 1 and line.word(first - 1) in {"'s", "’s", "'", "’"}
        if gap == 0 or owner:
            if naming.kind == "place" and not owner:
                return first, None
            return naming.first, naming.party
    return first, None


def _chained(line: _Line, phrase: Phrase) -> Phrase:
    """Join titles that one person holds: "Prime Minister and Crown Prince"."""
    while line.word(phrase.last) in _JOINS:
        office = line.offices.get(phrase.last + 1)
        if office is None or office.several:
            return phrase
        if line.word(phrase.last) == "and" and not _one_holder(line, phrase, office):
            return phrase
        title = f"{phrase.title} {line.word(phrase.last)} {office.title}"
        phrase = replace(
            phrase,
            last=office.last,
            title=title,
            party=phrase.party or office.party,
            accredited=phrase.accredited or office.accredited,
        )
    return phrase


def _replaced(line: _Line, phrase: Phrase) -> Phrase:
    """Return the second of two titles in a row: "ASEAN Chair Prime Minister Hun Sen"."""
    office = line.offices.get(phrase.last)
    if office is None or office.several:
        return phrase
    return replace(phrase, last=office.last, title=office.title, party=office.party)


def _one_holder(line: _Line, phrase: Phrase, office: Office) -> bool:
    named = line.name(office.last, after_title=True) or _name_after_comma(line, office.last)
    first, second = _last_word(phrase.title), office.head.split()[-1]
    if {first, second} == {"president", "minister"} or first == second:
        return False
    party_leader = "general secretary" in phrase.title.casefold()
    return bool(named) or party_leader or office.head == "crown prince"


def _last_word(title: str) -> str:
    return title.casefold().split(" of ")[0].split()[-1]


def _name_after_comma(line: _Line, at: int) -> Name | None:
    """Return the name in "the Secretary for Maritime Affairs, Mr. Naveed Qureshi"."""
    if line.word(at) != ",":
        return None
    courtesy = line.offices.get(at + 1)
    if courtesy and courtesy.head in _TITLES_OF_COURTESY:
        return line.name(courtesy.last, after_title=True)
    name = line.name(at + 1 + (line.word(at + 1) == "the"), after_title=False)
    return name if name is None or line.word(at + 1) != "the" or name.titled else None


def _party_after(line: _Line, phrase: Phrase) -> Phrase:
    """Take in "of Uruguay" after a name."""
    at = phrase.last
    if line.word(at) not in {"of", "from"}:
        return phrase
    at += 1
    while line.word(at).casefold() in {"the", "state"} and at not in line.namings:
        at += 1
    naming = line.namings.get(at)
    if naming is None or naming.kind == "place" or naming.form == "adjective":
        return phrase
    return replace(phrase, last=naming.last, party=phrase.party or naming.party)


def _second_title(line: _Line, phrase: Phrase, office: Office) -> Phrase:
    """Take in the real title after a name that has only one of courtesy, or a vague one."""
    if office.head not in _TITLES_OF_COURTESY or office.party:
        return phrase
    titled = _title_after(line, phrase)
    return titled if line.word(titled.last) in _CLOSES else phrase


def _from_name(line: _Line, name: Name) -> Phrase:
    before = line.word(name.first - 1).casefold()
    phrase = Phrase(name.first, name.last, name.text, "", rank=name.rank, before=before)
    first, party = _party_before(line, name.first)
    if party and line.word(name.first - 1) not in {"'s", "’s"} and name.titled:
        phrase = replace(phrase, first=first, party=party)
    return _title_after(line, _party_after(line, phrase))


def _title_after(line: _Line, phrase: Phrase) -> Phrase:
    """Take in a title in apposition: "Farrukh Latif, Commerce Secretary of Pakistan"."""
    at = phrase.last
    if line.word(at) not in {",", "(", "–", "-"}:
        return phrase
    at += 1
    while line.word(at).casefold() in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "who",
        "is",
        "currently",
        "then",
    }:
        at += 1
    naming = line.namings.get(at)
    if naming and naming.last in line.offices:
        at = naming.last
    elif naming and line.word(naming.last) in {"'s", "’s"} and naming.last + 1 in line.offices:
        at = naming.last + 1
    office = line.offices.get(at)
    if office is None or office.several:
        return phrase
    _, party = _party_before(line, office.first)
    titled = _chained(line, replace(phrase, title=office.title, last=office.last))
    if line.name(titled.last, after_title=True):
        return phrase
    return replace(
        titled,
        party=phrase.party or office.party or party,
        accredited=titled.accredited or office.accredited,
    )


def _plural(line: _Line, phrase: Phrase) -> Iterator[Phrase]:
    """Give each of "Presidents Biden and Macron" a phrase of their own."""
    plain = " of " not in phrase.title and " for " not in phrase.title
    names = tuple(_names(line, phrase.last)) if plain else ()
    if not names:
        yield phrase
        return
    singular = _singular(phrase.title)
    for name in names:
        yield replace(
            _party_after(line, replace(phrase, last=name.last, name=name.text, several=False)),
            first=name.first if name is not names[0] else phrase.first,
            title=singular,
        )


def _names(line: _Line, at: int) -> Iterator[Name]:
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
