"""Foreign text as files can hold it."""

import re

__all__ = ["language_of", "printable"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def printable(text: str) -> str:
    """Return the text with characters that XML and UTF-8 cannot hold shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def language_of(tag: str | None) -> str:
    """Return the primary language of a BCP 47 tag in small letters; ``en`` where there is none."""
    primary = (tag or "en").split("-")[0].casefold()
    return primary if _LANGUAGE.fullmatch(primary) else "en"
