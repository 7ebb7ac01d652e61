"""Recalled facts: which kind the words of a clause tell."""

import pytest

from comity.reading.facts.history import find_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two-way trade stood at $3.2 billion in 2019", "trade-figure"),
        ("Peru was the first to recognise the independence of the republic", "recognition"),
        (
            "Diplomatic relations between Fiji and Mali began in 1984",
            "relations-established",
        ),
        ("the shelling attack on the border post last spring", "conflict"),
        ("the fisheries agreement signed in 1998", "treaty"),
        ("the Minister's visit to Lima last year", "visit-or-meeting"),
        ("Chile donated 40 ambulances after the earthquake", "support-given"),
        ("Some 9,000 persons of Maltese origin live in the country", "links"),
        ("The railway was closed in 1931", "other"),
    ],
)
def test_words_tell_the_kind(text: str, kind: str) -> None:
    """The first kind whose cues the clause holds is its kind; without any it is "other"."""
    assert find_kind(text) == kind
