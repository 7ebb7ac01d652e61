"""A document's words with their offsets: what every finder of mentions walks over."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from comity.model.text import Sentence

__all__ = ["TOKEN", "Tokens", "find_tokens"]

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:[A-Z]\b)?"  # U.S., H.E., U.A.E
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?\b"  # 15, 15th, 07.03.2025
    r"|['’]s\b(?!\w)"  # possessive
    r"|[^\W\d_]+\d*(?:['’](?!s\b)[^\W\d_]+)*"  # Azerbaijan, d'Ivoire
    r"|[^\w\s]|\w+"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and marks of the text in order: ``words[i]`` is ``text[starts[i]:ends[i]]``."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, start: int, end: int) -> range:
        """Return the positions of the tokens that lie between two offsets."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def slice(self, first: int, last: int) -> str:
        """Return the text from the first token to the last, ``last`` not included."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def find_tokens(text: str, sentences: Sequence[Sentence]) -> Tokens:
    """Return the tokens of a text. No token crosses the end of a sentence."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for sentence in sentences:
        for match in TOKEN.finditer(text, sentence.start, sentence.end):
            words.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
    return Tokens(text, tuple(words), tuple(starts), tuple(ends))
