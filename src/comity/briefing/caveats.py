"""What an examination warns of, with all that was merely not fetched said in one line."""

import re
from collections.abc import Iterable

from comity.briefing.words import listed

__all__ = ["caveat_lines"]

_NOT_FETCHED = re.compile(
    r"(?:No (?P<sort>.+?) has been fetched|(?P<title>.+?): not fetched yet)\. Run: .*", re.DOTALL
)


def caveat_lines(caveats: Iterable[str]) -> list[str]:
    """Return the caveats as sentences; several sets of data not fetched become one at the end.

    The commands that fetch each stand with the examination itself and in ``comity sources``.
    """
    told = list(caveats)
    found = {caveat: _NOT_FETCHED.fullmatch(caveat.strip()) for caveat in told}
    missing = [match["sort"] or match["title"] for caveat in told if (match := found[caveat])]
    if len(missing) <= 1:
        return told
    lines = [caveat for caveat in told if not found[caveat]]
    named = listed(list(dict.fromkeys(missing)))
    return [*lines, f"Not fetched, so not used: {named}. See: comity sources list."]
