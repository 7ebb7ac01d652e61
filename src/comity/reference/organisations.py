"""Organisations of states, and armed groups treated as parties: short names and bodies."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

__all__ = ["ORGANISATIONS", "find_organisation"]


def find_organisation(text: str) -> str | None:
    """Return the short name of the organisation that a name or body means, in any case."""
    return _BY_NAME.get(text.casefold().removeprefix("the "))


def _load() -> dict[str, tuple[str, ...]]:
    data = files("comity.reference") / "data" / "organisations.toml"
    return {
        short: tuple(names)
        for short, names in tomllib.loads(data.read_text(encoding="utf-8")).items()
    }


ORGANISATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(_load())
"""Names and bodies of each organisation by its short name ("UN", "EU", …)."""

_BY_NAME = {
    name.casefold().removeprefix("the "): short
    for short, names in ORGANISATIONS.items()
    for name in (short, *names)
}
