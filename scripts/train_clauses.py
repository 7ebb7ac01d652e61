"""Train the models of positions and history on the annotated documents.

Needs the annotated documents beside the project and scikit-learn. Writes the files of
``src/comity/reading/weights``; confidences are calibrated on held-out folds, whole documents
together.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from comity.model.dates import ReportedDate
from comity.model.text import Document, DocumentId, text_id
from comity.reading.facts.clause_features import area_features, history_features, stance_features
from comity.reading.facts.history import HISTORY, find_history
from comity.reading.facts.meeting import find_meetings
from comity.reading.facts.positions import NONE, find_positions
from comity.reading.facts.views import View, view_clauses
from comity.reading.mentions import find_mentions
from comity.reading.models import LinearModel
from comity.reading.sentences import split
from comity.vocabulary.load import load_vocabulary
from training.cards import HOW, write_model
from training.corpus import GOLD, Annotated, find_quote, load
from training.fit import calibrate, fit, fold_predictions, folds
from training.score import Score, score_kind
from training.written import load_areas, load_positions

STANCES = (NONE, "supports", "opposes", "calls-for")
COVERED = "covered"  # a clause within a longer quote: neither a case for nor against
MOSTLY = 0.6  # of a clause's characters within a quote
FLOORS = {"positions": 0.25, "history": 0.25}  # raw probabilities; the best of the held-out folds
STRENGTHS = {"positions": 0.3, "history": 0.1}  # inverse of the L2 penalty
AREA_STRENGTH = 1.0
CUE_WEIGHT = 0.1  # of a cue of the vocabulary: what a diplomat adds to it is learnt from
WRITTEN_WEIGHT = 0.5  # of a sentence written for training beside a clause of a document
SUBJECT_WEIGHT = 0.3  # of a subject's quote beside a position's: areas are named there too


@dataclass(frozen=True)
class Case:
    """A clause, the document it stands in, and the annotated facts that it carries.

    ``None`` instead of facts: a quote covers it and more, so it proves nothing.
    """

    document: str
    published: ReportedDate | None
    view: View
    positions: list[dict[str, str]] | None
    history: list[dict[str, str]] | None
    subjects: list[dict[str, str]]
    written: bool = False


def find_written() -> list[Case]:
    """Return the clauses of the sentences written to learn stances and areas from."""
    cases = []
    for stated in load_positions():
        views = _views(stated.text)
        where = stated.where
        facts = _owned(views, [where] if where else [])
        said = {"stance": stated.stance, "area": stated.area}
        cases += [
            Case(
                "",
                None,
                view,
                None if owned is None else [said] * len(owned),
                None,
                [],
                written=True,
            )
            for view, owned in zip(views, facts, strict=True)
        ]
    for text, areas in load_areas():
        if len(areas) == 1:
            named = [{"area": area} for area in areas]
            cases += [
                Case("", None, view, None, None, named, written=True) for view in _views(text)
            ]
    return cases


def _views(text: str) -> tuple[View, ...]:
    document = Document(id=text_id(text), text=text)
    sentences = split(document)
    return view_clauses(document, sentences, find_mentions(document, sentences))


def find_cases(documents: Sequence[Annotated]) -> list[Case]:
    """Return the clauses of all documents with the facts they carry."""
    cases = []
    for document in documents:
        meetings = find_meetings(document.document, document.sentences, document.mentions)
        views = view_clauses(document.document, document.sentences, document.mentions, meetings)
        carried = [_carry(document, views, kind) for kind in ("positions", "history", "subjects")]
        for view, positions, history, subjects in zip(views, *carried, strict=True):
            cases.append(
                Case(
                    document.document.id,
                    document.document.published,
                    view,
                    positions,
                    history,
                    subjects or [],
                )
            )
    return cases


def _carry(
    document: Annotated, views: Sequence[View], kind: str
) -> list[list[dict[str, str]] | None]:
    facts = document.facts(kind)
    places = [find_quote(document.document.text, str(fact["quote"])) for fact in facts]
    owned = _owned(views, places)
    return [None if own is None else [facts[n] for n in own] for own in owned]  # type: ignore[misc]


def _owned(
    views: Sequence[View], places: Sequence[tuple[int, int] | None]
) -> list[list[int] | None]:
    """Return for each clause the numbers of the quotes it holds most of, None if only covered."""
    taken: dict[int, list[int]] = defaultdict(list)
    covered: set[int] = set()
    for number, where in enumerate(places):
        if where is None or not views:
            continue
        shared = [min(v.clause.end, where[1]) - max(v.clause.start, where[0]) for v in views]
        taken[int(np.argmax(shared))].append(number)
        covered |= {
            n for n, v in enumerate(views) if shared[n] > MOSTLY * (v.clause.end - v.clause.start)
        }
    return [taken.get(n, None if n in covered else []) for n in range(len(views))]


def train(cases: Sequence[Case], *, calibrated: bool = True) -> dict[str, LinearModel]:
    """Return the models by name, fitted on these cases, their confidence ``calibrated``."""
    finder = partial(_finder, calibrated=calibrated)
    stances = [
        COVERED if c.positions is None else (c.positions[0]["stance"] if c.positions else NONE)
        for c in cases
    ]
    recalls = [COVERED if c.history is None else (HISTORY if c.history else NONE) for c in cases]
    return {
        "positions": finder(
            "positions", cases, stances, STANCES, lambda case: stance_features(case.view)
        ),
        "history": finder(
            "history",
            cases,
            recalls,
            (NONE, HISTORY),
            lambda case: history_features(case.view, case.published),
        ),
        "position-areas": train_areas(cases),
    }


def _finder(
    name: str,
    cases: Sequence[Case],
    labels: Sequence[str],
    classes: tuple[str, ...],
    features: Callable[[Case], list[str]],
    *,
    calibrated: bool,
) -> LinearModel:
    """Return a model of which clauses carry a fact, calibrated on held-out documents."""
    scored = [n for n, label in enumerate(labels) if label != COVERED]
    rows = [features(cases[n]) for n in scored]
    said = [labels[n] for n in scored]
    weights = [WRITTEN_WEIGHT if cases[n].written else 1.0 for n in scored]
    always = [n for n, case in enumerate(scored) if cases[case].written]
    found = [n for n, case in enumerate(scored) if not cases[case].written]

    def learn(chosen: list[int]) -> LinearModel:
        used = [*(found[n] for n in chosen), *always]
        return fit(
            [rows[n] for n in used],
            [said[n] for n in used],
            classes=classes,
            strength=STRENGTHS[name],
            weights=[weights[n] for n in used],
        )

    model = learn(list(range(len(found))))
    model = replace(model, thresholds=(FLOORS[name],) * len(model.classes))
    if not calibrated:
        return model
    documents = [cases[scored[n]].document for n in found]
    shares = fold_predictions([rows[n] for n in found], documents, learn)
    carries = shares[:, 0] if shares.shape[1] == 1 else 1.0 - shares[:, 0]
    held = [said[n] != NONE for n in found]
    return calibrate(model, [float(share) for share in carries], held)


def train_areas(cases: Sequence[Case]) -> LinearModel:
    """Return the model of a clause's issue area."""
    rows, labels, weights = [], [], []
    for case in cases:
        for facts, weight in ((case.positions, 1.0), (case.subjects, SUBJECT_WEIGHT)):
            for area in sorted({fact["area"] for fact in facts or ()}):
                rows.append(area_features(case.view))
                labels.append(area)
                weights.append(weight)
    for area, view in _named_areas():
        rows.append(area_features(view))
        labels.append(area)
        weights.append(CUE_WEIGHT)
    return fit(rows, labels, classes=sorted(set(labels)), strength=AREA_STRENGTH, weights=weights)


