"""Counts how far reports that were read agree with reports that were annotated.

Both are JSON objects: of the public form, or of annotations, where a quote stands for its evidence.
Every fact is matched once; lenient asks whether the fact was found, strict whether it is right:

- participant: the same person by last name (nameless: the same office and party); strict: also
  whom it represents and the kind of office
- meeting: aligned by the people who met; strict: the same form and date
- subject: the same area
- measure: the words overlap by half of the shorter quote; strict: the same kind
- position: the words overlap; strict: the same holder, stance and area
- history: the words overlap; strict: the same kind
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["HALF", "KINDS", "MET", "Score", "overlap", "same_people", "same_person", "score_kind"]

Fact = Mapping[str, Any]
Reports = Mapping[str, Mapping[str, Any]]

HALF = 0.5
MET = 0.3  # share of the annotated participants by which a meeting is recognised
AGREEMENT = 0.3  # by which a field that agrees speaks for one of several overlapping facts
LIST = {
    "participant": "meetings",
    "meeting": "meetings",
    "subject": "subjects",
    "measure": "measures",
    "position": "positions",
    "history": "history",
}
STRICT = {
    "participant": ("represents", "office_kind"),
    "measure": ("kind",),
    "position": ("holder", "stance", "area"),
    "history": ("kind",),
}
KINDS = tuple(LIST)


@dataclass
class Score:
    """Counts of facts annotated, read, and matched."""

    gold: int = 0
    found: int = 0
    lenient: int = 0
    strict: int = 0
    status: int = 0

    def f1(self, hits: int) -> float:
        """Return the harmonic mean of precision and recall for so many hits."""
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 0.0

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1, three decimals, and the share of statuses right."""
        return {
            "gold": self.gold,
            "found": self.found,
            "precision": round(self.strict / max(1, self.found), 3),
            "recall": round(self.strict / max(1, self.gold), 3),
            "f1_strict": round(self.f1(self.strict), 3),
            "f1_lenient": round(self.f1(self.lenient), 3),
            "status_of_matched": round(self.status / max(1, self.lenient), 3),
        }

    def __str__(self) -> str:
        """Return the figures in a line."""
        return " ".join(f"{name} {value}" for name, value in self.figures().items())


def score_kind(kind: str, gold: Reports, read: Reports) -> Score:
    """Return the score of one kind of fact over all annotated documents."""
    score = Score()
    for document, annotated in gold.items():
        wanted = _facts(kind, annotated)
        found = _facts(kind, read.get(document, {}))
        score.gold += len(wanted)
        score.found += len(found)
        for g, f in _matched(wanted, found, _similarity(kind), MET if kind == "meeting" else HALF):
            score.lenient += 1
            score.strict += _is_right(kind, g, f)
            score.status += g.get("status") == f.get("status")
    return score


def _facts(kind: str, report: Mapping[str, Any]) -> list[Fact]:
    facts: list[Fact] = list(report.get(LIST[kind], ()))
    if kind == "participant":
        people = [person for meeting in facts for person in meeting["participants"]]
        return _each_once(people)
    if kind == "subject":
        return list({fact["area"]: fact for fact in facts}.values())
    return facts


def _each_once(people: Sequence[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for person in people:
        if not any(
            same_person(person, other) and person["represents"] == other["represents"]
            for other in kept
        ):
            kept.append(person)
    return kept


def _similarity(kind: str) -> Callable[[Fact, Fact], float]:
    if kind == "participant":
        return same_person
    if kind == "meeting":
        return same_people
    if kind == "subject":
        return lambda g, f: float(g["area"] == f["area"])
    keys = (*STRICT[kind], "status") if kind == "measure" else STRICT[kind]

    def similarity(g: Fact, f: Fact) -> float:
        shared = overlap(_quote(g), _quote(f))
        if shared < HALF:
            return 0.0
        return shared + AGREEMENT * sum(g.get(key) == f.get(key) for key in keys)

    return similarity


def _is_right(kind: str, g: Fact, f: Fact) -> bool:
    if kind == "meeting":
        return bool(g["form"] == f["form"] and _day(g["date"]) == _day(f["date"]))
    return all(g.get(key) == f.get(key) for key in STRICT.get(kind, ()))


def _matched(
    wanted: Sequence[Fact],
    found: Sequence[Fact],
    similarity: Callable[[Fact, Fact], float],
    least: float,
) -> list[tuple[Fact, Fact]]:
    """Return pairs, the most similar first, each fact in one pair at most."""
    pairs = sorted(
        ((similarity(g, f), i, j) for i, g in enumerate(wanted) for j, f in enumerate(found)),
        reverse=True,
    )
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    matched = []
    for value, i, j in pairs:
        if value >= least and i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            matched.append((wanted[i], found[j]))
    return matched


def same_people(g: Fact, f: Fact) -> float:
    """Return the share of one meeting's people that the other has too, and a little more."""
    shared = _matched(g["participants"], f["participants"], same_person, HALF)
    return 0.01 + len(shared) / max(1, len(g["participants"]))


def same_person(g: Fact, f: Fact) -> float:
    """Return 1 where two participants are the same by name, or nameless by office and party."""
    one, other = _words(g.get("name") or ""), _words(f.get("name") or "")
    if one and other:
        return float(one[-1] == other[-1] or set(one) <= set(other) or set(other) <= set(one))
    if one or other:
        return 0.0
    return float(g["office_kind"] == f["office_kind"] and g["represents"] == f["represents"])


def _quote(fact: Fact) -> str:
    return str(fact["quote"] if "quote" in fact else fact["evidence"]["quote"])


def _day(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return value["first"][: {"year": 4, "month": 7}.get(value["precision"], 10)]


def overlap(one: str, other: str) -> float:
    """Return the share of the shorter quote's words that stand in the other."""
    a, b = Counter(_words(one)), Counter(_words(other))
    shorter = min(a.total(), b.total())
    return (a & b).total() / shorter if shorter else 0.0


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.findall(r"[a-z0-9]+", kept)
