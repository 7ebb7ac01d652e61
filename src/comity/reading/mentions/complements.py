"""What a title is responsible for, and of which country: the words behind its head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.heads import SMALL_WORDS, Head, head_at, is_portfolio
from comity.reading.mentions.tokens import Tokens
from comity.reading.words import WORDS

__all__ = ["Reach", "go_right"]

_LINKS = frozenset({"of", "for", "in", "to", "at", "on", "from"})


_OF_THE_CROWN = frozenset({"hm", "majesty", "his", "her", "king", "sultan"})


@dataclass(slots=True)
class Reach:
    """How far a title goes on to the right, and what was met on the way."""

    last: int
    words: list[str]
    party: Party | None = None
    accredited: Party | None = None


def go_right(tokens: Tokens, head: Head, reach: Reach, namings: Mapping[int, Naming]) -> None:
    """Take in what follows a title's head: portfolio, institution, country, place of posting."""
    words = tokens.words
    while reach.last < head.stop:
        at = reach.last
        word = words[at].casefold()
        if word == "in" and words[at + 1 : at + 3] == ("charge", "of"):
            begin, link = at + 3, "of"
        elif word in _LINKS:
            begin, link = at + 1, word
        elif word == "(" and _closing(words, at, head.stop):
            reach.last = _closing(words, at, head.stop)
            continue
        elif at == head.last and words[at][0].isupper() and is_portfolio(words[at]):
            begin, link = at, "of"
        else:
            return
        if not _complement(tokens, reach, begin, head, (link, namings)):
            return


def _is_adviser(words: Sequence[str], head: Head) -> bool:
    last = words[head.last - 1].casefold()
    return last in {
        "adviser",
        "advisor",
        "assistant",
        "aide",
        "secretary",
        "counsel",
        "counselor",
        "counsellor",
        "envoy",
    }


def _closing(words: Sequence[str], at: int, stop: int) -> int:
    """Return the end of "(JOGMEC)" or "(West Asia)" before a name, 0 for other brackets."""
    for end in range(at + 2, min(at + 8, stop - 1)):
        if words[end] == ")" and words[end + 1][0].isupper() and words[end + 1][0].isalpha():
            return end + 1
    short = at + 2 < stop and words[at + 2] == ")" and words[at + 1].isupper()
    return at + 3 if short else 0


def _complement(
    tokens: Tokens,
    reach: Reach,
    begin: int,
    head: Head,
    context: tuple[str, Mapping[int, Naming]],
) -> bool:
    """Take in what follows a link word; ``False`` if it is no part of the title."""
    link, namings = context
    words = tokens.words
    at = begin
    while at < head.stop and at not in namings and words[at].casefold() in {"the", "state"}:
        at += 1
    if link == "of" and at < head.stop and words[at].casefold() in _OF_THE_CROWN:
        while at < head.stop and words[at].casefold() in {"the", *_OF_THE_CROWN}:
            at += 1
        reach.last = at
        return True
    if link == "to" and _is_adviser(words, head):
        begin = at + (words[at].casefold() in {"vice", "deputy"})
        size, _ = head_at(words, begin, head.stop)
        if size:
            reach.words.append(tokens.slice(reach.last, begin + size))
            reach.last = begin + size
            return True
    naming = namings.get(at)
    if naming and naming.last <= head.stop and not _goes_on(words, naming.last, head.stop, naming):
        return _take_naming(tokens, reach, naming, link, head)
    end = _noun_phrase(words, at, head.stop, namings)
    if end == at or (link in {"in", "to", "at", "on", "from"} and not _institution(words, at, end)):
        return False
    for inner in (namings[position] for position in range(at, end) if position in namings):
        if inner.form != "metonym" and reach.party is None:
            reach.party = inner.party
    reach.words.append(tokens.slice(reach.last, end))
    reach.last = end
    return True


def _goes_on(words: Sequence[str], at: int, stop: int, naming: Naming) -> bool:
    """Whether an institution's name goes on after its country: "Brazilian Cooperation Agency"."""
    if at + 1 < stop and words[at] in {"'s", "’s"}:
        near = [word for word in words[at + 1 : min(at + 3, stop)] if word[0].isupper()]
        return len(near) > 0 and any(is_portfolio(word) for word in near)
    if at >= stop or not words[at][0].isupper():
        return False
    if naming.kind == "organisation":
        return words[at] in {"Office", "Mission", "Delegation", "Centre", "Center", "Operations"}
    return is_portfolio(words[at])


