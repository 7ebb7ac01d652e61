"""Trains the models of measures: which pieces carry one, of which kind, in which status."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from comity.model.facts import Measure
from comity.model.text import Document, text_id
from comity.reading.facts.measure_details import find_sides
from comity.reading.facts.measure_status import status_traits
from comity.reading.facts.measures import (
    MeasureModels,
    Scene,
    carrier_traits,
    choose_measures,
    kind_traits,
)
from comity.reading.facts.traits import ClauseTraits, find_clause_traits
from comity.reading.mentions import Mentions, find_mentions
from comity.reading.models import LinearModel
from comity.reading.sentences import split
from comity.vocabulary.load import load_vocabulary
from training.corpus import Annotated, find_quote
from training.fit import calibrate, fit, folds
from training.score import HALF, overlap
from training.written import Marked, load_measures

__all__ = ["calibrated", "cross_read", "train"]

CARRIES, NOTHING, COVERED = "measure", "nothing", "covered"
COMPOSED_WEIGHT = 1.5  # of a case of a composed report beside one of a real one: they are few
EXAMPLE_WEIGHT = 0.5  # of a vocabulary example among the cases of whether a measure is carried
COUNTER_WEIGHT = 1.0
SENTENCE_WEIGHT = 0.1  # of a sentence written for training, in whether a measure is carried
ROUNDS = 8  # of refitting until every example holds
GAIN = 1.6  # by which the weight of an example that does not hold grows
BELIEVED = 0.5  # probability with which an example of the vocabulary must be said
DENIED = 0.02  # by which a counter-example must stay below the threshold
THRESHOLD = 0.34  # near the best strict F1 of the held-out folds
STRENGTHS = {"carries": 0.06, "kinds": 0.2, "statuses": 0.2}


@dataclass
class Cases:
    """Pieces with what was annotated of them."""

    clauses: list[ClauseTraits] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    mentions: list[Mentions] = field(default_factory=list)
    seen: Mentions = field(default_factory=lambda: Mentions(all=()))

    def add(self, clause: ClauseTraits, label: str, kind: str, status: str, weight: float) -> None:
        """Add one piece."""
        self.clauses.append(clause)
        self.labels.append(label)
        self.kinds.append(kind)
        self.statuses.append(status)
        self.weights.append(weight)
        self.mentions.append(self.seen)


def train(documents: Sequence[Annotated]) -> MeasureModels:
    """Return the three models, fitted on these documents and the vocabulary's examples."""
    cases = _examples()
    examples = len(cases.clauses)
    _sentences(cases)
    for document in documents:
        _label(document, cases)
    kept = [n for n, label in enumerate(cases.labels) if label != COVERED]
    carries = _fit_holding(
        Task(
            rows=[carrier_traits(cases.clauses[n], cases.mentions[n]) for n in kept],
            labels=[cases.labels[n] for n in kept],
            classes=(NOTHING, CARRIES),
            strength=STRENGTHS["carries"],
            weights=[cases.weights[n] for n in kept],
            ratios=True,
            examples=examples,
        )
    )
    held = [n for n in kept if cases.labels[n] == CARRIES]
    examples = sum(n < examples for n in held)
    weights = [max(1.0, cases.weights[n]) for n in held]
    vocabulary = load_vocabulary()
    kinds = _fit_holding(
        Task(
            rows=[kind_traits(cases.clauses[n]) for n in held],
            labels=[cases.kinds[n] for n in held],
            classes=tuple(vocabulary.measures),
            strength=STRENGTHS["kinds"],
            weights=weights,
            examples=examples,
        )
    )
    statuses = _fit_holding(
        Task(
            rows=[status_traits(cases.clauses[n]) for n in held],
            labels=[cases.statuses[n] for n in held],
            classes=tuple(vocabulary.statuses),
            strength=STRENGTHS["statuses"],
            weights=weights,
            examples=examples,
        )
    )
    return MeasureModels(carries, kinds, statuses)


@dataclass
class Task:
    """What one model is fitted on; the first ``examples`` cases are the vocabulary's."""

    rows: list[tuple[str, ...]]
    labels: list[str]
    classes: tuple[str, ...]
    strength: float
    weights: list[float]
    examples: int
    ratios: bool = False


def _fit_holding(task: Task) -> LinearModel:
    """Return a model that holds to the vocabulary: an example it gets wrong gains weight."""
    weights = list(task.weights)
    model = _fit(task, weights)
    for _ in range(ROUNDS):
        wrong = [n for n in range(task.examples) if not _holds(model, task, n)]
        if not wrong:
            break
        for n in wrong:
            weights[n] *= GAIN
        model = _fit(task, weights)
    return model


