"""What the words of a quote say a measure is about: two memoranda are not made one. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from comity.ledger.spelling import fold
from comity.reference.countries import get_country

__all__ = ["SHARED_PART", "likeness", "matter_words"]

SHARED_PART = 0.5
"""Part of the shorter wording's own words that two wordings of one matter share."""

SHARED_WORDS = 2
"""Fewer shared words than this are a coincidence, unless a wording has no more."""

GENERIC = frozenset(
    """
    about above across action actions activities addition additional agree agreed agreement
    agreements aimed among announce announced announcement areas around august april
    bilateral both build building certain common concerning conclude concluded consider
    continue cooperation countries country december deepen deepening develop development
    discuss discussed discussion during effort efforts enhance enhancing ensure establish
    established establishing establishment expand expanding expressed february field fields
    first following forward framework further government governments have importance
    important including increase initiative initiatives interest into issue issues january
    joint jointly july june launch launched launching leaders line make making march matters
    measures meeting memorandum memoranda ministry minister ministers more mutual nation
    nations national need november october offered office official officials other over plan
    planned plans possibility potential president project projects promote promoting
    proposed provide relations relationship said same second sector sectors september
    several shared side sides sign signed signing sphere spheres state states strengthen
    strengthening support supporting take than that their them there these they this those
    through toward towards treaty understanding united various visit ways welcome welcomed
    well were which will with within work working would year years
    additional assistance billion million efforts ongoing package packages security continued
    """.split()  # noqa: SIM905 - a paragraph reads better than a list of 200 quoted words
)
"""Words that measures of every matter share."""


@lru_cache(maxsize=65536)
def matter_words(quote: str, sides: frozenset[str]) -> frozenset[str]:
    """Return the words of a quote that say what a measure is about, without their endings.

    The parties' own names say nothing about it, nor do the words all measures share.

    Example:
        >>> quote = "Pakistan and China signed a memorandum on wheat research"
        >>> sorted(matter_words(quote, frozenset({"PAK", "CHN"})))
        ['research', 'wheat']
    """
    words = re.findall(r"[^\W\d_]{4,}", fold(quote))
    names = _names(sides)
    return frozenset(_stem(word) for word in words if word not in GENERIC and word not in names)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of the shorter wording's words that both have, 0 to 1.

    Two wordings without a word of their own are the same general measure.
    """
    if not one or not other:
        return float(one == other)
    shared, shorter = len(one & other), min(len(one), len(other))
    return shared / shorter if shared >= min(SHARED_WORDS, shorter) else 0.0


@lru_cache(maxsize=4096)
def _names(sides: frozenset[str]) -> frozenset[str]:
    known = [country for side in sides if (country := get_country(side)) is not None]
    return frozenset(
        word
        for country in known
        for name in (country.name, country.official, *country.demonyms, *country.aliases)
        for word in _words(name)
    )


def _words(name: str) -> Iterable[str]:
    for word in re.findall(r"\w+", fold(name)):
        yield word
        yield f"{word}s"


def _stem(word: str) -> str:
    return re.sub(r"(ies|es|s|ing|ed)$", "", word)
