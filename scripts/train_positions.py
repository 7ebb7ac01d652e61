"""Train the models of positions on the annotated documents and say how good they are.

Needs the annotated documents beside the project and scikit-learn. Writes the files of
``src/comity/reading/weights`` and prints held-out figures: grouped folds, whole documents together.
"""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np

from comity.reading.facts.clause_features import area_features, stance_features
from comity.reading.facts.positions import NONE
from comity.reading.facts.views import View, view_clauses
from comity.reading.models import LinearModel, dump_model
from training.corpus import Annotated, find_quote, load
from training.fit import calibrate, fit, fold_predictions

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "comity" / "reading" / "weights"
STANCES = (NONE, "supports", "opposes", "calls-for")
COVERED = "covered"  # a clause within a longer quote: neither a case for nor against
MOSTLY = 0.6  # of a clause's characters within a quote
FLOOR = 0.3  # of the probability of any stance; the best of the held-out folds
STRENGTH = 0.1
AREA_STRENGTH = 0.3
SUBJECT_WEIGHT = 0.3  # of a subject's quote beside a position's: areas are named there too


def label(document: Annotated, views: tuple[View, ...]) -> list[list[dict[str, str]] | None]:
    """Return the annotated positions of each clause; ``None`` where a quote only covers it."""
    taken: dict[int, list[dict[str, str]]] = defaultdict(list)
    covered: set[int] = set()
    for fact in document.facts("positions"):
        where = find_quote(document.document.text, str(fact["quote"]))
        if where is None or not views:
            continue
        shared = [min(v.clause.end, where[1]) - max(v.clause.start, where[0]) for v in views]
        best = int(np.argmax(shared))
        taken[best].append(fact)  # type: ignore[arg-type]
        covered |= {
            n for n, v in enumerate(views) if shared[n] > MOSTLY * (v.clause.end - v.clause.start)
        }
    return [taken.get(n, None if n in covered else []) for n in range(len(views))]


def train(documents: list[Annotated]) -> dict[str, LinearModel]:
    """Return the models by name, fitted and calibrated on these documents."""
    rows, labels, groups, areas, area_rows, area_groups = [], [], [], [], [], []
    for document in documents:
        views = view_clauses(document.document, document.sentences, document.mentions)
        for view, facts in zip(views, label(document, views), strict=True):
            rows.append(stance_features(view))
            labels.append(COVERED if facts is None else (facts[0]["stance"] if facts else NONE))
            groups.append(document.document.id)
            for area in sorted({fact["area"] for fact in facts or ()}):
                areas.append(area)
                area_rows.append(area_features(view))
                area_groups.append(document.document.id)

    def stances(cases: list[int]) -> LinearModel:
        kept = [case for case in cases if labels[case] != COVERED]
        return fit(
            [rows[c] for c in kept], [labels[c] for c in kept], classes=STANCES, strength=STRENGTH
        )

    shares = fold_predictions(rows, groups, stances)
    taken = 1.0 - shares[:, 0]
    scored = [n for n, name in enumerate(labels) if name != COVERED]
    model = calibrate(
        replace(stances(list(range(len(rows)))), thresholds=(FLOOR,) * len(STANCES)),
        [float(taken[n]) for n in scored],
        [labels[n] != NONE for n in scored],
    )
    area_model = fit(area_rows, areas, classes=sorted(set(areas)), strength=AREA_STRENGTH)
    return {"positions": model, "position-areas": area_model}


def main() -> None:
    """Train on everything and write the files."""
    documents = load("train", "dev", "composed")
    for name, model in train(documents).items():
        (WEIGHTS / f"{name}.npz").write_bytes(dump_model(model))
        print(f"{name}: {len(model.rows)} features, {len(model.classes)} classes")


if __name__ == "__main__":
    main()
