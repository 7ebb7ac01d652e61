"""The matter of a position is what the text itself calls it."""

import pytest

from comity.reading.facts.matters import find_matter


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        (
            "in the context of the Nagorno-Karabakh conflict",
            "Nagorno-Karabakh conflict",
        ),
        ("a just settlement of the Kashmir question", "Kashmir question"),
        ("The Cyprus issue was raised", "Cyprus issue"),
        ("support for its stance on Western Sahara", "Western Sahara"),
        ("support for free and fair elections", None),
        ("the conflict went on", None),
    ],
)
def test_matter_is_named_in_the_words_of_the_text(text: str, matter: str | None) -> None:
    """A proper name before "issue", "conflict" or the like, or a dispute known by name."""
    assert find_matter(text) == matter
