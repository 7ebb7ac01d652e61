"""Counts how far facts that were read agree with facts that were annotated.

A fact read is lenient-right when its words overlap an annotated fact's (half of the shorter quote's
words stand in the other), strict-right when the kind agrees too. A subject is right when its area
is among the annotated ones. Each annotated fact is matched once.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.corpus import Annotated

__all__ = ["Score", "overlap", "score_kind"]

HALF = 0.5
KEYS = {"measures": "kind", "subjects": "area", "history": "kind"}


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


def score_kind(
    kind: str, documents: Sequence[Annotated], read: Mapping[str, Sequence[object]]
) -> Score:
    """Return the score of one kind of fact over some documents."""
    score = Score()
    key = KEYS[kind]
    for document in documents:
        gold = document.facts(kind)
        found = read.get(document.document.id, ())
        score.gold += len({g["area"] for g in gold}) if kind == "subjects" else len(gold)
        score.found += len(found)
        if kind == "subjects":
            hits = len({g["area"] for g in gold} & {getattr(f, key) for f in found})
            score.lenient += hits
            score.strict += hits
            continue
        for g, f in _matched(gold, found, key):
            score.lenient += 1
            score.strict += g[key] == getattr(f, key)
            score.status += g.get("status") == getattr(f, "status", None)
    return score


def _matched(
    gold: Sequence[dict[str, object]], found: Sequence[object], key: str
) -> list[tuple[dict[str, object], object]]:
    pairs = []
    for g_place, g in enumerate(gold):
        for f_place, f in enumerate(found):
            shared = overlap(str(g["quote"]), f.evidence.quote)  # type: ignore[attr-defined]
            if shared >= HALF:
                bonus = g[key] == getattr(f, key)
                bonus += g.get("status") == getattr(f, "status", None)
                pairs.append((shared + 0.3 * bonus, g_place, f_place))
    taken_g: set[int] = set()
    taken_f: set[int] = set()
    matched = []
    for _, g_place, f_place in sorted(pairs, reverse=True):
        if g_place not in taken_g and f_place not in taken_f:
            taken_g.add(g_place)
            taken_f.add(f_place)
            matched.append((gold[g_place], found[f_place]))
    return matched


def overlap(one: str, other: str) -> float:
    """Return the share of the shorter quote's words that stand in the other."""
    a, b = Counter(_words(one)), Counter(_words(other))
    shorter = min(a.total(), b.total())
    return (a & b).total() / shorter if shorter else 0.0


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.findall(r"[a-z0-9]+", plain)
