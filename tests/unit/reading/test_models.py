"""Small linear models: what they say, and that their files give back what went in."""

from io import BytesIO

import numpy as np
import pytest

from comity.reading.models import Calibration, LinearModel, dump_model, parse_model

MODEL = LinearModel(
    classes=("flight", "road"),
    rows={"air": 0, "bus": 1},
    weights=np.array([[2.0, -1.0], [0.0, 3.0]], dtype=np.float32),
    bias=np.array([-1.0, -1.0]),
    thresholds=(0.5, 0.5),
    calibration=Calibration((0.0, 1.0), (0.1, 0.9)),
)


def test_scores_add_the_weights_of_known_features_once() -> None:
    """Each known feature counts once, an unknown one not at all."""
    assert MODEL.scores(["air", "air", "sea"]).tolist() == [1.0, -2.0]
    assert MODEL.scores([]).tolist() == [-1.0, -1.0]


def test_independent_classes_stand_for_themselves() -> None:
    """The probability of a class is the logistic of its own score."""
    assert MODEL.probabilities(["air"]) == pytest.approx([0.7310586, 0.1192029])


def test_exclusive_classes_share_one() -> None:
    """Probabilities of exclusive classes sum to one and the best is the largest."""
    exclusive = LinearModel(
        classes=MODEL.classes,
        rows=MODEL.rows,
        weights=MODEL.weights,
        bias=MODEL.bias,
        thresholds=MODEL.thresholds,
        exclusive=True,
    )

    assert exclusive.probabilities(["bus"]).sum() == pytest.approx(1.0)
    assert exclusive.best(["bus"])[0] == "road"


def test_calibration_is_straight_between_its_knots() -> None:
    """A raw probability becomes the share that held at it."""
    assert MODEL.calibration(0.5) == 0.5
    assert MODEL.calibration(0.0) == 0.1
    assert MODEL.calibration(2.0) == 0.9


def test_file_gives_back_what_went_in_and_is_the_same_every_time() -> None:
    """A model survives its file, and equal models give equal bytes."""
    data = dump_model(MODEL)

    back = parse_model(data)

    assert dump_model(back) == data
    assert back.classes == MODEL.classes
    assert back.calibration == MODEL.calibration
    assert back.scores(["air", "bus"]).tolist() == [1.0, 1.0]


def test_file_of_another_format_is_refused() -> None:
    """Weights of a format that is not known are not read as if they were."""
    data = dump_model(MODEL)
    with np.load(BytesIO(data)) as stored:
        parts = dict(stored)
    parts["head"] = np.frombuffer(
        parts["head"].tobytes().replace(b'"format": 1', b'"format": 9'), dtype=np.uint8
    )
    buffer = BytesIO()
    np.savez_compressed(buffer, **parts)

    with pytest.raises(ValueError, match="format 9, not 1"):
        parse_model(buffer.getvalue())
