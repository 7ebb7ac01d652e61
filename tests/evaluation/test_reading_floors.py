"""The reader is no worse than its floors, on the project's reports and on real ones beside it."""

import importlib.util
import json
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("gate", Path(__file__).parent / "gate.py")
assert _SPEC is not None
assert _SPEC.loader is not None
gate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(gate)

PINNED = json.loads(gate.FLOORS.read_text())["corpora"]


@pytest.mark.parametrize("name", gate.CORPORA)
def test_no_figure_of_the_reader_is_below_its_floor(name: str) -> None:
    """Precision, recall and F1 of every kind of fact hold their floors on a pinned corpus."""
    if not gate.is_there(name):
        pytest.skip("the annotated real documents beside the project are not there")
    assert gate.digest(name) == PINNED[name]["sha256"], "the corpus changed: raise the floors anew"

    assert gate.fallen(PINNED[name]["floors"], gate.measure(name)) == []


def test_a_fallen_figure_is_told() -> None:
    """A figure below its floor gives a line with kind, figure and both values."""
    floors = {"measure": {"recall": 0.5, "precision": 0.4}}
    measured = {"measure": {"recall": 0.49, "precision": 0.4}}

    assert gate.fallen(floors, measured) == ["measure recall: 0.49 is below its floor 0.5"]
