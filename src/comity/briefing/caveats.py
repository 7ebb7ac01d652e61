"""What an examination warns of, with all that was merely not fetched said in one line."""

import re
from collections.abc import Iterable

from comity.briefing.words import listed

__all__ = ["caveat_lines"]

_NOT_FETCHED = re.compile(
    r"(?:Nothing of|No) (?P<what>.+?) (?:has|have) been fetched\. Run: .*", re.DOTALL
)


def caveat_lines(caveats: Iterable[str]) -> list[str]:
    """Return the caveats as sentences; data not fetched becomes one sentence at the end.

    The commands that fetch each stand with the examination itself and in ``comity sources``.
    """
    lines, missing = [], []
    for caveat in caveats:
        match = _NOT_FETCHED.fullmatch(caveat.strip())
        if match:
            missing.append(match["what"])
        else:
            lines.append(caveat)
    if missing:
        named = listed(list(dict.fromkeys(missing)))
        lines.append(f"Not fetched, so not used: {named}. See: comity sources list.")
    return lines
