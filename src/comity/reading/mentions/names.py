"""Names of people: runs of capitalised words with their particles, initials and honorifics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.reading.mentions.countries import Naming
from comity.reading.mentions.heads import is_portfolio
from comity.reading.mentions.offices import Office
from comity.reading.mentions.tokens import Tokens
from comity.reading.words import WORDS

__all__ = ["Name", "honorific_end", "name_at"]

LONGEST_NAME = 8
"""Words of the longest name that is taken as one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens ``first`` to ``last`` (not included), written ``text`` in the document.

    ``titled`` says that an honorific stands before it, ``rank`` is a military one.
    """

    first: int
    last: int
    text: str
    titled: bool = False
    rank: str = ""


_THE_HONOURABLE = (("Hon",), ("Honourable",), ("Honorable",), ("Rt",), ("Right",), ("Most",))
_LETTERS = frozenset({"HE", "HM", "HRH", "HH"})


def honorific_end(words: Sequence[str], at: int, stop: int) -> int:
    """Return the end of the honorifics that start at a token, or the token itself if none do."""
    position = at
    while position < stop:
        word = words[position]
        plain = word.casefold().rstrip(".")
        if plain == "tan" and words[position + 1 : position + 2] != ("Sri",):
            break
        if word in {"His", "Her", "Their", "Your"} and _excellency(words, position + 1, stop):
            position += 3 if words[position + 1].casefold() in {"royal", "serene"} else 2
        elif ((plain in WORDS["honorifics"] and word[0].isupper()) or word in _LETTERS) or (
            word == "." and position > at
        ):
            position += 1
        elif word == "(" and _bracketed(words, position, stop):
            position = _bracketed(words, position, stop)
        elif position > at and plain == "de" and _branch(words, position, stop):
            position = _branch(words, position, stop)
        elif position > at and word in {"'", "’"} and words[position - 1].casefold() == "dato":
            position += 1
        else:
            break
    return position


def _excellency(words: Sequence[str], at: int, stop: int) -> bool:
    return at < stop and words[at].casefold() in WORDS["excellencies"]


def _bracketed(words: Sequence[str], at: int, stop: int) -> int:
    """Return the end of "(R)", "(retd.)", "(Dr)" or 0."""
    for end in (at + 2, at + 3):
        inside = "".join(words[at + 1 : end]).casefold().rstrip(".")
        known = inside in {"r", "retd", "ret", "rtd"} or inside in WORDS["honorifics"]
        if end < stop and words[end] == ")" and known:
            return end + 1
    return 0


_BRANCHES = frozenset({"division", "brigade", "corps", "armée", "aérien", "aérienne", "aviation"})


def _branch(words: Sequence[str], at: int, stop: int) -> int:
    """Return the end of what follows a French rank, "de division aérienne", or 0."""
    end = at + 1
    while end < stop and words[end].casefold() in {*_BRANCHES, "d'armée"}:
        end += 1
    return end if end > at + 1 else 0


def name_at(
    tokens: Tokens,
    at: int,
    stop: int,
    taken: tuple[Mapping[int, Naming], Mapping[int, Office]],
    *,
    after_title: bool,
) -> Name | None:
    """Return the name that starts at a token, honorifics before it included, ``None`` if none does.

    Args:
        tokens: The document's tokens.
        at: The token to start at.
        stop: The end of the sentence.
        taken: The countries and the offices found, by first token.
        after_title: Whether an office stands just before: then one word is name enough.
    """
    words = tokens.words
    skipped = words[at].casefold() == "the" and words[at + 1 : at + 2] in _THE_HONOURABLE
    begin = honorific_end(words, at + skipped, stop)
    if skipped and begin == at + 1:
        return None
    titled = begin > at
    rank = " ".join(word for word in words[at:begin] if word.casefold() in WORDS["ranks"])
    last = _run(tokens, begin, stop, taken, led=titled or after_title)
    size = sum(1 for word in words[begin:last] if word[0].isalpha())
    if not size or (size == 1 and not titled and not after_title):
        return None
    if not titled and not after_title and not _is_plausible(words[begin:last]):
        return None
    text = " ".join(tokens.slice(begin, last).split())
    return Name(at, last, text, titled, rank)


def _run(
    tokens: Tokens,
    at: int,
    stop: int,
    taken: tuple[Mapping[int, Naming], Mapping[int, Office]],
    *,
    led: bool,
) -> int:
    """Return the end of the run of name words from a token."""
    words, (namings, offices) = tokens.words, taken
    position = end = at
    while position < min(stop, at + 3 * LONGEST_NAME):
        word = words[position]
        if position in offices or (
            position in namings
            and not _inside_name(namings[position], position, at, words, led=led)
        ):
            break
        if (
            _is_name_word(word, first=position == at, led=led)
            or _is_capital_name(words, position, at, stop)
            or (led and position == at and _is_small_name(words, at, stop))
        ):
            position = end = position + 1
        elif (
            word.casefold() in WORDS["particles"] and position + 1 < stop and (position > at or led)
        ):
            position += 1
        elif word == "-" and tokens.starts[position] == tokens.ends[position - 1] and position > at:
            position += 1
            if (
                position < stop
                and words[position][0].isalpha()
                and tokens.starts[position] == tokens.ends[position - 1]
            ):
                position = end = position + 1
        elif _ends_word(tokens, position, at, led=led):
            position = end = position + 1
        elif word == "," and words[position + 1 : position + 2] in (("Jr",), ("Sr",)):
            position = end = position + 2
            end += words[position : position + 1] == (".",)
            return end
        else:
            break
    return end


def _is_capital_name(words: Sequence[str], position: int, at: int, stop: int) -> bool:
    """Whether a word all in capitals is a family name beside another: "MORI Kaoru", "Jo BRANDT"."""
    word = words[position]
    if not word.isupper() or not word.isalpha() or is_portfolio(word):
        return False
    if word.casefold() in WORDS["never_in_names"]:
        return False
    beside = words[position - 1] if position > at else words[position + 1 : position + 2]
    other = beside if isinstance(beside, str) else "".join(beside)
    mixed = other[:1].isupper() and not other.isupper() and other.casefold() not in _NO_NAMES
    return position < stop and mixed and not is_portfolio(other)


_NO_NAMES = WORDS["never_in_names"] | WORDS["openers"]

_SMALL_NAMES = frozenset({"To", "An", "No", "So", "Do", "In", "On", "As", "He", "The"})
_INFINITIVES = frozenset(
    {"Visit", "Meet", "Hold", "Attend", "Sign", "Host", "Open", "Lead", "Join"}
)
_LONGEST_SYLLABLE = 6


def _is_small_name(words: Sequence[str], at: int, stop: int) -> bool:
    """Whether "To", "An" … is a name with a capital here: "President To Van Minh"."""
    after = words[at + 1] if at + 1 < stop else ""
    if words[at] not in _SMALL_NAMES or not after[:1].isupper() or after in _INFINITIVES:
        return False
    return len(after) <= _LONGEST_SYLLABLE and after.casefold() not in _NO_NAMES


def _ends_word(tokens: Tokens, position: int, at: int, *, led: bool) -> bool:
    """Whether a mark belongs to the word before: the stop of an initial, an apostrophe."""
    word = tokens.words[position]
    if word == "." and position > at:
        before = tokens.words[position - 1]
        return len(before) == 1 or (before in _SHORTENED and _touches(tokens, position, at))
    return word in {"’", "'", "ʻ", "‘"} and led and _touches(tokens, position, at)


_SHORTENED = frozenset({"Ma", "Md", "Mohd", "Muhd", "Abd", "Chr", "Th", "Wm", "Jos", "Fco", "Ant"})
"""Given names that are written short, with a stop."""


def _touches(tokens: Tokens, position: int, at: int) -> bool:
    """Whether a mark follows a word of the name without a space: "Shia’ al-Sudani"."""
    return position > at and tokens.starts[position] == tokens.ends[position - 1]


def _inside_name(
    naming: Naming, position: int, at: int, words: Sequence[str], *, led: bool
) -> bool:
    """Whether a place is part of a name: "Minister Israel Katz", "President Santiago Peña"."""
    if naming.last - naming.first > 1:
        return False
    if position > at:
        return words[position - 1] == "." and len(words[position - 2]) == 1
    following = words[naming.last] if naming.last < len(words) else ""
    named = naming.kind == "place" or (led and naming.form == "name")
    return named and following[:1].isupper() and not is_portfolio(following)


def _is_name_word(word: str, *, first: bool, led: bool) -> bool:
    if not word[0].isupper() or not word[0].isalpha():
        return word[0] in "ʻ‘'" and len(word) > 2  # noqa: PLR2004 - longer than a possessive
    plain = word.casefold()
    if plain in WORDS["never_in_names"] or (plain in WORDS["calendar"] and not led):
        return False
    if is_portfolio(word) and not (led and not first):
        return False
    return not (len(word) > 4 and word.isupper() and not led)  # noqa: PLR2004 - longer than initials


def _is_plausible(words: Sequence[str]) -> bool:
    """Whether a run without a title looks like a name: no common words, no institution in it."""
    common = WORDS["openers"]
    capitals = [word for word in words if word[0].isupper()]
    return not any(is_portfolio(word) or word.casefold() in common for word in capitals)
