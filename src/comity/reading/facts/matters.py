"""The matter a position is about, as the text names it: "the Kashmir issue", "Western Sahara"."""

import re
from functools import cache

from comity.reference.disputes import load_disputes

__all__ = ["find_matter"]

_NAMED = re.compile(
    r"(?:[A-Z][\w’'-]+(?:\s+(?:and|of|the)\s+(?=[A-Z])|\s+)){1,4}"
    r"(?:issue|conflict|dispute|question|crisis|peace process|settlement)\b"
)
_ARTICLE = re.compile(r"^(?:The|This|That|Its?|Their|A)\s+")


def find_matter(text: str) -> str | None:
    """Return the dispute or conflict that a text names, in its own words; ``None`` if none.

    Example:
        >>> find_matter("it defended the stance on the Kashmir issue")
        'Kashmir issue'
    """
    named = _NAMED.search(text)
    if named:
        return _ARTICLE.sub("", named.group())
    known = _disputes().search(text)
    return known.group() if known else None


@cache
def _disputes() -> re.Pattern[str]:
    """Return what finds the names of the disputes that the reference tables know."""
    names = {re.sub(r"\s*\(.*?\)", "", dispute.name) for dispute in load_disputes().values()}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in longest_first)})\b")