def _fit(task: Task, weights: list[float]) -> LinearModel:
    model = fit(
        task.rows,
        task.labels,
        classes=task.classes,
        strength=task.strength,
        weights=weights,
        ratios=task.ratios,
    )
    return model if model.exclusive else replace(model, thresholds=(THRESHOLD,))


def _holds(model: LinearModel, task: Task, case: int) -> bool:
    if model.exclusive:
        return model.best(task.rows[case])[0] == task.labels[case]
    probability = model.probabilities(task.rows[case])[0]
    if task.labels[case] == CARRIES:
        return bool(probability > BELIEVED)
    return bool(probability < THRESHOLD - DENIED)


def _examples() -> Cases:
    cases = Cases()
    for kind in load_vocabulary().measures.values():
        for example in kind.examples:
            clauses = _clauses(example.text, cases)
            named = [c for c in clauses if any(hit.label == kind.code for hit in c.names)]
            best = max(named or clauses, key=lambda c: c.end - c.start)
            cases.add(best, CARRIES, kind.code, example.status, EXAMPLE_WEIGHT)
        for text in kind.counter_examples:
            for clause in _clauses(text, cases):
                cases.add(clause, NOTHING, "", "", COUNTER_WEIGHT)
    return cases


def _clauses(text: str, cases: Cases) -> tuple[ClauseTraits, ...]:
    """Return the pieces of a text that is a document of its own; its mentions become the cases'."""
    document = Document(id=text_id(text), text=text)
    sentences = split(document)
    cases.seen = find_mentions(document, sentences)
    return find_clause_traits(sentences)


def _sentences(cases: Cases) -> None:
    """Add the sentences written for this: their brackets hold the words that carry a measure."""
    for sentence in load_measures():
        clauses = _clauses(sentence.text, cases)
        _put(clauses, sentence.measures, cases, SENTENCE_WEIGHT)


def _label(document: Annotated, cases: Cases) -> None:
    cases.seen = document.mentions
    facts = [
        Marked(where, str(fact["kind"]), str(fact["status"]))
        for fact in document.facts("measures")
        if (where := find_quote(document.document.text, str(fact["quote"])))
    ]
    weight = COMPOSED_WEIGHT if document.is_composed else 1.0
    _put(find_clause_traits(document.sentences), facts, cases, weight)


def _put(
    clauses: Sequence[ClauseTraits], facts: Sequence[Marked], cases: Cases, weight: float
) -> None:
    """Add pieces; each fact belongs to the piece that holds most of its words."""
    owners: dict[int, Marked] = {}
    for fact in facts if clauses else ():
        shared = [_shared(clause, fact.where) for clause in clauses]
        best = max(range(len(clauses)), key=lambda n: (shared[n], -len(clauses[n].text)))
        owners.setdefault(best, fact)
    for n, clause in enumerate(clauses):
        size = clause.end - clause.start
        if n in owners:
            cases.add(clause, CARRIES, owners[n].kind, owners[n].status, weight)
        elif any(_shared(clause, fact.where) > size / 2 for fact in facts):
            cases.add(clause, COVERED, "", "", weight)
        else:
            cases.add(clause, NOTHING, "", "", weight)


def _shared(clause: ClauseTraits, where: tuple[int, int]) -> int:
    return max(0, min(clause.end, where[1]) - max(clause.start, where[0]))


def cross_read(
    documents: Sequence[Annotated],
) -> tuple[dict[str, tuple[Measure, ...]], list[tuple[float, bool]]]:
    """Return what models that never saw a document read in it, and how what they said held."""
    read: dict[str, tuple[Measure, ...]] = {}
    held: list[tuple[float, bool]] = []
    for learnt, held_out in folds([d.document.id for d in documents]):
        models = train([documents[n] for n in learnt])
        for n in held_out:
            document = documents[n]
            sides = find_sides(document.mentions, document.meetings)
            scene = Scene(document.document, document.mentions, sides)
            found = choose_measures(scene, find_clause_traits(document.sentences), models)
            read[document.document.id] = found
            quotes = [str(fact["quote"]) for fact in document.facts("measures")]
            held += [
                (m.confidence, any(overlap(q, m.evidence.quote) >= HALF for q in quotes))
                for m in found
            ]
    return read, held


def calibrated(models: MeasureModels, held: Sequence[tuple[float, bool]]) -> MeasureModels:
    """Return the models with the curve from what was said to what held on unseen documents."""
    said = [probability for probability, _ in held]
    return replace(models, carries=calibrate(models.carries, said, [truth for _, truth in held]))
