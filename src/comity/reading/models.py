"""Small linear models of text: named features in, calibrated probabilities out.

A model is a table of weights, one row a feature and one column a class, kept in a file of
``weights/`` beside a card that says what it was trained on and how well it does. Reading one
needs numpy only; ``scripts/train_reading.py`` makes them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO
from math import exp, fsum

import numpy as np
from numpy.typing import NDArray

__all__ = ["Calibration", "LinearModel", "dump_model", "load_model", "parse_model"]

Floats = NDArray[np.float64]
FORMAT = 1  # of the files; another is refused


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve from a raw probability to the share of facts that held at it.

    ``raw`` and ``held`` are knots, 0 to 1, both rising; between them the curve is straight.
    """

    raw: tuple[float, ...]
    held: tuple[float, ...]

    def __call__(self, probability: float) -> float:
        """Return how often a fact said at this raw probability holds, 0 to 1."""
        return round(float(np.interp(probability, self.raw, self.held)), 3)


IDENTITY = Calibration((0.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """Weights of named features for each class.

    ``weights`` has shape (features, classes), ``bias`` (classes,); ``first``
    is the first column of the weights. With ``exclusive`` classes the
    probabilities sum to 1; else each class stands for itself. ``thresholds`` are the raw
    probabilities from which a class is said, one a class.
    """

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Floats
    bias: Floats
    thresholds: tuple[float, ...]
    exclusive: bool = False
    calibration: Calibration = IDENTITY
    first: Sequence[float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the first column apart: one class is summed faster without arrays."""
        object.__setattr__(self, "first", self.weights[:, 0].tolist())

    def scores(self, features: Iterable[str]) -> Floats:
        """Return the raw score of each class, shape (classes,); unknown features count nothing.

        A feature named several times counts once.
        """
        known = set(map(self.rows.get, features))
        known.discard(None)
        if not known:
            return self.bias
        places = np.fromiter(known, np.intp, len(known))
        places.sort()  # one order of summing, so that the same text gives the same bytes
        total: Floats = self.bias + np.add.reduce(self.weights.take(places, axis=0), axis=0)
        return total

    def score_of(self, values: Mapping[str, float]) -> float:
        """Return the raw score of the first class for features that have values."""
        total = float(self.bias[0])
        for feature, value in values.items():
            row = self.rows.get(feature)
            if row is not None:
                total += value * self.first[row]
        return total

    def probabilities(self, features: Iterable[str]) -> Floats:
        """Return the raw probability of each class, shape (classes,)."""
        scores = self.scores(features)
        if not self.exclusive:
            odds: Floats = 1.0 / (1.0 + np.exp(-scores))
            return odds
        shares: Floats = np.exp(scores - scores.max())
        total: Floats = shares / shares.sum()
        return total

    def probability(self, features: Iterable[str]) -> float:
        """Return the raw probability of the class of a model that has only one.

        The sum is exact, so that the order of the features cannot show in it.
        """
        known = set(map(self.rows.get, features))
        known.discard(None)
        first = self.first
        total = fsum([first[row] for row in known])  # type: ignore[index]
        return 1.0 / (1.0 + exp(-float(self.bias[0]) - total))

    def best(self, features: Iterable[str]) -> tuple[str, float]:
        """Return the likeliest class and its raw probability."""
        probabilities = self.probabilities(features)
        place = int(probabilities.argmax())
        return self.classes[place], float(probabilities[place])


@cache
def load_model(name: str) -> LinearModel:
    """Return the model of that name which comes with Comity; it is read once.

    Raises:
        FileNotFoundError: If no such model is shipped.
        ValueError: If the file is of another format.
    """
    return parse_model((files("comity.reading") / "weights" / f"{name}.npz").read_bytes())


def parse_model(data: bytes) -> LinearModel:
    """Return the model in the bytes of a file.

    Raises:
        ValueError: If the bytes are of another format.
    """
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        head = json.loads(stored["head"].tobytes().decode())
        if head["format"] != FORMAT:
            message = f"the weights are of format {head['format']}, not {FORMAT}"
            raise ValueError(message)
        features = stored["features"].tobytes().decode().split("\n")
        return LinearModel(
            classes=tuple(head["classes"]),
            rows=dict(zip(features, range(len(features)), strict=True)),
            weights=stored["weights"].astype(np.float64),
            bias=stored["bias"],
            thresholds=tuple(head["thresholds"]),
            exclusive=head["exclusive"],
            calibration=Calibration(tuple(head["raw"]), tuple(head["held"])),
        )


def dump_model(model: LinearModel) -> bytes:
    """Return the bytes of a file that ``parse_model`` reads; equal models give equal bytes."""
    head = {
        "format": FORMAT,
        "classes": model.classes,
        "thresholds": model.thresholds,
        "exclusive": model.exclusive,
        "raw": model.calibration.raw,
        "held": model.calibration.held,
    }
    features = "\n".join(sorted(model.rows, key=model.rows.__getitem__))
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
        features=np.frombuffer(features.encode(), dtype=np.uint8),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float64),
    )
    return buffer.getvalue()
