"""Every example of the vocabulary is read as it says, and no counter-example as its kind."""

import pytest

from comity.model.facts import Measure
from comity.model.text import Document, text_id
from comity.reading.facts.measures import find_measures
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split
from comity.vocabulary.load import load_vocabulary

KINDS = load_vocabulary().measures.values()
EXAMPLES = [
    pytest.param(kind.code, example, id=f"{kind.code}-{number}")
    for kind in KINDS
    for number, example in enumerate(kind.examples)
]
COUNTER_EXAMPLES = [
    pytest.param(kind.code, text, id=f"{kind.code}-{number}")
    for kind in KINDS
    for number, text in enumerate(kind.counter_examples)
]


def read_sentence(text: str) -> tuple[Measure, ...]:
    """Return the measures of a document that is one sentence long."""
    document = Document(id=text_id(text), text=text)
    sentences = split(document)
    return find_measures(document, sentences, find_mentions(document, sentences), ())


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_example_is_found_with_its_kind_status_and_places(kind: str, example) -> None:
    """A sentence shown as an example is read as that kind in that status, joining those places."""
    found = [measure for measure in read_sentence(example.text) if measure.kind == kind]

    assert [measure.status.value for measure in found][:1] == [example.status]
    for name in example.endpoints:
        assert name in [place.name for place in found[0].endpoints]


@pytest.mark.parametrize(("kind", "text"), COUNTER_EXAMPLES)
def test_counter_example_is_not_found(kind: str, text: str) -> None:
    """A sentence shown as a counter-example is not read as a measure of that kind."""
    assert [m.evidence.quote for m in read_sentence(text) if m.kind == kind] == []
