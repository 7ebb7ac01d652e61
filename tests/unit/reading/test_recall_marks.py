"""The marks by which a turn of phrase is looked for never hide it."""

import json
import re
from pathlib import Path

import pytest

from comity.reading.facts import recall_signs
from comity.reading.facts.recall_signs import find_signs

COMPOSED = Path(__file__).parents[3] / "scripts" / "training" / "annotated"
PHRASES = {
    "recent-encounter": "the first round of bilateral talks",
    "their-encounter": "his Excellency’s call with",
    "in-the-wake": "after its brutal invasion",
    "owned-attack": "Elbonia's unprovoked attacks",
    "thanks": "grateful for generous hospitality",
    "under-accord": "set out in the 1992 Communiqué",
    "building-on": "builds upon that",
    "deed": "which entered into force",
    "has-done": "have already agreed",
    "was-done": "were jointly opened",
    "years": "a hundred-year bond",
    "harm": "loss of life",
    "figure": "$ 40",
    "links": "people-to-people ties",
    "first": "among the",
    "future": "intending to",
    "ago": "the previous day",
    "relative": "which they",
}


@pytest.mark.parametrize(("name", "text"), PHRASES.items())
def test_each_turn_of_phrase_is_found_by_its_mark(name: str, text: str) -> None:
    """A phrase of each kind is found though only marked kinds are looked for."""
    assert name in find_signs(text)


def test_marks_hide_nothing_in_whole_documents() -> None:
    """In every piece of the composed reports the same signs are found as without marks."""
    rows = (COMPOSED / "composed.documents.jsonl").read_text(encoding="utf-8").splitlines()
    for line in (piece for row in rows for piece in re.split(r"[,.;\n]", json.loads(row)["text"])):
        every = [name for name, pattern in recall_signs._SIGNS if pattern.search(line.lower())]
        assert [name for name in find_signs(line) if name != "named-accord"] == every
