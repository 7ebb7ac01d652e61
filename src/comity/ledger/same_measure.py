"""Which measures of different reports are one: kind and parties, then places, then matter. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from comity.ledger.matter import SHARED_PART, likeness, matter_words
from comity.ledger.spelling import fold, skeleton
from comity.ledger.stated import Stated
from comity.model.actors import Place
from comity.model.facts import Measure, MeasureStatus
from comity.reference.places import find_cities

__all__ = ["KINDS", "Told", "group_measures", "place_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What tells two measures of one kind and the same parties apart, beside their places.

    ``by_matter``: there may be many at a time, each known by its words (two memoranda); two that
    one document names are two.
    ``recurs``: it happens, is over, and may be planned anew (a visit); the next is another.
    """

    by_matter: bool = False
    recurs: bool = False


STANDING = Told()
MATTER = Told(by_matter=True)
OCCASION = Told(recurs=True)

KINDS: Mapping[str, Told] = MappingProxyType(
    dict.fromkeys(
        (
            "air-link", "road-link", "rail-link", "sea-link", "telecom-link", "border-crossing",
            "visa-regime", "mission", "peace-process",
            "recognition", "tourism-promotion",
        ),
        STANDING,
    )
    | dict.fromkeys(
        ("visit", "military-exercise", "business-forum", "release", "evacuation-repatriation"),
        OCCASION,
    )
    | dict.fromkeys(("joint-body", "culture-event"), Told(by_matter=True, recurs=True))
)  # fmt: skip
"""Kind of measure -> what tells two apart; a kind that is not named here is told by its matter."""

LINKS = frozenset({"air-link", "road-link", "rail-link", "sea-link", "telecom-link"})
"""Kinds whose words name the places they join; a reader may have missed one."""

TWO_ENDED = frozenset({"air-link"})
"""Kinds that join exactly two places: one end at each of several others is several measures."""

NEXT_OCCASION = timedelta(days=3)
"""Reports of one occasion come within this long of it; a later word is of another."""

FORGOTTEN = timedelta(days=730)
"""An occasion nobody spoke of for two years is over; what is planned after that is another."""


def group_measures(stated: Iterable[Stated[Measure]]) -> list[list[Stated[Measure]]]:
    """Return groups of statements of one measure each; any order gives the same groups.

    The kind and the parties must be equal; with fewer than two parties known, a statement stands
    alone. Places: both ends named, they must be the same; one end or none named, the statement
    joins the only measure it can mean, and stands by itself where it could mean several. The
    places of a link are also those its words name. Then, by the kind (``KINDS``): the matter its
    words name, and the occasion.
    """
    sorted_out: dict[tuple[str, frozenset[str]], list[Stated[Measure]]] = defaultdict(list)
    for one in {one.fact: one for one in stated}.values():
        for each in _one_link_each(one):
            sorted_out[each.said.kind, each.sides].append(each)
    groups: list[list[Stated[Measure]]] = []
    for (kind, sides), found in sorted(
        sorted_out.items(), key=lambda item: (item[0][0], sorted(item[0][1]))
    ):
        if len(sides) < 2:  # noqa: PLR2004 - a dyad
            groups.extend([one] for one in found)
            continue
        told = KINDS.get(kind, MATTER)
        for here in _by_places(sorted(found, key=order)):
            for matter in _by_matter(here) if told.by_matter else [here]:
                groups.extend(_by_occasion(matter) if told.recurs else [matter])
    return groups


def order(one: Stated[Measure]) -> tuple[bool, int, str, tuple[str, ...]]:
    """Return what statements are sorted by: day, then fact."""
    day = one.date.last.toordinal() if one.date else 0
    return (one.date is None, day, one.fact, tuple(place.name for place in one.said.endpoints))


@lru_cache(maxsize=16384)
def place_key(name: str) -> str:
    """Return a place's name without spelling habits: Bakı and Baku are one.

    Example:
        >>> place_key("Bakı") == place_key("Baku"), place_key("Baku") == place_key("Batumi")
        (True, False)
    """
    return re.sub(r"[aeiou]+$", "", fold(name)) if len(name) < 6 else skeleton(name)  # noqa: PLR2004


