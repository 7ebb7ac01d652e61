"""Clause in, named features out: what the small models of positions and history look at."""

import re
from itertools import combinations, pairwise

from comity.model.dates import ReportedDate
from comity.reading.facts.recall_signs import find_signs, place_in_time
from comity.reading.facts.views import View

__all__ = ["area_features", "history_features", "stance_features"]

_WORDS_A_STEP = 5  # the length of a clause counts in steps of so many words …
_LAST_STEP = 6  # … up to this one
_LAST_VOICE = 3  # parties that speak together count up to this
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def stance_features(view: View) -> list[str]:
    """Return what tells whether a clause takes a stance, and which."""
    words = view.words
    areas = sorted(set(view.areas))
    verb, noun = view.governor or "-", view.noun or "-"
    return [
        *_both(view),
        *(f"b={one}_{two}" for one, two in pairwise(words)),
        f"start={'_'.join(words[:2])}",
        *(f"before={word}" for word in view.previous),
        *(f"verb+area={verb}+{area}" for area in areas),
        *(f"noun+area={noun}+{area}" for area in areas if view.noun),
    ]


def _both(view: View) -> list[str]:
    """Return what both stances and recalled facts are told by."""
    words = view.words
    signs = sorted(set(view.signs))
    verb, noun = view.governor or "-", view.noun or "-"
    return [
        *(f"w={word}" for word in words),
        f"first={words[0] if words else ''}",
        f"verb={verb}",
        f"own={view.verb or '-'}",
        f"noun={noun}",
        f"verb+noun={verb}+{noun}",
        *(f"sign={sign}" for sign in signs),
        *(f"signs={one}+{two}" for one, two in combinations(signs, 2)),
        *(f"verb+sign={verb}+{sign}" for sign in signs),
        *(f"area={area}" for area in sorted(set(view.areas))),
        *(f"sign<{sign}" for sign in sorted(view.before)),
        *(f"sign>{sign}" for sign in sorted(view.after)),
        f"length={min(_LAST_STEP, len(words) // _WORDS_A_STEP)}",
        f"opens={view.clause.start == view.sentence.start}",
        f"voice={view.voice.how}",
        f"voice+verb={view.voice.how}+{verb}",
        f"voices={min(_LAST_VOICE, len(view.voice.parties))}",
        f"foreign={view.foreign}",
        f"named={min(2, len(view.parties))}",
        f"other={any(p not in view.voice.parties for p in view.parties)}",
        f"role={view.sentence.role}",
    ]


def area_features(view: View) -> list[str]:
    """Return what tells the issue area of a clause."""
    words = view.words
    areas = sorted(set(view.areas))
    return [
        *(f"w={word}" for word in words),
        *(f"b={one}_{two}" for one, two in pairwise(words)),
        *(f"area={area}" for area in areas),
        *(f"areas={area}" for area in areas if view.areas.count(area) > 1),
        *(f"pair={one}+{two}" for one, two in combinations(areas, 2)),
        f"only={areas[0] if len(areas) == 1 else '-'}",
        *(f"around={area}" for area in sorted(view.around)),
        *(f"bare={area}" for area in sorted(view.around) if not areas),
        *(f"named={mention.party}" for mention in view.mentions if mention.party),
    ]


def history_features(view: View, published: ReportedDate | None) -> list[str]:
    """Return what tells whether a clause of a report of this day recalls an earlier fact."""
    signs = find_signs(view.clause.text)
    place = place_in_time(view, published)
    return [
        *_both(view),
        f"year={bool(_YEAR.search(view.clause.text))}",
        f"number={any(c.isdigit() for c in view.clause.text)}",
        f"time={place}",
        *(f"recalls={sign}" for sign in signs),
        *(f"recalls+time={sign}+{place}" for sign in signs),
        *(f"recalls={one}+{two}" for one, two in combinations(sorted(signs), 2)),
    ]
