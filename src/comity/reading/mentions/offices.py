"""Titles in the text: their head, the words before it, and what they are responsible for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from comity.model.actors import Party
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.kinds import load_offices
from comity.reading.mentions.tokens import Tokens

__all__ = ["Office", "find_offices", "is_portfolio"]


@dataclass(frozen=True, slots=True)
class Office:
    """A title at tokens ``first`` to ``last`` (not included).

    ``title`` leaves out the country; ``party`` is the one named with it, ``accredited`` where an
    envoy is posted. ``several`` says that the head is a plural.
    """

    first: int
    last: int
    head: str
    title: str
    party: Party | None
    accredited: Party | None
    several: bool = False


@dataclass(slots=True)
class _Reach:
    """How far a title goes on to the right, and what was met on the way."""

    last: int
    words: list[str]
    party: Party | None = None
    accredited: Party | None = None


def find_offices(tokens: Tokens, span: range, namings: Mapping[int, Naming]) -> dict[int, Office]:
    """Return the titles of a sentence by their first token. ``namings`` are those of the text."""
    found: dict[int, Office] = {}
    position, floor = span.start, span.start
    while position < span.stop:
        size, several = _head_at(tokens.words, position, span.stop)
        if not size:
            naming = namings.get(position)
            position = naming.last if naming else position + 1
            continue
        office = _office(
            tokens, _Head(position, position + size, several, floor, span.stop), namings
        )
        if office is None:
            position += size
            continue
        found[office.first] = office
        position = floor = office.last
    return found


@dataclass(frozen=True, slots=True)
class _Head:
    first: int
    last: int
    several: bool
    floor: int
    stop: int


def is_portfolio(word: str) -> bool:
    """Whether a word belongs to portfolios and institutions rather than to names."""
    return word.casefold() in _portfolio()


def _head_at(words: Sequence[str], position: int, stop: int) -> tuple[int, bool]:
    """Return how many tokens the head at a position has (0: none) and whether it is a plural."""
    for phrase, several in _heads().get(words[position].casefold(), ()):
        size = len(phrase)
        if (
            position + size <= stop
            and tuple(word.casefold() for word in words[position : position + size]) == phrase
        ):
            return size, several
    return 0, False


@cache
def _heads() -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    rows: dict[tuple[str, ...], bool] = {}
    for line in load_offices()["heads"].split("\n"):
        if not line.strip():
            continue
        words = tuple(line.strip().replace("-", " - ").split())
        rows[words] = False
        for plural in _plurals(words):
            rows.setdefault(plural, True)
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for phrase in sorted(rows, key=len, reverse=True):
        found.setdefault(phrase[0], []).append((phrase, rows[phrase]))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _plurals(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    last = words[-1]
    if last.endswith("man"):
        return ((*words[:-1], f"{last[:-3]}men"),)
    plain = (*words[:-1], f"{last}s")
    if "of" in words:
        return (plain, (f"{words[0]}s", *words[1:]))
    return (plain,)


@cache
def _portfolio() -> frozenset[str]:
    return frozenset(load_offices()["portfolio"].split())


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(load_offices()["modifiers"].split())


def _office(tokens: Tokens, head: _Head, namings: Mapping[int, Naming]) -> Office | None:
    words = tokens.words
    first = _go_left(words, head, namings)
    reach = _Reach(head.last, [])
    if (head.last < head.stop and words[head.last] in {"'s", "’s"}) or _is_verb(words, first, head):
        return None
    _go_right(tokens, head, reach, namings)
    before = tokens.slice(first, head.last)
    title = " ".join([before, *reach.words])
    name = " ".join(words[head.first : head.last]).replace(" - ", "-").casefold()
    return Office(
        first, reach.last, name, title, reach.party, reach.accredited, several=head.several
    )


def _is_verb(words: Sequence[str], first: int, head: _Head) -> bool:
    """Whether "head", "chair", "deputy" … is no title here: a verb, or part of another word."""
    word = words[head.first]
    if head.last - head.first == 1 and word.casefold() in _modifiers() and _leads(words, head):
        return True
    after = words[head.last] if head.last < head.stop else ""
    if word in {
        "chair",
        "head",
        "chairs",
        "heads",
        "executive",
        "executives",
        "deputy",
        "member",
        "members",
    }:
        return after not in {"of", "for", "and", ","} or first == head.first == head.floor
    if word.casefold() in {"sultan", "prince", "sheikh", "sheikha"} and after in {
        "Al",
        "bin",
        "bint",
    }:
        return True
    if word.casefold() == "general" and after in {"Assembly", "Directorate", "Secretariat"}:
        return True
    if word in {"MP", "MEP"} and head.first > head.floor and words[head.first - 1][0].isupper():
        return True
    if words[head.last : head.last + 2] == ("-", "led"):
        return True
    return (
        word in {"general", "major", "captain", "judge", "second", "official"}
        and after != "of"
        and (word != "official" or first == head.first)
    )


def _leads(words: Sequence[str], head: _Head) -> bool:
    """Whether "Deputy", "Chief" … stands before another head: "Deputy Trade Minister"."""
    for position in range(head.last, min(head.last + 4, head.stop)):
        if _head_at(words, position, head.stop)[0]:
            return True
        word = words[position]
        if word in _SMALL or not (is_portfolio(word) or word.casefold() in _modifiers()):
            return False
    return False


def _go_left(words: Sequence[str], head: _Head, namings: Mapping[int, Naming]) -> int:
    ends = {naming.last for naming in namings.values() if naming.last <= head.first}
    first = head.first
    while first > head.floor and first not in ends:
        word = words[first - 1]
        plain = word.casefold()
        if (
            word in {"-", "–"}
            and first - 2 >= head.floor
            and _belongs(words[first - 2], head, words)
        ) or (
            word == "and"
            and first - 2 >= head.floor
            and first < head.first
            and _joins(words, first)
        ):
            first -= 2
        elif _belongs(word, head, words) and not (
            first - 1 == head.floor and plain in {"the", "of", "and", "for"}
        ):
            if plain in {"the", "of", "and", "for"}:
                break
            first -= 1
        elif (
            word[:1].isupper()
            and word.isupper()
            and len(word) > 1
            and word not in _TITLES
            and words[head.first][0].isupper()
        ):
            first -= 1
        else:
            break
    return first


_TITLES = frozenset({"HE", "HM", "HRH", "HH", "H.E.", "H.M.", "H.H.", "H.R.H.", "PM", "MP"})


def _belongs(word: str, head: _Head, words: Sequence[str]) -> bool:
    plain = word.casefold()
    if plain in _modifiers():
        return True
    return plain in _portfolio() and (word[0].isupper() or words[head.first][0].islower())


def _joins(words: Sequence[str], first: int) -> bool:
    """Whether "and" joins two portfolios before a head, as in "Foreign and Defence Secretary"."""
    left, right = words[first - 2], words[first]
    return is_portfolio(left) and is_portfolio(right) and left[0].isupper()


_SMALL = frozenset({"of", "for", "and", "the"})
_LINKS = frozenset({"of", "for", "in", "to", "at", "on"})
_OF_THE_CROWN = frozenset({"hm", "majesty", "his", "her", "king", "sultan"})


def _go_right(tokens: Tokens, head: _Head, reach: _Reach, namings: Mapping[int, Naming]) -> None:
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


def _is_adviser(words: Sequence[str], head: _Head) -> bool:
    last = words[head.last - 1].casefold()
    return last in {"adviser", "advisor", "assistant", "aide", "secretary", "counsel", "envoy"}


def _closing(words: Sequence[str], at: int, stop: int) -> int:
    """Return the end of "(JOGMEC)" or 0: brackets that hold one abbreviation."""
    short = (
        at + 2 < stop
        and words[at + 2] == ")"
        and words[at + 1].isupper()
        and len(words[at + 1]) > 1
    )
    return at + 3 if short else 0


def _complement(
    tokens: Tokens,
    reach: _Reach,
    begin: int,
    head: _Head,
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
        size, _ = _head_at(words, begin, head.stop)
        if size:
            reach.words.append(tokens.slice(reach.last, begin + size))
            reach.last = begin + size
            return True
    naming = namings.get(at)
    if naming and naming.last <= head.stop and not _goes_on(words, naming.last, head.stop, naming):
        return _take_naming(tokens, reach, naming, link, head)
    end = _noun_phrase(words, at, head.stop, namings)
    if end == at or (link in {"in", "to", "at", "on"} and not _institution(words, at, end)):
        return False
    if naming and naming.form != "metonym" and reach.party is None:
        reach.party = naming.party
    reach.words.append(tokens.slice(reach.last, end))
    reach.last = end
    return True


def _goes_on(words: Sequence[str], at: int, stop: int, naming: Naming) -> bool:
    """Whether an institution's name goes on after its country: "Brazilian Cooperation Agency"."""
    if at + 1 < stop and words[at] in {"'s", "’s"}:
        return words[at + 1][0].isupper() and is_portfolio(words[at + 1])
    if at >= stop or not words[at][0].isupper():
        return False
    if naming.kind == "organisation":
        return words[at] in {"Office", "Mission", "Delegation", "Centre", "Center", "Operations"}
    return is_portfolio(words[at])


