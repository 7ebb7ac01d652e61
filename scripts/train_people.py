"""Train the models of encounters and who took part in them, and say how good they are.

    python scripts/train_people.py

Needs the annotated documents beside the project and scikit-learn. Writes the files of
``src/comity/reading/weights``, each with a card. The same data give the same bytes.
"""

import json

from training.cards import HOW, write_model
from training.corpus import GOLD, load
from training.people import LEARNT, calibrated, cross_read, meetings_to_json, train
from training.score import score_kind

MEASURED = f"{HOW}, by rules and models together"
SCORED = {**GOLD, "own": ("own",)}


def main() -> None:
    """Train, measure on held-out folds, write the files and their cards."""
    documents = load(*LEARNT)
    read, said = cross_read(documents)
    reports = {key: {"meetings": meetings_to_json(found)} for key, found in read.items()}
    scores = {
        name: {
            kind: score_kind(
                kind, {d.document.id: d.gold for d in documents if d.part in parts}, reports
            ).figures()
            for kind in ("meeting", "participant")
        }
        for name, parts in SCORED.items()
    }
    for name, figures in scores.items():
        print(name, json.dumps(figures), flush=True)
    for name, model in calibrated(train(documents), said).items():
        write_model(name, model, scores, made_by="scripts/train_people.py", how=MEASURED)


if __name__ == "__main__":
    main()
