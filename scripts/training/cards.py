"""Writes the files of trained models, and beside each the card that says how it was made."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sklearn

from comity.reading.models import LinearModel, dump_model
from training.corpus import DATA
from training.fit import slimmed

__all__ = ["HOW", "write_model"]

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "comity" / "reading" / "weights"
LICENCE = "Apache-2.0, as the rest of Comity; the weights hold words and numbers, no sentences"
HOW = "5 folds, whole documents held out; what the fact finder said of them"


def write_model(
    name: str, model: LinearModel, scores: Mapping[str, Any], *, made_by: str, how: str = HOW
) -> None:
    """Write a model, without the features that hardly weigh anything, and its card.

    Args:
        name: Of its files.
        model: What was trained.
        scores: The figures of each part of the documents, ready for JSON.
        made_by: The script that trains it, from the root of the project.
        how: How the scores were measured.
    """
    slim = slimmed(model)
    (WEIGHTS / f"{name}.npz").write_bytes(dump_model(slim))
    card = {
        "name": name,
        "classes": list(model.classes),
        "features": len(slim.rows),
        "data": DATA,
        "licence": LICENCE,
        "made_by": made_by,
        "library": f"scikit-learn {sklearn.__version__}",
        "scores": {"how": how, **scores},
    }
    written = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    (WEIGHTS / f"{name}.json").write_text(written, encoding="utf-8")
