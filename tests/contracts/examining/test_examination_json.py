"""The public JSON of an examination follows its schema, whatever the outcome."""

import json
from pathlib import Path

import jsonschema
import pytest

from comity.examining import EXAMINERS, examine
from comity.model.actors import Party, Place
from comity.model.finding_json import examination_to_json
from comity.model.findings import Question

PAKISTAN_AZERBAIJAN = (Party("AZE"), Party("PAK"))


@pytest.mark.parametrize("kind", [*EXAMINERS, "unheard-of"])
@pytest.mark.parametrize("names", [("Islamabad", "Baku"), ("Nowhere-at-all", "Baku"), ()])
def test_every_examiner_answers_in_the_public_form(
    root: Path, kind: str, names: tuple[str, ...]
) -> None:
    """Each kind, with good, unknown and missing places, gives JSON that the schema accepts."""
    schema = json.loads((root / "schemas/examine.schema.json").read_text(encoding="utf-8"))
    question = Question(
        kind=kind,
        parties=PAKISTAN_AZERBAIJAN,
        endpoints=tuple(Place(name=name) for name in names),
    )

    answer = examination_to_json(examine(question))

    jsonschema.validate(json.loads(json.dumps(answer)), schema)
    assert (answer["not_examined"] is None) == bool(answer["figures"] or answer["routes"])