@cache
def _named_areas() -> tuple[tuple[str, View], ...]:
    """Return a clause for each cue that the vocabulary has for an area."""
    found = []
    for area, entry in load_vocabulary().areas.items():
        for cue in entry.cues:
            words = cue.replace("*", "").replace("~", "")
            document = Document(id=DocumentId(cue), text=f"the matter of {words}")
            sentences = split(document)
            mentions = find_mentions(document, sentences)
            found += [(area, view) for view in view_clauses(document, sentences, mentions)]
    return tuple(found)


def measure(documents: Sequence[Annotated], cases: Sequence[Case]) -> dict[str, dict[str, Score]]:
    """Return what finders say of held-out documents, by kind of fact and by part."""
    read: dict[str, dict[str, list[dict[str, object]]]] = {}
    for learnt, held_out in folds([document.document.id for document in documents]):
        known = {documents[n].document.id for n in learnt}
        models = train([c for c in cases if c.written or c.document in known], calibrated=False)
        for n in held_out:
            read[documents[n].document.id] = _read(documents[n], models)
    return {
        kind: {
            name: score_kind(
                kind, {d.document.id: d.gold for d in documents if d.part in among}, read
            )
            for name, among in GOLD.items()
        }
        for kind in ("position", "history")
    }


def _read(
    document: Annotated, models: Mapping[str, LinearModel]
) -> dict[str, list[dict[str, object]]]:
    text, sentences, mentions = document.document, document.sentences, document.mentions
    meetings = find_meetings(text, sentences, mentions)
    load_one = models.__getitem__
    positions = find_positions(text, sentences, mentions, meetings, load=load_one)
    history = find_history(text, sentences, mentions, meetings, load=load_one)
    return {
        "positions": [
            {
                "holder": p.holder,
                "stance": p.stance,
                "area": p.area,
                "quote": p.evidence.quote,
            }
            for p in positions
        ],
        "history": [{"kind": h.kind, "quote": h.evidence.quote} for h in history],
    }


def main() -> None:
    """Train on everything, measure on held-out folds, write the files and their cards."""
    documents = load()
    cases = [*find_cases(documents), *find_written()]
    scores = measure(documents, cases)
    for name, model in train(cases).items():
        found = scores["history" if name == "history" else "position"]
        figures = {part: score.figures() for part, score in found.items()}
        write_model(name, model, figures, made_by="scripts/train_clauses.py")
        print(name, json.dumps({"how": HOW, **figures}))


if __name__ == "__main__":
    main()
