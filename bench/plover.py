"""Measure single-sentence events on the PLOVER gold sentences beside the project.

Rules were tuned on the sentences at even places of the list (0, 2, …); the odd ones are reported,
with a bootstrap interval over sentences. Peers on all 322 (measured for the project's research
notes): UniversalPetrarch event type F1 0.46 to 0.48, type with source and target 18.6 to 26.1 %.

    python bench/plover.py [PATH] [--even] [--misses]
"""

import argparse
import json
from pathlib import Path

import numpy as np

from comity.model.text import Document, DocumentId
from comity.reading.facts.events import find_events
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split
from comity.reading.text import settle
from comity.reference.countries import COUNTRIES

GOLD = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "plover_gsr"
MERGED = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
"""Types of the file that PLOVER has since merged."""
ERRATA = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
"""Codes of the file that are no ISO codes."""


def codes(row: dict[str, object], role: str) -> set[str]:
    """Return the countries of one role; every body that is no country counts as ``IGO``."""
    actors = row.get(role)
    found = {a.get("code", "") for a in actors} if isinstance(actors, list) else set()
    found = {ERRATA.get(code, code) for code in found}
    return {code if code in COUNTRIES else "IGO" for code in found if code}


def read(row: dict[str, object]) -> tuple[str | None, str | None, str | None]:
    """Return type, actor and recipient of the first event of a sentence."""
    document = Document(id=DocumentId("x"), text=settle(str(row["text"]).strip(" {}")))
    sentences = split(document)
    events = find_events(document, sentences, find_mentions(document, sentences))
    if not events:
        return None, None, None
    first = events[0]
    parties = [
        party if party is None or party in COUNTRIES else "IGO"
        for party in (first.actor, first.recipient)
    ]
    return first.plover, parties[0], parties[1]


def judge(row: dict[str, object]) -> tuple[bool, bool, bool, bool, tuple[str | None, ...]]:
    """Return whether an event is said, its type right, its actor too, and its recipient too.

    A recipient is right if it is one of the gold targets; where gold names none, the other
    source of a joint act, or nobody.
    """
    said = read(row)
    sources, targets = codes(row, "source"), codes(row, "target")
    event = str(row["event"])
    kind = said[0] == MERGED.get(event, event)
    actor = said[1] in sources or (not sources and said[1] is None)
    recipient = said[2] in targets if targets else said[2] is None or said[2] in sources
    return said[0] is not None, kind, kind and actor, kind and actor and recipient, said


def figures(rows: np.ndarray) -> tuple[float, float, float]:
    """Return type F1 and the shares with actor, and with actor and recipient, right."""
    said, kind = rows[:, 0].mean(), rows[:, 1].mean()
    precision = kind / said if said else 0.0
    score = 2 * precision * kind / (precision + kind) if kind else 0.0
    return float(score), float(rows[:, 2].mean()), float(rows[:, 3].mean())


def main() -> None:
    """Print the figures of the odd (or even) sentences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=GOLD / "PLOVER_GSR_CAMEO.txt")
    parser.add_argument("--even", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    gold = json.loads(options.path.read_text(encoding="utf-8"))[1:]
    chosen = gold[0 if options.even else 1 :: 2]
    judged = [judge(row) for row in chosen]
    rows = np.array([judgement[:4] for judgement in judged], dtype=float)
    if options.misses:
        for row, judgement in zip(chosen, judged, strict=True):
            if not judgement[3]:
                wanted = (row["event"], codes(row, "source"), codes(row, "target"))
                print(judgement[1:4], judgement[4], wanted, str(row["text"])[:200])
    generator = np.random.default_rng(7)
    draws = generator.integers(0, len(rows), size=(2000, len(rows)))
    samples = np.array([figures(rows[draw]) for draw in draws])
    low, high = np.quantile(samples, [0.025, 0.975], axis=0)
    names = ("event type F1", "type + actor", "type + actor + recipient")
    for name, value, lower, upper in zip(names, figures(rows), low, high, strict=True):
        print(f"{name:26} {value:.3f}  [{lower:.3f}, {upper:.3f}]")
    print(f"{len(rows)} sentences at {'even' if options.even else 'odd'} places")


if __name__ == "__main__":
    main()
