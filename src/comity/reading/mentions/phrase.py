"""A phrase that means one person, and how its parts are read: titles, names, countries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from comity.model.actors import Party
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.names import Name, name_at
from comity.reading.mentions.offices import Office
from comity.reading.mentions.tokens import Tokens

__all__ = [
    "COURTESY",
    "Line",
    "Phrase",
    "chained",
    "last_word",
    "name_after_comma",
    "party_after",
    "party_before",
    "title_after",
]

COURTESY = frozenset({"ambassador", "senator", "governor", "judge", "sheikh", "sheikha", "prince"})
"""Heads that stand before a name like an honorific when another title comes with it."""


_JOINS = frozenset({"-", "–", "/", "and"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One person, or one office without a name, at tokens ``first`` to ``last`` (not included).

    ``party`` is the one named in the phrase itself. ``several`` marks a plural without names;
    ``before`` is the word before it, ``led`` says that "led by" stands there.
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
    led: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's tokens from ``start`` to ``stop``, with the countries and offices in it."""

    tokens: Tokens
    stop: int
    start: int
    namings: Mapping[int, Naming]
    offices: Mapping[int, Office]

    def name(self, at: int, *, after_title: bool) -> Name | None:
        """Return the name at a token, ``None`` if none starts there."""
        if at >= self.stop:
            return None
        taken = (self.namings, self.offices)
        return name_at(self.tokens, at, self.stop, taken, after_title=after_title)

    def word(self, at: int) -> str:
        """Return the word at a token, "" outside the sentence."""
        return self.tokens.words[at] if self.start <= at < self.stop else ""


_STATES_OF_OFFICE = frozenset(
    {"visiting", "nonresident", "newly", "appointed", "accredited", "outgoing", "incoming", "new"}
    | {"departing", "top"}
)
"""What may stand between a country and an office, and is no part of the title."""


def party_before(line: Line, first: int) -> tuple[int, Party | None]:
    """Return where the phrase starts and the country just before a title: "Kenya's", "Dutch"."""
    if line.word(first - 1) == ")" and line.word(first - 3) == "(":
        first -= 3
    at = first
    while line.word(at - 1) in _STATES_OF_OFFICE:
        at -= 1
    for naming in line.namings.values():
        gap = at - naming.last
        owner = gap == 1 and line.word(at - 1) in {"'s", "’s", "'", "’"}
        if gap == 0 or owner:
            if naming.kind == "place" and not owner:
                return first, None
            return naming.first, naming.party
    return first, None


def chained(line: Line, phrase: Phrase, *, held: bool = False) -> Phrase:
    """Join titles that one person holds: "Prime Minister and Crown Prince"."""
    while line.word(phrase.last) in _JOINS:
        office = line.offices.get(phrase.last + 1)
        if office is None or office.several:
            return phrase
        alone = held and line.word(phrase.last + 1).casefold() != "the"
        if line.word(phrase.last) == "and" and not alone and not _one_holder(line, phrase, office):
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


def _one_holder(line: Line, phrase: Phrase, office: Office) -> bool:
    named = line.name(office.last, after_title=True) or name_after_comma(line, office.last)
    first, second = last_word(phrase.title), office.head.split()[-1]
    several = {first, second} == {"president", "minister"} and office.head == "prime minister"
    if several or (second == "president" and first in {"minister", "president"}):
        return False
    party_leader = "general secretary" in phrase.title.casefold()
    return bool(named) or party_leader or office.head == "crown prince"


def last_word(title: str) -> str:
    """Return the last word of a title before its portfolio."""
    return title.casefold().split(" of ")[0].split()[-1]


def name_after_comma(line: Line, at: int, *, any_title: bool = False) -> Name | None:
    """Return the name in "the Secretary for Maritime Affairs, Mr. Naveed Qureshi"."""
    if line.word(at) != ",":
        return None
    courtesy = line.offices.get(at + 1)
    if courtesy and (any_title or courtesy.head in COURTESY):
        return line.name(courtesy.last, after_title=True)
    name = line.name(at + 1 + (line.word(at + 1) == "the"), after_title=False)
    return name if name is None or line.word(at + 1) != "the" or name.titled else None


def party_after(line: Line, phrase: Phrase) -> Phrase:
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


def title_after(line: Line, phrase: Phrase) -> Phrase:
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
    _, party = party_before(line, office.first)
    titled = chained(line, replace(phrase, title=office.title, last=office.last), held=True)
    if line.name(titled.last, after_title=True):
        return phrase
    if phrase.title and name_after_comma(line, titled.last):
        return phrase
    foreign = office.party or office.accredited or party
    if line.word(phrase.last + 1) == "the" and not foreign and _acts(line, titled.last):
        return phrase
    return replace(
        titled,
        party=phrase.party or office.party or party,
        accredited=titled.accredited or office.accredited,
    )


_AFTER_APPOSITION = frozenset(
    {"and", "of", "for", "in", "at", "on", "to", "with", "who", "from", "by", "as", "or", "but"}
    | {"to", "during", "after", "before", "today", "yesterday", "here"}
)


def _acts(line: Line, end: int) -> bool:
    """Whether a title behind a comma is somebody else, who acts or is named next.

    So in "Discussing Emily Hart, the Prime Minister underlined …".
    """
    following = line.word(end)
    return following[:1].islower() and following not in _AFTER_APPOSITION
