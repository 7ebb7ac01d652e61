"""Train the models of encounters and who took part in them, and say how good they are.

    python scripts/train_people.py

Needs the annotated documents beside the project and scikit-learn. Writes the files of
``src/comity/reading/weights``, each with a card. The same data give the same bytes.
"""

import json
from pathlib import Path

import sklearn

from comity.reading.models import dump_model
from training.corpus import DATA, GOLD, load
from training.fit import slimmed
from training.people import LEARNT, calibrated, cross_read, meetings_to_json, train
from training.score import score_kind

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "comity" / "reading" / "weights"
LICENCE = "Apache-2.0, as the rest of Comity; the weights hold words and numbers, no sentences"
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
        slim = slimmed(model)
        (WEIGHTS / f"{name}.npz").write_bytes(dump_model(slim))
        card = {
            "name": name,
            "classes": list(model.classes),
            "features": len(slim.rows),
            "data": DATA,
            "licence": LICENCE,
            "made_by": "scripts/train_people.py",
            "library": f"scikit-learn {sklearn.__version__}",
            "scores": {
                "how": "5 folds, whole documents held out; what the fact finder said of them, "
                "by rules and models together",
                **scores,
            },
        }
        written = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
        (WEIGHTS / f"{name}.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
