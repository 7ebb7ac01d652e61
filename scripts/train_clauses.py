"""Train the models of positions and history on the annotated documents.

Needs the annotated documents beside the project and scikit-learn. Writes the files of
``src/comity/reading/weights``; confidences are calibrated on held-out folds, whole documents
together.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from comity.reading.facts.clause_features import area_features, history_features, stance_features
from comity.reading.facts.history import HISTORY
from comity.reading.facts.meeting import find_meetings
from comity.reading.facts.positions import NONE
from comity.reading.facts.views import View, view_clauses
from comity.reading.models import LinearModel, dump_model
from training.corpus import Annotated, find_quote, load
from training.fit import calibrate, fit, fold_predictions

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "comity" / "reading" / "weights"
STANCES = (NONE, "supports", "opposes", "calls-for")
COVERED = "covered"  # a clause within a longer quote: neither a case for nor against
MOSTLY = 0.6  # of a clause's characters within a quote
FLOORS = {"positions": 0.33, "history": 0.3}  # raw probabilities; the best of the held-out folds
STRENGTH = 0.3
AREA_STRENGTH = 0.3
SUBJECT_WEIGHT = 0.3  # of a subject's quote beside a position's: areas are named there too


@dataclass(frozen=True)
class Case:
    """A clause, the document it stands in, and the annotated facts that it carries.

    ``None`` instead of facts: a quote covers it and more, so it proves nothing.
    """

    document: str
    view: View
    positions: list[dict[str, str]] | None
    history: list[dict[str, str]] | None
    subjects: list[dict[str, str]]


def find_cases(documents: Sequence[Annotated]) -> list[Case]:
    """Return the clauses of all documents with the facts they carry."""
    cases = []
    for document in documents:
        meetings = find_meetings(document.document, document.sentences, document.mentions)
        views = view_clauses(document.document, document.sentences, document.mentions, meetings)
        carried = [_carry(document, views, kind) for kind in ("positions", "history", "subjects")]
        for view, positions, history, subjects in zip(views, *carried, strict=True):
            cases.append(Case(document.document.id, view, positions, history, subjects or []))
    return cases


def _carry(
    document: Annotated, views: Sequence[View], kind: str
) -> list[list[dict[str, str]] | None]:
    taken: dict[int, list[dict[str, str]]] = defaultdict(list)
    covered: set[int] = set()
    for fact in document.facts(kind):
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


def train(cases: Sequence[Case]) -> dict[str, LinearModel]:
    """Return the models by name, fitted and calibrated on these cases."""
    stances = [
        COVERED if c.positions is None else (c.positions[0]["stance"] if c.positions else NONE)
        for c in cases
    ]
    recalls = [COVERED if c.history is None else (HISTORY if c.history else NONE) for c in cases]
    return {
        "positions": _finder("positions", cases, stances, STANCES, stance_features),
        "history": _finder("history", cases, recalls, (NONE, HISTORY), history_features),
        "position-areas": train_areas(cases),
    }


def _finder(
    name: str,
    cases: Sequence[Case],
    labels: Sequence[str],
    classes: tuple[str, ...],
    features: Callable[[View], list[str]],
) -> LinearModel:
    """Return a model of which clauses carry a fact, calibrated on held-out documents."""
    scored = [n for n, label in enumerate(labels) if label != COVERED]
    rows = [features(cases[n].view) for n in scored]
    said = [labels[n] for n in scored]

    def learn(chosen: list[int]) -> LinearModel:
        return fit(
            [rows[n] for n in chosen],
            [said[n] for n in chosen],
            classes=classes,
            strength=STRENGTH,
        )

    shares = fold_predictions(rows, [cases[n].document for n in scored], learn)
    carries = shares[:, 0] if shares.shape[1] == 1 else 1.0 - shares[:, 0]
    model = learn(list(range(len(rows))))
    return calibrate(
        replace(model, thresholds=(FLOORS[name],) * len(model.classes)),
        [float(share) for share in carries],
        [label != NONE for label in said],
    )


def train_areas(cases: Sequence[Case]) -> LinearModel:
    """Return the model of a clause's issue area."""
    rows, labels, weights = [], [], []
    for case in cases:
        for facts, weight in ((case.positions, 1.0), (case.subjects, SUBJECT_WEIGHT)):
            for area in sorted({fact["area"] for fact in facts or ()}):
                rows.append(area_features(case.view))
                labels.append(area)
                weights.append(weight)
    return fit(rows, labels, classes=sorted(set(labels)), strength=AREA_STRENGTH, weights=weights)


def main() -> None:
    """Train on everything and write the files."""
    for name, model in train(find_cases(load("train", "dev", "composed"))).items():
        (WEIGHTS / f"{name}.npz").write_bytes(dump_model(model))
        print(f"{name}: {len(model.rows)} features, {len(model.classes)} classes")


if __name__ == "__main__":
    main()
