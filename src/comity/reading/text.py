"""Raw text to settled text, before any offset is taken."""

import re
import unicodedata

__all__ = ["settle"]

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]|[\ud800-\udfff]"
)
"""Control characters, soft hyphens, zero-width spaces, byte order marks and lone surrogates."""


def settle(raw: str) -> str:
    """Return the text in NFC with line feeds as line ends and no control characters.

    What is settled stays as it is: ``settle(settle(raw)) == settle(raw)``. Offsets of facts
    count the code points of this text.
    """
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", raw)))
