"""Phrases of a fixed list found in a document's tokens: the longest at each place, in one pass."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from comity.reading.mentions.tokens import TOKEN, Tokens

__all__ = ["Gazetteer", "build_gazetteer"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Gazetteer(Generic[Value]):
    """Phrases with their values, by first word, longest first."""

    entries: Mapping[str, tuple[tuple[tuple[str, ...], Value], ...]]

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, Value]]:
        """Yield first token, last token (not included) and value of each phrase found, in order."""
        words, entries, position = tokens.words, self.entries, 0
        size = len(words)
        while position < size:
            for phrase, value in entries.get(words[position], ()):
                end = position + len(phrase)
                if words[position:end] == phrase:
                    yield position, end, value
                    position = end
                    break
            else:
                position += 1


def build_gazetteer(phrases: Iterable[tuple[str, Value]]) -> Gazetteer[Value]:
    """Return a gazetteer of phrases and values; of two equal phrases the first counts.

    Letters match as written; a curly apostrophe equals a straight one.
    """
    found: dict[tuple[str, ...], Value] = {}
    for phrase, value in phrases:
        for spelling in {phrase, phrase.replace("'", "’")}:
            words = tuple(match.group() for match in TOKEN.finditer(spelling))
            if words:
                found.setdefault(words, value)
    entries: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
    for words in sorted(found, key=len, reverse=True):
        entries.setdefault(words[0], []).append((words, found[words]))
    return Gazetteer({first: tuple(rows) for first, rows in entries.items()})
