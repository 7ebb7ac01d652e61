"""What is worth reading: a document has words, not too many, and they are English."""

import re
import unicodedata
from collections.abc import Iterable

from comity.model.facts import Rejected
from comity.model.text import Document
from comity.reading.formats.layout import MAX_CHARACTERS

__all__ = ["is_english", "refuse"]

_SHORT_TEXT, _SMALL_SHARE = 80, 0.34
"""In a text of fewer words names weigh heavy: so many of its small words must be English."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3_000  # characters looked at; the language of a report does not change later

# Words that hold an English sentence together. In 988 of 988 diplomatic texts they are at least
# 0.16 of all words; in single sentences of 14 other languages at most 0.13.
_FUNCTION_WORDS = frozenset(
    {
        "a",
        "also",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "between",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "said",
        "she",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
    }
)
_ENGLISH_SHARE = 0.16
_FEW_WORDS = 8


def refuse(document: Document) -> Rejected | None:
    """Return the rejection of a document that cannot be read as English; ``None`` if it can."""
    if not document.text.strip():
        return _rejected(
            document,
            "The document has no words.",
            "Check that its text was saved, and read it again.",
        )
    if len(document.text) > MAX_CHARACTERS:
        return _rejected(
            document,
            f"The text has more than {MAX_CHARACTERS:,} characters, too many for one document.",
            "Split it into one text for each report.",
        )
    if is_english(document.text):
        return None
    language = _language(document.text[:_SAMPLE])
    return _rejected(
        document,
        f"The document is not in English but in {language}."
        if language
        else "The document is not in English.",
        "Give an English version of it; many ministries publish one.",
    )


def is_english(text: str) -> bool:
    """Tell whether a text is English; one of a few words in Latin letters passes for it."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if _share(map(str.isascii, words)) < 0.5 and words:  # noqa: PLR2004 - half of them
        return False
    if len(words) < _FEW_WORDS:
        return _is_latin(sample)
    if _share(map(_FUNCTION_WORDS.__contains__, words)) >= _ENGLISH_SHARE:
        return True
    small = [word for word in _WORD.findall(sample) if word.islower()]
    if len(words) < _SHORT_TEXT and _share(w in _FUNCTION_WORDS for w in small) >= _SMALL_SHARE:
        return True
    from resiliparse.parse.lang import detect_fast  # noqa: PLC0415 - a compiled module

    return bool(detect_fast(sample)[0] == "en")


def _language(sample: str) -> str | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only for the sentence
    from resiliparse.parse.lang import detect_fast  # noqa: PLC0415 - a compiled module

    code = detect_fast(sample)[0]
    try:
        return Locale("en").languages.get(code)
    except UnknownLocaleError:
        return None


def _is_latin(sample: str) -> bool:
    letters = [letter for letter in sample if letter.isalpha()]
    return not letters or _share("LATIN" in unicodedata.name(one, "") for one in letters) > 0.5  # noqa: PLR2004


def _share(flags: Iterable[bool]) -> float:
    found = list(flags)
    return sum(found) / len(found) if found else 0.0


def _rejected(document: Document, reason: str, mend: str) -> Rejected:
    return Rejected(id=document.id, origin=document.origin, reason=reason, mend=mend)