def _take_naming(tokens: Tokens, reach: _Reach, naming: Naming, link: str, head: _Head) -> bool:
    envoy = any(word in tokens.slice(head.first, head.last).casefold() for word in _ENVOYS)
    if link in {"to", "in"} and (envoy or link == "to"):
        reach.accredited = naming.party
    elif link in {"of", "for"} and naming.kind != "place":
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
    return any(is_portfolio(word) for word in words[first:last])


def _noun_phrase(words: Sequence[str], at: int, stop: int, namings: Mapping[int, Naming]) -> int:
    """Return the end of a portfolio or the name of an institution that starts at a token."""
    end, known = at, False
    position = at
    while position < stop:
        word = words[position]
        if position in namings:
            naming = namings[position]
            if known and naming.form != "adjective":
                break
            position = end = naming.last
            continue
        if word in {'"', "“", "”"} and known is False and end in {at, position}:
            pass
        elif is_portfolio(word) and word.casefold() not in {"of", "and", "the", "for"}:
            known, end = True, position + 1
        elif word.casefold() in {"of", "and", "the", "for", "&", ",", "-", "–", "'s", "’s"}:
            if not _continues(words, position, stop, known=known):
                break
        elif word[0].isupper() and not known and position - at <= 5:  # noqa: PLR2004 - names are short
            end = position + 1
        else:
            break
        position += 1
    return end


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
        head, _ = _head_at(words, after, stop)
        following = words[after + 1] if after + 1 < stop else ""
        more = is_portfolio(word) or is_portfolio(following)
        return known and more and not head and (word[0].isupper() or not capital)
    return word[0].isupper() or is_portfolio(word)