def _take_naming(tokens: Tokens, reach: Reach, naming: Naming, link: str, head: Head) -> bool:
    envoy = any(word in tokens.slice(head.first, head.last).casefold() for word in _ENVOYS)
    if (envoy and link in {"to", "in", "for"}) or link == "to":
        reach.accredited = naming.party
    elif (
        link == "in"
        and naming.kind == "place"
        and _institution(tokens.words, head.last, reach.last)
    ):
        reach.words.append(tokens.slice(reach.last, naming.last))
    elif link in {"of", "for", "from"} and naming.kind != "place":
        if reach.party is not None and reach.party != naming.party:
            return False
        reach.party = naming.party
        if naming.kind == "organisation":
            reach.words.append(tokens.slice(reach.last, naming.last))
    elif link in {"of"} and naming.kind == "place":
        reach.words.append(tokens.slice(reach.last, naming.last))
    else:
        return False
    reach.last = naming.last
    return True


_ENVOYS = (
    "mediator",
    "coordinator",
    "ambassador",
    "commissioner",
    "consul",
    "charg",
    "envoy",
    "counsel",
    "representative",
    "nuncio",
)


def _institution(words: Sequence[str], first: int, last: int) -> bool:
    return any(is_portfolio(word) and word not in SMALL_WORDS for word in words[first:last])


def _noun_phrase(words: Sequence[str], at: int, stop: int, namings: Mapping[int, Naming]) -> int:
    """Return the end of a portfolio or the name of an institution that starts at a token."""
    end, known = at, False
    position = at
    while position < stop:
        naming = namings.get(position)
        if naming:
            if known and naming.form != "adjective" and words[position - 1] != "Bank":
                break
            position = end = naming.last
            continue
        step = _step(words, position, stop, known=known, far=position - at > LONGEST_UNKNOWN)
        if step == "stop":
            break
        if step != "link":
            end = position + 1
        known = known or step == "portfolio"
        position += 1
    return end


LONGEST_UNKNOWN = 5
"""Words of the name of an institution none of which the lists know."""


def _step(words: Sequence[str], position: int, stop: int, *, known: bool, far: bool) -> str:
    """Return what a word does to a noun phrase: "portfolio", "name", "link" or "stop"."""
    word = words[position]
    following = words[position + 1] if position + 1 < stop else " "
    if known and _is_rank(word, following):
        return "stop"
    if known and _leads_to_portfolio(word, following):
        return "name"
    if word in {'"', "“", "”"} and not known:
        return "link"
    if is_portfolio(word) and word.casefold() not in SMALL_WORDS:
        return "portfolio"
    if word.casefold() in _CONNECTORS:
        return "link" if _continues(words, position, stop, known=known) else "stop"
    return "name" if word[0].isupper() and not known and not far else "stop"


_CONNECTORS = frozenset({"of", "and", "the", "for", "&", ",", "-", "–", "'s", "’s"})


def _leads_to_portfolio(word: str, following: str) -> bool:
    return word[0].isupper() and following[0].isupper() and is_portfolio(following)


def _is_rank(word: str, following: str) -> bool:
    """Whether a military rank starts a name here: "Defence Force General Asim Raza"."""
    if word.casefold() not in WORDS["ranks"] or not following[0].isupper():
        return False
    return not is_portfolio(following) or following.casefold() in WORDS["ranks"]


def _continues(words: Sequence[str], position: int, stop: int, *, known: bool) -> bool:
    """Whether a comma or "and" leads on to another word of the same portfolio."""
    mark = words[position].casefold()
    if mark == "the" and words[position - 1].casefold() not in {"of", "for", "and", "in"}:
        return False
    after = position + 1
    while after < stop and words[after].casefold() in {"the", "and", "of"}:
        after += 1
    if after >= stop:
        return False
    word = words[after]
    if mark in {",", "and"}:
        if words[position + 1].casefold() == "the":
            return False
        capital = words[position - 1][0].isupper()
        head, _ = head_at(words, after, stop)
        following = words[after + 1] if after + 1 < stop else ""
        if word.casefold() in WORDS["honorifics"]:
            return False
        more = is_portfolio(word) or is_portfolio(following)
        sure = known or is_portfolio(word)
        return sure and more and not head and (word[0].isupper() or not capital)
    return word[0].isupper() or is_portfolio(word)
