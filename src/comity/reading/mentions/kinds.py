"""The kind of an office from its title: ``offices.toml`` says which words make which kind."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from comity.model.actors import Party
from comity.reference.countries import COUNTRIES
from comity.reference.organisations import ORGANISATIONS

__all__ = ["load_offices", "office_kind"]

_BY_SECRETARIES = frozenset({"USA", "GBR", "PHL", "MEX", "VAT", "HND"})
"""States whose ministers are called secretaries."""

_CHANCELLERIES = frozenset(
    {"ARG", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "GTM", "NIC", "PAN"}
    | {"PER", "PRY", "SLV", "URY", "VEN"}
)
"""States that call the foreign minister chancellor, and heads of parts of ministries secretaries.
"""
_BELOW_MINISTERS = re.compile(
    r"secretary (?:of|for) (?!state|the treasury|(?:foreign|external|international))"
)

_CAREER = frozenset({"BGD", "BTN", "IND", "LKA", "MDV", "NPL", "PAK"})
"""States whose Foreign Secretary is a civil servant, not a minister."""

_TITLES_KEPT = 4096  # with the kind of each; the same few titles fill whole archives
_SECRETARY = re.compile(r"^(?:acting |former |u\.?s\.? |federal )?(?:[\w ]+ )?secretary\b")
_UNDER = re.compile(
    r"under|deputy|assistant|permanent|parliamentary|private|general|press|chief secretary|joint"
    r"|first|second|third|executive|political|head"
)
_FOREIGN = re.compile(
    r"secretary of state|foreign secretary|secretary of foreign|foreign affairs secretary"
)
_FOREIGN_SECRETARY = re.compile(r"^(?:acting |the )?foreign secretary$")
_HEADS_ORGANISATION = re.compile(
    r"(?:director|secretary)[- ]general(?: of .*)?$|(?:executive|managing) director$|administrator$"
    r"|executive secretary$|commissioner[- ]general$"
    r"|(?:president|chair\w*)$"
)
_STAFF = re.compile(
    r"(?P<own>.*\b(?:advis[eo]r|assistant|aide|secretary|staff|spokes\w+|counsel\w*|office|administration))"
    r" (?:to|of) (?:the )?(?:vice |deputy )?(?:president|prime minister|king|chancellor|minister)\b"
)
"""Titles of people who work for a higher office, which is not theirs."""

_STAFF_OF_OFFICES = re.compile(
    r"(?:joint|additional|first|second|third|deputy|assistant|senior|private|press|chief private)"
    r"(?: [\w-]+)? secretary\b(?! of state|[- ]general)(?! of \w+$)"
    r"|deputy (?:ambassador|high commissioner|permanent representative|heads? of mission|"
    r"chiefs? of mission|director[- ]general|governor of the \w+ bank)\b"
)
"""Titles whose last word is that of a higher office, or the deputies of envoys."""

_DEFENCE = re.compile(r"defen[cs]e|of war")


@cache
def load_offices() -> dict[str, Any]:
    """Return the lists of ``offices.toml``: heads, modifiers, portfolio words and kinds."""
    path = files("comity.reading.mentions") / "offices.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=_TITLES_KEPT)
def office_kind(title: str, party: Party | None) -> str:
    """Return the kind of the office that a title names; the party decides what a secretary is.

    ``none`` for an empty title, ``official`` for one no rule knows.
    """
    words = " ".join(title.casefold().replace("’", "'").split())
    if not words:
        return "none"
    return min((_kind(part, party) for part in _TWO_TITLES.split(words)), key=_rank)


_TWO_TITLES = re.compile(
    r" (?:-|–|/) | and (?=(?:state |deputy |first |vice |crown |prime |foreign |defen[cs]e )*"
    r"(?:president|minister|prince|head|secretary of|special|chair)\b)"
)
_RANKED = (
    "head-of-state",
    "head-of-government",
    "foreign-minister",
    "defence-minister",
    "deputy-head",
    "royal",
    "minister",
    "deputy-minister",
    "special-envoy",
)


def _rank(kind: str) -> int:
    return _RANKED.index(kind) if kind in _RANKED else len(_RANKED)


def _kind(words: str, party: Party | None) -> str:
    of_organisation = party is not None and party not in COUNTRIES
    if party in _BY_SECRETARIES and _SECRETARY.search(words) and not _UNDER.search(words):
        return _minister_called_secretary(words)
    if _FOREIGN_SECRETARY.search(words) and party not in _CAREER:
        return "foreign-minister"
    if of_organisation and _HEADS_ORGANISATION.match(words):
        return "organisation-head"
    if party in _CHANCELLERIES and words.startswith("chancellor"):
        return "foreign-minister"
    if party in _CHANCELLERIES and _BELOW_MINISTERS.match(words):
        return "official"
    if _STAFF_OF_OFFICES.match(words) and party not in _BY_SECRETARIES:
        return "official"
    staff = _STAFF.match(words)
    words = staff["own"] if staff and "national security" not in words else words
    for kind, pattern in _patterns():
        if pattern.search(words):
            if of_organisation and kind in _STATE_ONLY:
                return "organisation-head" if kind == "head-of-state" else _in_organisation(kind)
            return kind
    return "official"


_STATE_ONLY = frozenset({"head-of-state", "deputy-head", "permanent-secretary", "business"})


def _in_organisation(kind: str) -> str:
    return {"deputy-head": "organisation-head"}.get(kind, "official")


def _minister_called_secretary(words: str) -> str:
    if _DEFENCE.search(words):
        return "defence-minister"
    abroad = "foreign" in words or " for " not in words
    if (_FOREIGN.search(words) and abroad) or words in {"secretary of state", "secretary"}:
        return "foreign-minister"
    return "minister"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = {name.casefold() for names in ORGANISATIONS.values() for name in names}
    organisation = (
        "(?:the )?(?:"
        + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        + r")\b"
    )
    return tuple(
        (kind, re.compile("|".join(rule.replace("{org}", organisation) for rule in rules)))
        for kind, rules in load_offices()["kinds"].items()
    )