def _one_link_each(one: Stated[Measure]) -> list[Stated[Measure]]:
    """Take apart one flight connection of a hub with several cities abroad."""
    ends = one.said.endpoints
    if one.said.kind not in TWO_ENDED or len(ends) < 3:  # noqa: PLR2004 - more than two ends
        return [one]
    by_country: dict[str | None, list[Place]] = defaultdict(list)
    for place in ends:
        by_country[place.country].append(place)
    hubs = [places for places in by_country.values() if len(places) == 1]
    if None in by_country or len(by_country) != 2 or len(hubs) != 1:  # noqa: PLR2004
        return [one]
    hub = hubs[0][0]
    return [
        replace(
            one, said=replace(one.said, endpoints=tuple(sorted((hub, place), key=lambda p: p.name)))
        )
        for place in ends
        if place is not hub
    ]


def _keys(one: Stated[Measure]) -> frozenset[str]:
    """Return the places of a statement; of a link with an end missing, those its words name too."""
    keys = frozenset(place_key(place.name) for place in one.said.endpoints)
    if len(keys) > 1 or one.said.kind not in LINKS:
        return keys
    return keys | cities_named(one.said.evidence.quote, one.sides)


def _by_places(found: Sequence[Stated[Measure]]) -> list[list[Stated[Measure]]]:
    groups: dict[frozenset[str], list[Stated[Measure]]] = defaultdict(list)
    partly: list[tuple[frozenset[str], Stated[Measure]]] = []
    for one in found:
        keys = _keys(one)
        if len(keys) > 1:
            groups[keys].append(one)
        else:
            partly.append((keys, one))
    for keys, one in sorted(partly, key=lambda pair: (-len(pair[0]), order(pair[1]))):
        groups[_meant(keys, groups)].append(one)
    return [sorted(group, key=order) for group in groups.values()]


def _meant(keys: frozenset[str], groups: Mapping[frozenset[str], object]) -> frozenset[str]:
    wider = [known for known in groups if keys < known]
    return wider[0] if len(wider) == 1 and keys not in groups else keys


@lru_cache(maxsize=16384)
def cities_named(quote: str, sides: frozenset[str]) -> frozenset[str]:
    """Return the cities of the parties that a quote names, read as places or not."""
    words = re.findall(r"[^\W\d_]+", quote)
    names = {word for word in words if word[0].isupper()}
    names |= {" ".join(pair) for pair in pairwise(words) if pair[0][0].isupper()}
    return frozenset(
        place_key(city.name)
        for name in names
        for city in find_cities(name)
        if city.country in sides
    )


def _by_matter(found: Sequence[Stated[Measure]]) -> list[list[Stated[Measure]]]:
    groups: list[tuple[frozenset[str], list[Stated[Measure]]]] = []
    for one in found:
        words = matter_words(one.said.evidence.quote, one.sides)
        strange = (group for group in groups if all(one.document != m.document for m in group[1]))
        best = max(strange, key=lambda group: likeness(words, group[0]), default=None)
        if best is not None and likeness(words, best[0]) >= SHARED_PART:
            best[1].append(one)
        else:
            groups.append((words, [one]))
    return [group for _, group in groups]


def _by_occasion(found: Sequence[Stated[Measure]]) -> list[list[Stated[Measure]]]:
    occasions: list[list[Stated[Measure]]] = [[]]
    over = last = None
    for one in found:
        day = one.date.last if one.date else None
        if day is not None and (
            (over is not None and day - over > NEXT_OCCASION)
            or (last is not None and day - last > FORGOTTEN)
        ):
            occasions.append([])
            over = None
        occasions[-1].append(one)
        last = day or last
        if one.said.status in {MeasureStatus.IMPLEMENTED, MeasureStatus.ABANDONED}:
            over = over or day
    return [occasion for occasion in occasions if occasion]
