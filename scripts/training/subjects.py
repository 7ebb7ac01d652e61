"""Trains the models of subjects: areas of sentences, then subjects of documents."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from sklearn.linear_model import LogisticRegression

from comity.model.facts import Subject
from comity.reading.facts.subjects import (
    SentenceView,
    SubjectModels,
    choose_subjects,
    presence_values,
    view_sentences,
)
from comity.reading.models import LinearModel
from comity.reading.sentences import split_text
from comity.vocabulary.load import load_vocabulary
from training.corpus import Annotated, find_quote
from training.fit import calibrate, folds, matrix
from training.written import load_areas

__all__ = ["calibrated", "cross_read", "train"]

COMPOSED_WEIGHT = 2.0  # of a case of a composed report beside one of a real one: they are few
WRITTEN_WEIGHT = 0.5  # of a sentence written for training beside one of a real document
STRENGTH = 1.0
THRESHOLD = 0.33  # F1 of the held-out folds is as good from 0.3 to 0.45

Case = tuple[SentenceView, frozenset[str], frozenset[str], float]  # view, said, unknown, weight


def train(documents: Sequence[Annotated]) -> SubjectModels:
    """Return both models; the second learns from what the first says of documents it never saw."""
    views = [view_sentences(document.sentences) for document in documents]
    sentences = _fit_sentences(documents, views)
    rows, labels, weights = [], [], []
    for learnt, held_out in folds([d.document.id for d in documents]):
        part = _fit_sentences([documents[n] for n in learnt], [views[n] for n in learnt])
        for n in held_out:
            if not views[n]:
                continue
            said = np.vstack([part.probabilities(view.traits) for view in views[n]])
            areas = {str(fact["area"]) for fact in documents[n].facts("subjects")}
            for area, values in presence_values(views[n], said, part.classes).items():
                rows.append(values)
                labels.append(area in areas)
                weights.append(_weight(documents[n]))
    return SubjectModels(sentences, _fit_presence(rows, labels, weights))


def _weight(document: Annotated) -> float:
    return COMPOSED_WEIGHT if document.is_composed else 1.0


def _fit_sentences(
    documents: Sequence[Annotated], views: Sequence[Sequence[SentenceView]]
) -> LinearModel:
    """Fit one column an area; of a subject's document only its quote is a case."""
    cases = [*_examples(), *_written()]
    for document, seen in zip(documents, views, strict=True):
        cases += _cases(document, seen)
    classes = tuple(load_vocabulary().areas)
    names, table = matrix([case[0].traits for case in cases])
    weights = np.zeros((len(names), len(classes)), dtype=np.float32)
    bias = np.full(len(classes), -9.0)
    strengths = np.array([case[3] for case in cases])
    for column, area in enumerate(classes):
        known = np.array([area in case[1] or area not in case[2] for case in cases])
        labels = np.array([area in case[1] for case in cases])[known]
        if labels.sum() < 2:  # noqa: PLR2004 - nothing to learn from a single case
            continue
        solver = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, random_state=7)
        solver.fit(table[known], labels, sample_weight=strengths[known])
        weights[:, column] = solver.coef_[0]
        bias[column] = solver.intercept_[0]
    return LinearModel(
        classes=classes,
        rows={name: row for row, name in enumerate(names)},
        weights=weights,
        bias=bias,
        thresholds=(0.5,) * len(classes),
    )


def _cases(document: Annotated, views: Sequence[SentenceView]) -> list[Case]:
    quoted: dict[int, set[str]] = {}
    areas = frozenset(str(fact["area"]) for fact in document.facts("subjects"))
    for fact in document.facts("subjects"):
        where = find_quote(document.document.text, str(fact["quote"]))
        for n, view in enumerate(views):
            if where and view.sentence.start < where[1] and view.sentence.end > where[0]:
                quoted.setdefault(n, set()).add(str(fact["area"]))
    weight = _weight(document)
    return [(view, frozenset(quoted.get(n, ())), areas, weight) for n, view in enumerate(views)]


def _examples() -> list[Case]:
    """Return the examples of measures: each speaks of the area of its kind; others are unknown."""
    cases = []
    for kind in load_vocabulary().measures.values():
        for example in kind.examples:
            for view in view_sentences(split_text(example.text)):
                unknown = frozenset(hit.label for hit in view.hits)
                cases.append((view, frozenset((kind.issue_area,)), unknown, 1.0))
    return cases


@cache
def _written() -> tuple[Case, ...]:
    """Return the sentences written for this, with all areas that each speaks of."""
    return tuple(
        (view, areas, areas, WRITTEN_WEIGHT)
        for text, areas in load_areas()
        for view in view_sentences(split_text(text))
    )


def _fit_presence(
    rows: Sequence[dict[str, float]], labels: Sequence[bool], weights: Sequence[float]
) -> LinearModel:
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    spread = table.std(axis=0)
    spread[[name.startswith("area:") for name in names]] = 2.0  # areas differ, but not by much
    spread[spread == 0] = 1.0
    solver = LogisticRegression(C=1.0, max_iter=1000, random_state=7)
    solver.fit(table / spread, labels, sample_weight=weights)
    return LinearModel(
        classes=("subject",),
        rows={name: row for row, name in enumerate(names)},
        weights=(solver.coef_[0] / spread).astype(np.float32).reshape(-1, 1),
        bias=solver.intercept_.astype(np.float64),
        thresholds=(THRESHOLD,),
    )


def cross_read(
    documents: Sequence[Annotated],
) -> tuple[dict[str, tuple[Subject, ...]], list[tuple[float, bool]]]:
    """Return what models that never saw a document read in it, and how what they said held."""
    read: dict[str, tuple[Subject, ...]] = {}
    held: list[tuple[float, bool]] = []
    for learnt, held_out in folds([d.document.id for d in documents]):
        models = train([documents[n] for n in learnt])
        for n in held_out:
            document = documents[n]
            found = choose_subjects(document.document, view_sentences(document.sentences), models)
            read[document.document.id] = found
            areas = {fact["area"] for fact in document.facts("subjects")}
            held += [(subject.confidence, subject.area in areas) for subject in found]
    return read, held


def calibrated(models: SubjectModels, held: Sequence[tuple[float, bool]]) -> SubjectModels:
    """Return the models with the curve from what was said to what held on unseen documents."""
    said = [probability for probability, _ in held]
    return replace(models, presence=calibrate(models.presence, said, [truth for _, truth in held]))
