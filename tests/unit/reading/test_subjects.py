"""Subjects: which areas a document speaks of, and the words that show it."""

from comity.model.text import Document, text_id
from comity.reading.facts.subjects import find_subjects
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split

REPORT = """The Foreign Ministers of Peru and Chile met in Lima on Monday.

They discussed bilateral trade and tariffs, and agreed to raise trade in goods.

The ministers also spoke about the supply of natural gas and electricity to the border towns.

Also read: Peru wins the football cup"""


def areas(text: str) -> dict[str, str]:
    """Return the quote of each subject of a text."""
    document = Document(id=text_id(text), text=text)
    sentences = split(document)
    found = find_subjects(document, sentences, find_mentions(document, sentences), ())
    for subject in found:
        evidence = subject.evidence
        assert evidence.quote == text[evidence.start : evidence.end]
        assert len(evidence.quote.split()) <= 25
        assert 0 < subject.confidence < 1
    return {subject.area: subject.evidence.quote for subject in found}


def test_areas_talked_about_are_found_with_words_that_show_them() -> None:
    """Trade and energy are subjects of this report, each with a quote that names it."""
    found = areas(REPORT)

    assert "trade" in found["trade"]
    assert "gas" in found["energy"] or "electricity" in found["energy"]


def test_a_teaser_gives_no_subject() -> None:
    """Sport stands only in the link to another story."""
    assert "culture" not in areas(REPORT)


def test_an_area_is_said_once() -> None:
    """However often trade is named, it is one subject; a text of nothing has none."""
    assert list(areas(REPORT * 3)).count("trade") == 1
    assert areas("") == {}
