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
        if word in {"His", "Her", "Their", "Your"} and _excellency(words, position + 1, stop):
            position += 3 if words[position + 1].casefold() in {"royal", "serene"} else 2
        elif ((plain in WORDS["honorifics"] and word[0].isupper()) or word in _LETTERS) or (
            word == "." and position > at
        ):
            position += 1
        elif word == "(" and _retired(words, position, stop):
            position = _retired(words, position, stop)
        else:
            break
    return position


def _excellency(words: Sequence[str], at: int, stop: int) -> bool:
    return at < stop and words[at].casefold() in WORDS["excellencies"]


def _retired(words: Sequence[str], at: int, stop: int) -> int:
    """Return the end of "(R)", "(retd)", "(Retd.)" or 0."""
    for end in (at + 2, at + 3):
        inside = "".join(words[at + 1 : end]).casefold().rstrip(".")
        if end < stop and words[end] == ")" and inside in {"r", "retd", "ret", "rtd"}:
            return end + 1
    return 0


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
        if _is_name_word(word, first=position == at, led=led):
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


def _ends_word(tokens: Tokens, position: int, at: int, *, led: bool) -> bool:
    """Whether a mark belongs to the word before: the stop of an initial, an apostrophe."""
    word = tokens.words[position]
    if word == "." and position > at:
        return len(tokens.words[position - 1]) == 1
    return word in {"’", "'", "ʻ", "‘"} and led and _touches(tokens, position, at)


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
