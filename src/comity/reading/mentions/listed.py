"""Lists of delegates: lines such as "For Latvia: Mr A, Head of Unit; Ms B, Road Office"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from comity.model.actors import Party
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.phrase import Phrase
from comity.reading.mentions.tokens import Tokens

__all__ = ["as_delegates", "list_side"]

_LEADS = frozenset({"for", "from", "on", "by", "representing", "behalf", "of", "the", "side"})
_GROUPS = frozenset(
    {"side", "delegation", "party", "part", "team", "participants", "s", "'s", "’s"}
)
FURTHEST_MARK = 6
"""Tokens between a country and the colon that opens its list."""

LONGEST_ROLE = 10
"""Tokens of what stands behind a delegate's name."""


def list_side(tokens: Tokens, span: range, namings: Mapping[int, Naming]) -> Party | None:
    """Return whose delegates a line lists, by what stands before its colon; ``None`` if no list."""
    words = tokens.words
    at = span.start
    while at < span.stop and at not in namings:
        if words[at][0].isalpha() and words[at].casefold() not in _LEADS:
            return None
        at += 1
    if at >= span.stop:
        return None
    naming = namings[at]
    for position in range(naming.last, min(naming.last + FURTHEST_MARK, span.stop)):
        if words[position] == ":":
            return naming.party if naming.kind != "place" else None
        if words[position].casefold() not in _GROUPS:
            return None
    return None


def as_delegates(
    tokens: Tokens, span: range, phrases: Sequence[Phrase], side: Party
) -> Iterator[Phrase]:
    """Yield the people of a list with the side they belong to and the role behind their names."""
    for number, phrase in enumerate(phrases):
        stop = phrases[number + 1].first if number + 1 < len(phrases) else span.stop
        party = phrase.party or side
        one = replace(phrase, party=party, led=phrase.name is not None)
        if phrase.name and not phrase.title:
            one = replace(one, title=_role(tokens.words, phrase.last, stop))
        yield one


def _role(words: Sequence[str], at: int, stop: int) -> str:
    if at >= stop or words[at] not in {",", "–", "-", "("}:
        return ""
    end = at + 1
    while end < min(stop, at + LONGEST_ROLE) and words[end] not in {";", ".", "(", ")", ",", ":"}:
        end += 1
    return " ".join(words[at + 1 : end]) if end > at + 1 else ""
