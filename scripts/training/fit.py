"""Fits the small linear models of the reader. Needs scikit-learn, which the reader does not."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from comity.reading.models import IDENTITY, Calibration, LinearModel

__all__ = ["FOLDS", "calibrate", "fit", "fold_predictions", "folds", "matrix", "slimmed"]

FOLDS = 5
LEAST_SEEN = 2  # documents a feature must occur in before it may weigh anything
LEAST_WEIGHT = 0.02  # of a feature in some class; below it a feature only takes up room
LEAST_CALIBRATED = 20  # facts below which a curve would be noise
PAIR = 2

Rows = Sequence[Sequence[str]]


def fit(
    rows: Rows,
    labels: Sequence[str],
    *,
    classes: Sequence[str],
    strength: float = 1.0,
    weights: Sequence[float] | None = None,
    ratios: bool = False,
) -> LinearModel:
    """Return a model of exclusive classes; two classes give a single column for the second.

    Args:
        rows: The features of each case.
        labels: The class of each case.
        classes: All classes; of exactly two the second is the one that is said.
        strength: Inverse of the L2 penalty.
        weights: How much each case counts; ``None`` is once each.
        ratios: Whether features are first scaled by how much likelier they are in a class
            (Wang and Manning (2012), Baselines and Bigrams, ACL); the model stays linear.
    """
    names, table = matrix(rows)
    present = [c for c in classes if c in set(labels)]
    said = present[1:] if len(present) == PAIR else present
    weighed = np.ones(len(rows)) if weights is None else np.asarray(weights)
    columns = []
    for c in said:
        held = np.array([label == c for label in labels])
        scale = _ratios(table, held) if ratios else np.ones(len(names))
        column, bias = _column(table @ diags(scale), held, weighed, strength)
        columns.append((column * scale, bias))
    return LinearModel(
        classes=tuple(said),
        rows={name: row for row, name in enumerate(names)},
        weights=np.stack([column for column, _ in columns], axis=1).astype(np.float32),
        bias=np.array([bias for _, bias in columns]),
        thresholds=(0.5,) * len(said),
        exclusive=len(said) > 1,
        calibration=IDENTITY,
    )


def slimmed(model: LinearModel) -> LinearModel:
    """Return the model without the features that hardly weigh anything in any class."""
    kept = np.flatnonzero(np.abs(model.weights).max(axis=1) >= LEAST_WEIGHT)
    names = sorted(model.rows, key=model.rows.__getitem__)
    return replace(
        model,
        rows={names[place]: row for row, place in enumerate(kept.tolist())},
        weights=model.weights[kept],
    )


def _ratios(table: csr_matrix, held: np.ndarray) -> np.ndarray:
    """Return for each feature the logarithm of how much likelier it is where the class holds."""
    inside = 1.0 + np.asarray(table[held].sum(axis=0)).ravel()
    outside = 1.0 + np.asarray(table[~held].sum(axis=0)).ravel()
    ratio: np.ndarray = np.log((inside / inside.sum()) / (outside / outside.sum()))
    return ratio


def _column(
    table: csr_matrix, labels: np.ndarray, weights: np.ndarray, strength: float
) -> tuple[np.ndarray, float]:
    """Return the weights and the bias that tell one class from all others."""
    solver = LogisticRegression(C=strength, solver="liblinear", tol=1e-3, random_state=7)
    solver.fit(table, labels, sample_weight=weights)
    return solver.coef_[0], float(solver.intercept_[0])


def matrix(rows: Rows, least_seen: int = LEAST_SEEN) -> tuple[list[str], csr_matrix]:
    """Return the names of features and the table of who has which, shape (cases, features)."""
    seen: dict[str, int] = {}
    for row in rows:
        for feature in set(row):
            seen[feature] = seen.get(feature, 0) + 1
    names = sorted(feature for feature, count in seen.items() if count >= least_seen)
    place = {name: number for number, name in enumerate(names)}
    starts, columns = [0], []
    for row in rows:
        columns += sorted({place[feature] for feature in row if feature in place})
        starts.append(len(columns))
    values = np.ones(len(columns))
    return names, csr_matrix((values, columns, starts), shape=(len(rows), len(names)))


def folds(groups: Sequence[str], count: int = FOLDS) -> list[tuple[list[int], list[int]]]:
    """Return (training, held-out) case numbers, whole groups together, the same every time."""
    splitter = GroupKFold(n_splits=count, shuffle=True, random_state=7)
    cases = np.zeros(len(groups))
    return [(list(a), list(b)) for a, b in splitter.split(cases, groups=list(groups))]


def fold_predictions(
    rows: Rows,
    groups: Sequence[str],
    train: Callable[[list[int]], LinearModel],
) -> np.ndarray:
    """Return what models that never saw a case's document say of it, shape (cases, classes)."""
    said: list[np.ndarray] = [np.zeros(0)] * len(rows)
    for learnt, held_out in folds(groups):
        model = train(learnt)
        for case in held_out:
            said[case] = model.probabilities(rows[case])
    return np.vstack(said)


def calibrate(model: LinearModel, said: Sequence[float], held: Sequence[bool]) -> LinearModel:
    """Return the model with the curve from what it said on held-out documents to what held."""
    if len(said) < LEAST_CALIBRATED:
        return model
    curve = IsotonicRegression(y_min=0.02, y_max=0.98, out_of_bounds="clip")
    curve.fit(np.asarray(said), np.asarray(held, dtype=float))
    knots = np.unique(np.round(np.quantile(said, np.linspace(0, 1, 13)), 4))
    values = np.maximum.accumulate(curve.predict(knots))
    return replace(
        model,
        calibration=Calibration(
            tuple(float(k) for k in knots), tuple(round(float(v), 4) for v in values)
        ),
    )
