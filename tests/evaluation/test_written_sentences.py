"""The sentences written to learn from carry codes of the vocabulary, once each."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import pytest

from comity.vocabulary.load import load_vocabulary
from training.written import load_areas, load_measures, load_positions

LEAST_OF_A_KIND = 20
TEXTS = {
    "measures": [one.text for one in load_measures()],
    "areas": [text for text, _ in load_areas()],
    "positions": [one.text for one in load_positions()],
}


@pytest.mark.parametrize(("name", "texts"), TEXTS.items())
def test_no_sentence_stands_twice(name: str, texts: Sequence[str]) -> None:
    """A sentence written twice would count twice, and no bracket is left in its text."""
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    assert [text for text in texts if "[[" in text or "]]" in text] == []


def test_every_kind_and_status_of_a_measure_is_written_of() -> None:
    """Each kind has at least twenty sentences, and every status occurs."""
    kinds = Counter(measure.kind for one in load_measures() for measure in one.measures)
    statuses = {measure.status for one in load_measures() for measure in one.measures}
    vocabulary = load_vocabulary()
    assert set(kinds) == set(vocabulary.measures)
    assert min(kinds.values()) >= LEAST_OF_A_KIND
    assert statuses == set(vocabulary.statuses)


def test_every_area_is_written_of() -> None:
    """Subjects are written of every area; a position names an area where it takes a stance."""
    areas = set(load_vocabulary().areas)
    assert {area for _, of in load_areas() for area in of} == areas
    stated = [one for one in load_positions() if one.where]
    assert {one.area for one in stated} <= areas
    assert {one.stance for one in stated} == set(load_vocabulary().stances)
    assert {one.stance for one in load_positions() if not one.where} == {"-"}
