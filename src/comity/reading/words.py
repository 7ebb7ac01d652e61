"""The word lists of the reader, kept as data in ``words.toml`` so that they can be extended."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

__all__ = ["PHRASES", "WORDS"]


def _load() -> dict[str, dict[str, object]]:
    text = (files("comity.reading") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


_DATA = _load()

WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(str(words).split()) for name, words in _DATA["words"].items()}
)
"""Sets of single words by the name of their list."""

PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: tuple(line.strip() for line in str(lines).strip().splitlines())
        for name, lines in _DATA["phrases"].items()
    }
)
"""Lists of phrases, one a line in the file, by the name of their list."""
