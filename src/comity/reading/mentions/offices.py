"""Titles in the text: their head, the words before it, and what they are responsible for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.reading.mentions.complements import Reach, go_right
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.heads import SMALL_WORDS, Head, head_at, is_portfolio, modifiers
from comity.reading.mentions.tokens import Tokens
from comity.reading.words import WORDS

__all__ = ["Office", "find_offices"]


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


def find_offices(tokens: Tokens, span: range, namings: Mapping[int, Naming]) -> dict[int, Office]:
    """Return the titles of a sentence by their first token. ``namings`` are those of the text."""
    found: dict[int, Office] = {}
    position, floor = span.start, span.start
    while position < span.stop:
        size, several = head_at(tokens.words, position, span.stop)
        if not size:
            naming = namings.get(position)
            position = naming.last if naming else position + 1
            continue
        office = _office(
            tokens, Head(position, position + size, several, floor, span.stop), namings
        )
        if office is None:
            position += size
            continue
        found[office.first] = office
        position = floor = office.last
    return found


def _office(tokens: Tokens, head: Head, namings: Mapping[int, Naming]) -> Office | None:
    words = tokens.words
    first = _go_left(words, head, namings)
    reach = Reach(head.last, [])
    if (head.last < head.stop and words[head.last] in {"'s", "’s"}) or _is_verb(words, first, head):
        return None
    go_right(tokens, head, reach, namings)
    before = tokens.slice(first, head.last)
    title = " ".join(" ".join([before, *reach.words]).split())
    name = " ".join(words[head.first : head.last]).replace(" - ", "-").casefold()
    return Office(
        first, reach.last, name, title, reach.party, reach.accredited, several=head.several
    )


def _is_verb(words: Sequence[str], first: int, head: Head) -> bool:
    """Whether "head", "chair", "deputy" … is no title here: a verb, or part of another word."""
    word = words[head.first]
    if head.last - head.first == 1 and word.casefold() in modifiers() and _leads(words, head):
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
    before = words[head.first - 1].casefold() if head.first > 0 else ""
    if word in {"Amir", "Emir", "Sultan"} and before in {"minister", "president", "ambassador"}:
        return True
    if word in {"MP", "MEP"} and head.first > head.floor and words[head.first - 1][0].isupper():
        return True
    if words[head.last : head.last + 2] == ("-", "led") or after in {"State", "States"}:
        return True
    if word in _SURNAMES and after != "of" and _follows_name(words, head):
        return True
    return (
        word in {"general", "major", "captain", "judge", "second", "official"}
        and after != "of"
        and (word != "official" or first == head.first)
    )


_BEFORE_TITLES = modifiers() | WORDS["honorifics"] | WORDS["excellencies"] | {"the"}
_SURNAMES = frozenset({"Shah", "King", "Pope", "Prince", "Bishop", "Judge", "Sultan", "Marshal"})


def _follows_name(words: Sequence[str], head: Head) -> bool:
    """Whether a word that may be a title ends a name: "Zafar Shah", "Martin King"."""
    if head.first <= head.floor:
        return False
    before = words[head.first - 1]
    known = is_portfolio(before) or before.casefold() in _BEFORE_TITLES
    return before[0].isupper() and before[0].isalpha() and len(before) > 1 and not known


def _leads(words: Sequence[str], head: Head) -> bool:
    """Whether "Deputy", "Chief" … stands before another head: "Deputy Trade Minister"."""
    for position in range(head.last, min(head.last + 4, head.stop)):
        if head_at(words, position, head.stop)[0]:
            return True
        word = words[position]
        if word in SMALL_WORDS or not (is_portfolio(word) or word.casefold() in modifiers()):
            return False
    return False


def _go_left(words: Sequence[str], head: Head, namings: Mapping[int, Naming]) -> int:
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


def _belongs(word: str, head: Head, words: Sequence[str]) -> bool:
    plain = word.casefold()
    if plain in modifiers():
        return True
    return is_portfolio(plain) and (word[0].isupper() or words[head.first][0].islower())


def _joins(words: Sequence[str], first: int) -> bool:
    """Whether "and" joins two portfolios before a head, as in "Foreign and Defence Secretary"."""
    left, right = words[first - 2], words[first]
    before = words[first - 3] if first > 2 else ""  # noqa: PLR2004 - the word before the pair
    led = before in {"'s", "’s", "the", "his", "her"} or before[:1].isupper()
    return is_portfolio(left) and is_portfolio(right) and (left[0].isupper() or led)
