"""How a brief names measures and places: in headings, within a sentence, with the right words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from comity.briefing.words import capital, label, listed, small
from comity.model.actors import Place

__all__ = ["measure_name", "measure_phrase", "the_place", "where"]

_LINKS = frozenset(
    {"air-link", "rail-link", "road-link", "sea-link", "energy-link", "telecom-link"}
)
_TOWARDS = _LINKS | {"visit", "mission"}
"""Kinds that lead to a place; all others happen in it."""
_WITHOUT_ARTICLE = frozenset(
    {
        "climate-action", "development-aid", "evacuation-repatriation", "finance",
        "forum-support", "health-cooperation", "humanitarian-aid", "law-enforcement",
        "market-access", "military-aid", "recognition", "sanctions", "technical-cooperation",
        "tourism-promotion",
    }
)  # fmt: skip
_PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "joint-body": "the next round of the joint body",
        "other": "the measure",
        "release": "the release of those held",
        "sea-link": "the sea link",
    }
)
"""Kinds whose label does not do within a sentence."""
_VENUES = frozenset({"White House", "Pentagon", "Kremlin", "Naval Observatory"})
_WITH_ARTICLE = _VENUES | {"Hague", "Vatican", "Gulf"}
"""Places called "the"; one meets at the first and in all others."""


def measure_name(kind: str, endpoints: Sequence[Place]) -> str:
    """Return a measure as a heading: ``Direct flight Baku–Islamabad``, ``Visit to Baku``."""
    return capital(f"{label(kind, 'measures')}{_ends(kind, endpoints)}")


def measure_phrase(kind: str, endpoints: Sequence[Place]) -> str:
    """Return a measure as it stands within a sentence: ``the visit to Baku``."""
    name = small(label(kind, "measures"))
    article = "" if kind in _WITHOUT_ARTICLE else "the "
    return _PHRASES.get(kind, f"{article}{name}") + _ends(kind, endpoints)


def the_place(name: str) -> str:
    """Return a place with the article it takes: ``the White House``, ``Baku``."""
    bare = name.removeprefix("the ").removeprefix("The ")
    return f"the {bare}" if bare in _WITH_ARTICLE else name


def where(name: str) -> str:
    """Return where something happened: ``in Baku``, ``at the White House``."""
    named = the_place(name)
    return f"at {named}" if named.removeprefix("the ") in _VENUES else f"in {named}"


def _ends(kind: str, endpoints: Sequence[Place]) -> str:
    names = [place.name for place in endpoints]
    if not names:
        return ""
    if kind in _LINKS and len(names) > 1:
        return f" {'–'.join(names)}"
    if kind == "border-crossing":
        return f" at {listed([the_place(name) for name in names])}"
    if kind in _TOWARDS:
        return f" to {listed([the_place(name) for name in names])}"
    return f" {where(names[0])}" if len(names) == 1 else f" in {listed(names)}"
