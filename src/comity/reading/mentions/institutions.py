"""Where a portfolio or the name of an institution ends that a title is responsible for."""

from collections.abc import Mapping, Sequence

from comity.reading.mentions.countries import Naming
from comity.reading.mentions.heads import SMALL_WORDS, head_at, is_portfolio
from comity.reading.words import WORDS

__all__ = ["noun_phrase"]


def noun_phrase(words: Sequence[str], at: int, stop: int, namings: Mapping[int, Naming]) -> int:
    """Return the end of a portfolio or the name of an institution that starts at a token."""
    end, known = at, False
    position = at
    while position < stop:
        naming = namings.get(position)
        if naming:
            listed = naming.kind == "organisation" and _leads_on(words, naming.last, stop)
            adjective = naming.form == "adjective" or words[position - 1] == "Bank"
            if known and not adjective and not listed:
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
    return end if known else _without_name(words, at, end, stop)


def _without_name(words: Sequence[str], at: int, end: int, stop: int) -> int:
    """Return where an unknown institution ends before a name: "Board of KTZ Daniyar Omarov"."""
    plain = end - at if all(word[0].isupper() for word in words[at:end]) else 0
    for position in range(at, end - 1):
        acronym = words[position].isupper() and len(words[position]) > 1
        if acronym and not words[position + 1].isupper() and words[position + 1][0].isupper():
            return position + 1
    follows = words[end : min(end + 2, stop)]
    listed = follows[:1] == (",",) and not follows[-1][0].islower()
    least = len(("institution", "first name", "surname"))
    longer = plain > least and words[at - 1] != "the"
    if plain < least or longer or listed:
        return end
    return end - 2


def _leads_on(words: Sequence[str], at: int, stop: int) -> bool:
    """Whether a list of portfolios goes on: "Foreign Affairs, European Union and Cooperation"."""
    return at + 1 < stop and words[at] == "and" and is_portfolio(words[at + 1])


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
    if known and words[position - 1] == "and" and _ends_list(words, position, stop):
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


def _more(words: Sequence[str], after: int, stop: int) -> bool:
    """Whether "and the …" adds a portfolio, not another office: "Climate and the Environment"."""
    near = range(after, min(after + 4, stop))
    known = is_portfolio(words[after]) and words[after][0].isupper()
    return known and not any(head_at(words, position, stop)[0] for position in near)


_ABSTRACT = ("ing", "ion", "ions", "ment", "ity", "ics", "ism", "ship", "ture", "ance", "ence")


def _ends_list(words: Sequence[str], at: int, stop: int) -> bool:
    """Whether a word no list knows closes a portfolio: "Fisheries and Hunting, Mr Kleist"."""
    follows = words[at + 1] if at + 1 < stop else "."
    if not words[at][0].isupper():
        return False
    honoured = follows == "," and at + 2 < stop
    if _is_honorific(words[at + 2] if honoured else follows):
        return True
    return words[at].endswith(_ABSTRACT) and follows in {",", "of", "."}


def _is_honorific(word: str) -> bool:
    """Whether a word opens a name, so that the one before it belongs to a title."""
    return word.casefold().rstrip(".") in WORDS["honorifics"] and word[0].isupper()


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
        if words[position + 1].casefold() == "the" and not _more(words, after, stop):
            return False
        capital = words[position - 1][0].isupper()
        head, _ = head_at(words, after, stop)
        following = words[after + 1] if after + 1 < stop else ""
        if word.casefold() in WORDS["honorifics"]:
            return False
        more = is_portfolio(word) or is_portfolio(following) or _ends_list(words, after, stop)
        sure = known or is_portfolio(word)
        return sure and more and not head and (word[0].isupper() or not capital)
    return word[0].isupper() or is_portfolio(word)
