"""Every rule that finds encounters fires on its examples and on none of its counter-examples.

The people in the examples are composed.
"""

from typing import Any

import pytest

from comity.model.text import Document, DocumentId
from comity.reading.facts.encounters import find_encounters, load_encounter_rules
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split
from comity.vocabulary.load import load_vocabulary

RULES = load_encounter_rules()["rule"]


def _rules_that_fire(text: str) -> set[str]:
    document = Document(id=DocumentId("x"), text=text, publisher_country="ROU")
    sentences = split(document)
    mentions = find_mentions(document, sentences)
    return {
        encounter.rule
        for sentence in sentences
        for encounter in find_encounters(text, sentence, mentions, late=True)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_examples_are_found_by_their_rule(rule: dict[str, Any]) -> None:
    """Each example of a rule is found by that rule."""
    assert rule["examples"]
    for example in rule["examples"]:
        assert rule["name"] in _rules_that_fire(example), example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_counter_examples_are_not_found(rule: dict[str, Any]) -> None:
    """No counter-example of a rule is found by that rule."""
    assert rule["counter_examples"]
    for example in rule["counter_examples"]:
        assert rule["name"] not in _rules_that_fire(example), example


def test_forms_are_those_of_the_vocabulary() -> None:
    """Every form that a rule gives is a form of meeting in the vocabulary."""
    assert {rule["form"] for rule in RULES} <= set(load_vocabulary().forms)


def test_names_are_used_once() -> None:
    """A name in ``found_by`` leads to one rule."""
    names = [rule["name"] for rule in RULES]
    assert sorted(names) == sorted(set(names))
