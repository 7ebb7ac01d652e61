"""What a title is responsible for, and of which country: the words behind its head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.heads import SMALL_WORDS, Head, head_at, is_portfolio
from comity.reading.mentions.institutions import noun_phrase
from comity.reading.mentions.tokens import Tokens
from comity.reference.places import find_city

__all__ = ["Reach", "go_right"]

_LINKS = frozenset({"of", "for", "in", "to", "at", "on", "from"})


_HOUSES = frozenset({"Ministry", "Department", "Directorate", "Bureau", "Division"})
"""What a comma may join to a title: "Deputy Secretary, Ministry of Trade"."""

_KINDLY = frozenset({"sisterly", "brotherly", "friendly", "fraternal"})
"""What some publishers put before the name of a state."""

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
        elif word == "," and _house_follows(words, at + 1, head.stop):
            begin, link = at + 1, "of"
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


def _house_follows(words: Sequence[str], at: int, stop: int) -> bool:
    """Whether an office is told behind a comma: "Director, Europe and Commonwealth Directorate"."""
    if at < stop and words[at] in _HOUSES:
        return True
    for position in range(at, min(at + LONGEST_HOUSE, stop - 1)):
        word = words[position]
        if not (word[0].isupper() or word in {"and", "of", "for", "&", "-"}):
            return False
        if (
            position > at
            and word in _HOUSES
            and words[position + 1] in {",", ".", ";", "for", "of"}
        ):
            return all(is_portfolio(word) or word[0].isupper() for word in words[at:position])
    return False


LONGEST_HOUSE = 6
"""Words of the name of a department that stands behind a comma."""


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
    while at < head.stop and at not in namings and _leads_to_state(words[at]):
        at += 1
    if at < head.stop and at not in namings and _is_special(tokens, reach, (begin, at), head, link):
        return True
    naming = namings.get(at)
    if naming and naming.last <= head.stop and not _goes_on(words, naming.last, head.stop, naming):
        return _take_naming(tokens, reach, naming, link, head)
    end = noun_phrase(words, at, head.stop, namings)
    if end == at or (link in {"in", "to", "at", "on", "from"} and not _institution(words, at, end)):
        return False
    for inner in (namings[position] for position in range(at, end) if position in namings):
        listed = inner.kind == "organisation" and words[inner.last : inner.last + 1] == ("and",)
        if inner.form != "metonym" and reach.party is None and not listed:
            reach.party = inner.party
    reach.words.append(tokens.slice(reach.last, end))
    reach.last = end
    return True


def _is_special(
    tokens: Tokens, reach: Reach, places: tuple[int, int], head: Head, link: str
) -> bool:
    """Take in "of State", "of His Majesty", "in Urumqi", "to the President": ``False`` if none."""
    words = tokens.words
    begin, at = places
    end = reach.last
    if words[at - 1] == "State" and at > begin and words[at] != "of":
        end = at
    elif link == "of" and words[at].casefold() in _OF_THE_CROWN:
        while at < head.stop and words[at].casefold() in {"the", *_OF_THE_CROWN}:
            at += 1
        reach.last = at
        return True
    elif link in {"in", "at"} and _is_post(words, at, head):
        reach.accredited = reach.accredited or _state_of(words[at])
        end = at + 1
    elif link in {"to", "of"} and _is_adviser(words, head):
        begin = at + (words[at].casefold() in {"vice", "deputy"})
        size, _ = head_at(words, begin, head.stop) if begin < head.stop else (0, False)
        end = begin + size if size else end
    if end == reach.last:
        return False
    reach.words.append(tokens.slice(reach.last, end))
    reach.last = end
    return True


def _is_post(words: Sequence[str], at: int, head: Head) -> bool:
    """Whether a consul is posted in the city at a token: "Consul General in Urumqi"."""
    consul = words[head.first].casefold().startswith("consul")
    return consul and words[at][0].isupper() and find_city(words[at]) is not None


def _state_of(city: str) -> Party | None:
    found = find_city(city)
    return found.country if found else None


def _leads_to_state(word: str) -> bool:
    return word.casefold() in {"the", "state", *_KINDLY}


def _goes_on(words: Sequence[str], at: int, stop: int, naming: Naming) -> bool:
    """Whether an institution's name goes on after its country: "Brazilian Cooperation Agency"."""
    if at + 1 < stop and words[at] in {"'s", "’s"}:
        near = [word for word in words[at + 1 : min(at + 3, stop)] if word[0].isupper()]
        return len(near) > 0 and any(is_portfolio(word) for word in near)
    if at + 3 < stop and words[at] in {"-", "–"} and words[at + 1][0].isupper():
        return is_portfolio(words[at + 2]) and words[at + 2][0].isupper()
    lower = naming.kind == "organisation" and at < stop and words[at] in _BRANCHES
    if at >= stop or not (words[at][0].isupper() or lower):
        return False
    if naming.kind == "organisation":
        after = words[at + 1] if at + 1 < stop else ""
        return words[at].casefold() in _BRANCHES or after in {"Office", "Mission", "Centre"}
    acronym = naming.form == "adjective" and len(words[at]) > 2 and words[at].isupper()  # noqa: PLR2004 - no initials
    return acronym or is_portfolio(words[at])


_BRANCHES = frozenset({"office", "mission", "delegation", "centre", "center", "operations"})


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
