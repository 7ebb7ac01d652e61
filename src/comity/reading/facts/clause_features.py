"""Clause in, named features out: what the small models of positions and history look at."""

import re
from itertools import combinations, pairwise

from comity.model.dates import ReportedDate
from comity.reading.facts.recall_signs import find_signs, place_in_time
from comity.reading.facts.views import View

__all__ = ["area_features", "history_features", "stance_features"]

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_DIGIT = re.compile(r"\d")


def stance_features(view: View) -> list[str]:
    """Return what tells whether a clause takes a stance, and which."""
    words = view.words
    areas = sorted(set(view.areas))
    verb, noun = view.governor or "-", view.noun or "-"
    return [
        *view.traits,
        *[f"b={one}_{two}" for one, two in pairwise(words)],
        f"start={'_'.join(words[:2])}",
        *[f"before={word}" for word in view.previous],
        *[f"verb+area={verb}+{area}" for area in areas],
        *[f"noun+area={noun}+{area}" for area in areas if view.noun],
    ]


def area_features(view: View) -> list[str]:
    """Return what tells the issue area of a clause."""
    words = view.words
    areas = sorted(set(view.areas))
    return [
        *[f"w={word}" for word in words],
        *[f"b={one}_{two}" for one, two in pairwise(words)],
        *[f"area={area}" for area in areas],
        *[f"areas={area}" for area in areas if view.areas.count(area) > 1],
        *[f"pair={one}+{two}" for one, two in combinations(areas, 2)],
        f"only={areas[0] if len(areas) == 1 else '-'}",
        *[f"around={area}" for area in sorted(view.around)],
        *[f"bare={area}" for area in sorted(view.around) if not areas],
        *[f"named={mention.party}" for mention in view.mentions if mention.party],
    ]


def history_features(view: View, published: ReportedDate | None) -> list[str]:
    """Return what tells whether a clause of a report of this day recalls an earlier fact."""
    signs = find_signs(view.clause.text)
    place = place_in_time(view, published)
    return [
        *view.traits,
        f"year={bool(_YEAR.search(view.clause.text))}",
        f"number={_DIGIT.search(view.clause.text) is not None}",
        f"time={place}",
        *[f"recalls={sign}" for sign in signs],
        *[f"recalls+time={sign}+{place}" for sign in signs],
        *[f"recalls={one}+{two}" for one, two in combinations(sorted(signs), 2)],
    ]
