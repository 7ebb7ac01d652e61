"""People as a sentence introduces them: a title, a name, a country, in any order reports use."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from comity.reading.mentions.countries import Naming
from comity.reading.mentions.names import Name
from comity.reading.mentions.offices import Office, find_offices
from comity.reading.mentions.phrase import (
    COURTESY,
    Line,
    Phrase,
    chained,
    last_word,
    name_after_comma,
    party_after,
    party_before,
    title_after,
)
from comity.reading.mentions.plurals import each_of_several
from comity.reading.mentions.tokens import Tokens

__all__ = ["Phrase", "find_phrases"]

COUNTERPARTS = frozenset({"counterpart", "colleague", "homologue", "peer"})
"""Heads that stand for the office of whoever is met; a title after them adds nothing."""

_CLOSES = frozenset({",", ";", ".", ")", ":", "and", ""})


def find_phrases(tokens: Tokens, span: range, namings: Mapping[int, Naming]) -> tuple[Phrase, ...]:
    """Return the people and offices of one sentence in order; ``namings`` by their first token."""
    offices = find_offices(tokens, span, namings)
    line = Line(tokens, span.stop, span.start, namings, offices)
    found: list[Phrase] = []
    position = span.start
    while position < span.stop:
        phrases = tuple(_phrases_at(line, position))
        found.extend(phrases)
        naming = namings.get(position)
        after = naming.last if naming and not phrases else position + 1
        position = max([after, *(phrase.last for phrase in phrases)])
    return tuple(found)


def _phrases_at(line: Line, position: int) -> Iterator[Phrase]:
    office = line.offices.get(position)
    if office:
        yield from _from_office(line, office)
        return
    if line.word(position) in _MAJESTIES and line.word(position + 1) == "Majesty":
        sovereign = _majesty(line, position)
        if sovereign:
            yield sovereign
            return
    naming = line.namings.get(position)
    state = naming is not None and naming.last - position > 1
    if state or not line.tokens.words[position][0].isupper():
        return
    name = line.name(position, after_title=False)
    if name:
        yield _from_name(line, name)


_MAJESTIES = MappingProxyType({"His": "King", "Her": "Queen"})


def _majesty(line: Line, position: int) -> Phrase | None:
    """Return the sovereign of "His Majesty" where no title and no name follows."""
    at = position + 2
    titled = at in line.offices or line.word(at) == "the"
    if titled or line.name(at, after_title=True):
        return None
    before = line.word(position - 1).casefold()
    return Phrase(position, at, None, _MAJESTIES[line.word(position)], before=before)


def _from_office(line: Line, office: Office) -> Iterator[Phrase]:
    first, party = party_before(line, office.first)
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
        yield from each_of_several(line, phrase)
        return
    phrase = _replaced(line, chained(line, phrase))
    name = line.name(phrase.last, after_title=True) or name_after_comma(
        line, phrase.last, any_title=office.head in COUNTERPARTS
    )
    if name:
        phrase = replace(phrase, name=name.text, last=name.last, rank=name.rank)
        phrase = party_after(line, phrase)
        phrase = _second_title(line, phrase, office)
    elif _is_vague(phrase, office) or _is_told_after(line, phrase, office):
        return
    yield phrase


def _is_told_after(line: Line, phrase: Phrase, office: Office) -> bool:
    """Whether the title behind the comma is the same person's, who is named with it.

    So in "my counterpart, Foreign Minister Ana Popescu" and in "the Minister of State, Minister of
    Trade, Mr Popescu".
    """
    if line.word(phrase.last) != ",":
        return False
    at = phrase.last + 1
    naming = line.namings.get(at)
    at = naming.last if naming else at
    following = line.offices.get(at)
    if following is None or following.several or following.head in COURTESY:
        return False
    same = office.head in COUNTERPARTS or (naming is None and phrase.party is None)
    named = line.name(following.last, after_title=True) or name_after_comma(line, following.last)
    return same and bool(named) and line.word(phrase.last - 1) != ","


_VAGUE = frozenset(
    {"leader", "official", "executive", "representative", "member", "chief", "chair"}
)


def _is_vague(phrase: Phrase, office: Office) -> bool:
    """Whether a bare word for a function names nobody: "its first foreign leader call"."""
    bare = office.title.casefold().split()[-1] == office.head
    return office.head in _VAGUE and bare and phrase.party is None and phrase.before != "the"


def _replaced(line: Line, phrase: Phrase) -> Phrase:
    """Return the second of two titles in a row: "ASEAN Chair Prime Minister Hun Sen"."""
    office = line.offices.get(phrase.last)
    if office is None or office.several:
        return phrase
    if office.head in COURTESY or last_word(phrase.title) in COUNTERPARTS:
        return replace(phrase, last=office.last)
    return replace(phrase, last=office.last, title=office.title, party=office.party)


def _second_title(line: Line, phrase: Phrase, office: Office) -> Phrase:
    """Take in the real title after a name that has only one of courtesy, or a vague one."""
    titled = title_after(line, phrase)
    again = last_word(titled.title) == last_word(phrase.title)
    if again and phrase.party:
        return phrase
    if not again and (office.head not in COURTESY or office.party):
        return phrase
    return titled if line.word(titled.last) in _CLOSES else phrase


def _from_name(line: Line, name: Name) -> Phrase:
    before = line.word(name.first - 1).casefold()
    phrase = Phrase(name.first, name.last, name.text, "", rank=name.rank, before=before)
    led = before == "by" and line.word(name.first - 2) in {"led", "headed", "chaired"}
    phrase = replace(phrase, led=led)
    sent = led and "delegation" in line.tokens.words[line.start : name.first]
    first, party = party_before(line, name.first)
    owned = line.word(name.first - 1) in {"'s", "’s"}
    if party and (name.titled or owned) and not (owned and line.word(name.last) in {"'s", "’s"}):
        phrase = replace(phrase, first=first, party=party)
    phrase = title_after(line, party_after(line, phrase))
    return replace(phrase, title="head of delegation") if sent and not phrase.title else phrase
