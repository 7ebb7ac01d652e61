"""Train the reader's models of subjects and measures, and say how good they are.

    python scripts/train_reading.py [subjects] [measures]

Needs the annotated documents beside the project and scikit-learn. Writes the files of
``src/comity/reading/weights``, each with a card. The same data give the same bytes.
"""

import sys
from collections.abc import Mapping, Sequence

from comity.model.facts import Measure, Subject
from comity.reading.models import LinearModel
from training import measures, subjects
from training.cards import write_model
from training.corpus import GOLD, Annotated, load
from training.score import Score, score_kind


def main() -> None:
    """Train what is asked for, or all."""
    asked = sys.argv[1:] or ["subjects", "measures"]
    documents = load()
    if "subjects" in asked:
        read, held = subjects.cross_read(documents)
        scores = _scores(documents, "subject", read)
        models = subjects.calibrated(subjects.train(documents), held)
        write({"subjects": models.sentences, "subject-presence": models.presence}, scores)
    if "measures" in asked:
        read_measures, held = measures.cross_read(documents)
        scores = _scores(documents, "measure", read_measures)
        trio = measures.calibrated(measures.train(documents), held)
        write(
            {
                "measures": trio.carries,
                "measure-kinds": trio.kinds,
                "measure-statuses": trio.statuses,
            },
            scores,
        )


def _scores(
    documents: Sequence[Annotated], kind: str, read: Mapping[str, Sequence[Subject | Measure]]
) -> dict[str, Score]:
    """Return the scores on real and on composed documents, and print them."""
    reports = {document: {f"{kind}s": _as_json(facts)} for document, facts in read.items()}
    scores = {}
    for name, parts in GOLD.items():
        gold = {d.document.id: d.gold for d in documents if d.part in parts}
        scores[name] = score_kind(kind, gold, reports)
        print(f"{kind:10} {name:9} {scores[name]}", flush=True)
    return scores


def _as_json(facts: Sequence[Subject | Measure]) -> list[dict[str, str]]:
    return [
        {"area": fact.area, "quote": fact.evidence.quote}
        if isinstance(fact, Subject)
        else {"kind": fact.kind, "status": fact.status.value, "quote": fact.evidence.quote}
        for fact in facts
    ]


def write(models: Mapping[str, LinearModel], scores: Mapping[str, Score]) -> None:
    """Write the files of some models, and for each its card."""
    figures = {part: score.figures() for part, score in scores.items()}
    for name, model in models.items():
        write_model(name, model, figures, made_by="scripts/train_reading.py")


if __name__ == "__main__":
    main()
