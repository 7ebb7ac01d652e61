"""Subjects and measures: any text is read, in its own words, the same every time."""

from hypothesis import given
from hypothesis import strategies as st

from comity.model.facts import Measure, Subject
from comity.model.text import Document, text_id
from comity.reading.facts.measures import find_measures
from comity.reading.facts.pieces import cut_pieces
from comity.reading.facts.subjects import find_subjects
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split
from comity.reading.text import settle
from comity.vocabulary.load import load_vocabulary

WORDS = st.sampled_from(
    [
        "agreed",
        "to",
        "open",
        "flights",
        "between",
        "Oslo",
        "and",
        "Baku",
        ";",
        ",",
        ".",
        "–",
        ":",
        "the",
        "road",
        "and",
        "rail",
        "links",
        "were",
        "suspended",
        "if",
        "approved",
        "by",
        "$",
        "40",
        "million",
        "(a)",
        "which",
        "will",
        "not",
        "be",
        "signed",
        "visas",
        "“",
        "”",
        "2026",
        "\n\n",
        "-",
        "May",
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=120).map(" ".join))


def facts_of(text: str) -> tuple[Subject | Measure, ...]:
    """Return the subjects and measures of a text."""
    document = Document(id=text_id(text), text=text)
    sentences = split(document)
    mentions = find_mentions(document, sentences)
    subjects = find_subjects(document, sentences, mentions, ())
    return (*subjects, *find_measures(document, sentences, mentions, ()))


@given(TEXTS)
def test_any_text_is_read_in_its_own_words(raw: str) -> None:
    """Every quote is a slice of the text, short, and every code is one of the vocabulary."""
    text = settle(raw)
    vocabulary = load_vocabulary()

    for fact in facts_of(text):
        evidence = fact.evidence
        assert evidence.quote == text[evidence.start : evidence.end]
        assert len(evidence.quote.split()) <= 60
        assert 0.0 <= fact.confidence <= 1.0
        if isinstance(fact, Measure):
            assert fact.kind in vocabulary.measures
            assert list(fact.parties) == sorted(fact.parties)
        else:
            assert fact.area in vocabulary.areas


@given(TEXTS)
def test_the_same_text_gives_the_same_facts_whatever_follows_it(raw: str) -> None:
    """Reading twice, or with white space after it, changes nothing."""
    text = settle(raw).rstrip()

    once = facts_of(text)

    assert facts_of(text) == once
    again = facts_of(text + " \n\n \n")
    assert [(f.evidence.quote, f.confidence) for f in again] == [
        (f.evidence.quote, f.confidence) for f in once
    ]


@given(TEXTS)
def test_pieces_stand_in_order_without_overlap(raw: str) -> None:
    """The pieces of a sentence follow one another and lie within it."""
    pieces = cut_pieces(raw)

    last = 0
    for piece in pieces:
        assert last <= piece.start < piece.end <= len(raw)
        last = piece.end
