"""Cues: what a written cue finds and what it does not."""

import pytest

from comity.vocabulary.cues import CueIndex, split_words


def find(cue: str, text: str) -> list[str]:
    """Return the stretches of a text that a cue finds."""
    words = split_words(text)
    hits = CueIndex({"label": (cue,)}).find(words)
    return [text[words.starts[hit.first] : words.ends[hit.last - 1]] for hit in hits]


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("direct flight*", "Direct-flights to Baku", ["Direct-flights"]),
        ("tariff", "tariffs and a tariff", ["tariff"]),
        (
            "return of ~ refugees",
            "the return of all Syrian refugees",
            ["return of all Syrian refugees"],
        ),
        ("return of ~ refugees", "the return of refugees", ["return of refugees"]),
        ("return of ~ refugees", "return of one two three four refugees", []),
        ("president*", "the President’s visit", ["President’s"]),
        ("women's rights", "women’s rights", ["women’s rights"]),
        ("release of", "release\n of the crew", ["release\n of"]),
        ("visa*", "advisable", []),
    ],
)
def test_cue_finds_exactly_its_words(cue: str, text: str, found: list[str]) -> None:
    """A cue finds its words whatever the case, hyphens and possessives, and nothing else."""
    assert find(cue, text) == found


@pytest.mark.parametrize("cue", ["", "~ flight", "flight ~", "..."])
def test_cue_without_words_at_its_ends_is_refused(cue: str) -> None:
    """A cue that could match anywhere is a mistake of its author."""
    with pytest.raises(ValueError, match="begins and ends with a word"):
        CueIndex({"label": (cue,)})


def test_offsets_are_those_of_the_text() -> None:
    """Every word stands where its offsets say."""
    text = "São Tomé’s $5 U.S. loan"

    words = split_words(text)

    assert words.words == ("são", "tomé", "$", "5", "u", "s", "loan")
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "São", "Tomé’s", "$", "5", "U", "S", "loan",
    ]  # fmt: skip
