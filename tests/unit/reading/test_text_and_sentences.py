"""Text settles once, and sentences are exact stretches of it. The people named are composed."""

import pytest

from comity.reading.sentences import split_text
from comity.reading.text import settle


@pytest.mark.parametrize(
    ("raw", "settled"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "é"),
        ("a\u200bb\x00c\u00add", "abcd"),
        ("a\ud800b", "ab"),
        ("a\u2028b", "a\nb"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_settled(raw: str, settled: str) -> None:
    """Line ends, accents and control characters are made regular, nothing else."""
    assert settle(raw) == settled


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "H.E. Mr. Jan B. Novák met Dr. Ana Popescu. They spoke.",
            ["H.E. Mr. Jan B. Novák met Dr. Ana Popescu.", "They spoke."],
        ),
        (
            "It came from the U.S. The minister agreed.",
            ["It came from the U.S.", "The minister agreed."],
        ),
        ("The U.S. Senate met on Jan. 5. It rose.", ["The U.S. Senate met on Jan. 5.", "It rose."]),
        ("1. The parties met.\n2. They agreed.", ["1. The parties met.", "2. They agreed."]),
        ('"We agree." He left.', ['"We agree."', "He left."]),
        ("They asked: why? Nobody knew!", ["They asked: why?", "Nobody knew!"]),
        ("No end", ["No end"]),
        ("A title\n\nA body. More.", ["A title", "A body.", "More."]),
        ("trade rose to 3.5 per cent.", ["trade rose to 3.5 per cent."]),
        ("", []),
        ("  \n \n", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """Abbreviations, initials and numbers end no sentence; paragraphs end one always."""
    assert [sentence.text for sentence in split_text(text)] == sentences


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    """A text broken to a fixed width is read across its line ends."""
    text = (
        "The Minister of Trade of Romania, Ana Popescu, received today\n"
        "the Ambassador of Czechia, Jan Novák, and spoke about the new\n"
        "bridge. They agreed.\n"
    )
    assert len(split_text(text)) == 2
    assert {sentence.paragraph for sentence in split_text(text)} == {0}


def test_a_line_without_end_is_cut() -> None:
    """A line of a megabyte gives sentences of bounded length that hold all of it."""
    text = "word " * 200_000
    found = split_text(text)
    assert max(len(sentence.text) for sentence in found) <= 1600
    assert sum(sentence.text.count("word") for sentence in found) == 200_000


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        ("Also read: Two ministers to meet in Rome", "teaser"),
        ("READ MORE: A new port", "teaser"),
        ("Related: the pact explained", "teaser"),
        ("Writing by Ana Popescu", "byline"),
        ("About the Union: the Union was founded in 1999.", "boilerplate"),
        ("Subscribe to our newsletter for weekly updates.", "boilerplate"),
        ("For media inquiries: Press Office", "contact"),
        ("Brasília, October 9, 2024", "dateline"),
        ("The two ministers met in Rome and agreed to open the bridge.", "body"),
    ],
)
def test_roles(paragraph: str, role: str) -> None:
    """A paragraph's opening tells what it is for."""
    news = "The Minister met the Ambassador. They agreed on a plan for the port."
    found = split_text(f"{news}\n\n{paragraph}")
    assert found[-1].role == role
    assert found[0].role == "body"


def test_what_follows_about_us_is_boilerplate() -> None:
    """A heading such as "About us" gives its role to what follows it."""
    text = "The ministers met on Monday in Rome.\n\nAbout us\n\nWe bring the news of the region."
    assert [sentence.role for sentence in split_text(text)] == [
        "body",
        "boilerplate",
        "boilerplate",
    ]
