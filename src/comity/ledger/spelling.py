"""Names and words across spellings: folded for search, stripped to a skeleton for people."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_with_offsets", "same_person", "skeleton"]

LETTERS = str.maketrans(
    {
        "ı": "i", "ə": "e", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae",
        "œ": "oe", "ŋ": "n", "ħ": "h", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "`": "'",
        # Arabic letter forms that keyboards of Arabic, Persian and Urdu write differently
        "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ـ": "", "\u200c": "", "\u200d": "",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart, but readers take for one another."""

SOUNDS = (
    ("kh", "h"), ("gh", "g"), ("zh", "j"), ("sh", "s"), ("ch", "c"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("dj", "j"), ("ck", "k"), ("x", "h"), ("q", "k"), ("w", "v"), ("y", "i"),
)  # fmt: skip
"""Ways of writing one sound in Latin letters (Farhadov: Xəzər, Khazar; Dzhafarov, Jafarov)."""

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

HONORIFICS = frozenset(
    {
        "mr", "mrs", "ms", "dr", "prof", "sir", "dame", "lord", "lady", "h", "e", "he", "she",
        "sheikh", "shaikh", "hon", "gen", "general", "amb", "ambassador", "prince", "princess",
        "king", "queen", "president", "minister", "secretary", "senator", "chairman", "excellency",
        "jr", "sr", "ii", "iii",
    }
)  # fmt: skip
"""Words beside a name that agencies write or leave out."""


def fold(text: str) -> str:
    """Return text as search compares it: no case, no accents, one form of each Arabic letter.

    Example:
        >>> fold("Bakı – Xəzər"), fold("İslamabad")
        ('baki – xezer', 'islamabad')
    """
    lowered = text.lower() if text.isascii() else BEYOND_ASCII.sub(_fold_match, text).lower()
    return lowered.replace("`", "'")


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its letters the place it has in the original."""
    longer = [
        (found.start(), size)
        for found in BEYOND_ASCII.finditer(text)
        if (size := len(_fold_letter(found.group()))) != 1
    ]
    if not longer:
        return fold(text), list(range(len(text)))
    places: list[int] = []
    at = 0
    for place, size in longer:
        places += range(at, place)
        places += [place] * size
        at = place + 1
    return fold(text), [*places, *range(at, len(text))]


def _fold_match(found: re.Match[str]) -> str:
    return _fold_letter(found.group())


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    if letter.isascii():
        return "'" if letter == "`" else letter.lower()
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)
    plain = letter.casefold().translate(LETTERS)
    taken_apart = unicodedata.normalize("NFKD", plain).translate(LETTERS)
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign)).lower()


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return what is left of a name when spelling habits are taken away: its words' consonants.

    Example:
        >>> skeleton("Khazar Farhadov"), skeleton("Xəzər Fərhadov")
        ('hzr frhdv', 'hzr frhdv')
    """
    words = [
        word for word in re.findall(r"\w+", fold(name).replace("'", "")) if word not in HONORIFICS
    ]
    return " ".join(_word_skeleton(word) for word in words)


def same_person(one: str, other: str) -> bool:
    """Tell whether two names may be one person's, across spellings and left-out parts.

    They may when every word of the shorter name is found in the longer and the two share their
    family name, or one initial stands for the word. A lone given name is not enough: one word
    matches only the last word of the other, or a name of one word.

    Example:
        >>> same_person("Asad Majeed", "Asad Majeed Khan"), same_person("Asad Majeed", "Asad Umar")
        (True, False)
    """
    shorter, longer = sorted((skeleton(one).split(), skeleton(other).split()), key=len)
    if not shorter or not longer:
        return False
    if len(shorter) == 1:
        return shorter[0] == longer[-1] and len(shorter[0]) > 1
    return _found_in_order(shorter, longer)


def _found_in_order(shorter: list[str], longer: list[str]) -> bool:
    place, whole = 0, 0
    for word in shorter:
        while place < len(longer) and not _same_word(word, longer[place]):
            place += 1
        if place == len(longer):
            return False
        whole += min(len(word), len(longer[place])) > 1
        place += 1
    return whole > 0


def _same_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one == other


def _word_skeleton(word: str) -> str:
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    first, rest = word[:1], re.sub(r"[aeiou]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)
