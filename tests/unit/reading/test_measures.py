"""Measures: what is read of a sentence, and with which details."""

import pytest

from comity.model.dates import ReportedDate
from comity.model.facts import Measure
from comity.model.text import Document, text_id
from comity.reading.facts.measures import find_measures
from comity.reading.facts.pieces import cut_pieces
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split


def read(text: str, published: str = "2024-03-05") -> tuple[Measure, ...]:
    """Return the measures of a text published on a day."""
    document = Document(
        id=text_id(text), text=text, published=ReportedDate.parse(published, basis="published")
    )
    sentences = split(document)
    return find_measures(document, sentences, find_mentions(document, sentences), ())


def test_coordinated_measures_are_two_with_the_same_words() -> None:
    """Road and rail in one breath give a road link and a rail link with one quote."""
    found = read("Kenya and Uganda discussed ways to improve road and rail connectivity.")

    assert {m.kind for m in found} == {"road-link", "rail-link"}
    assert len({m.evidence.quote for m in found}) == 1
    assert {m.status.value for m in found} == {"discussed"}


def test_clauses_with_their_own_verbs_keep_their_own_status() -> None:
    """What was signed and what was suspended in one sentence are told apart."""
    found = read(
        "Nepal and Bhutan signed a memorandum of understanding on seeds, while the flights between "
        "Kathmandu and Paro remain suspended."
    )

    assert {m.kind: m.status.value for m in found} == {
        "agreement": "signed",
        "air-link": "suspended",
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The direct flights between Oslo and Lagos have been suspended.", "suspended"),
        ("The plan for direct flights between Oslo and Lagos was scrapped.", "abandoned"),
        ("No decision was taken on direct flights between Oslo and Lagos.", "discussed"),
        ("Direct flights between Oslo and Lagos may be opened if approved by both.", "proposed"),
        ("An air services agreement is to be signed in May.", "agreed"),
        ("An air services agreement was signed in Oslo.", "signed"),
        ("Negotiations on the free trade agreement are under way.", "under-way"),
        ("The free trade agreement entered into force on Friday.", "implemented"),
    ],
)
def test_status_respects_negation_condition_and_tense(text: str, status: str) -> None:
    """The same measure has another status when it is denied, conditional, past or to come."""
    assert [m.status.value for m in read(text)][:1] == [status]


def test_parties_are_those_named_sorted() -> None:
    """A measure names the parties that would act, by code and in order."""
    (found,) = read("Peru and Chile signed a treaty on the transfer of sentenced persons.")

    assert found.parties == ("CHL", "PER")


def test_promised_day_lies_after_publication() -> None:
    """A day to come is when the measure is due; a day past is not."""
    (due,) = read("Peru will open an embassy in Hanoi on 12 June 2024.")
    (past,) = read("The consulate of Peru in Hanoi was inaugurated on 12 January 2024.")

    assert due.due is not None
    assert due.due.iso == "2024-06-12"
    assert past.due is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "and and and",
        "The two sides had a warm conversation about the weather.",
        "Also read: Kenya to open direct flights to Baku",
    ],
)
def test_nothing_is_read_where_nothing_is_said(text: str) -> None:
    """Empty words and teasers give no measure."""
    assert read(text) == ()


def test_quote_is_the_very_words_and_no_longer_than_forty() -> None:
    """Every quote is a slice of the text of at most 40 words."""
    text = (
        "They agreed to build a highway from Kigali to Kasulu "
        + "of the finest asphalt " * 30
        + "."
    )

    for measure in read(text):
        evidence = measure.evidence
        assert evidence.quote == text[evidence.start : evidence.end]
        assert len(evidence.quote.split()) <= 40


def test_pieces_cover_the_verbs_of_a_sentence_one_by_one() -> None:
    """A sentence is cut where a new verb or a new noun phrase begins."""
    text = (
        "They signed a protocol on fish, agreed to meet in May and opened a bridge over the Drina."
    )

    pieces = [text[piece.start : piece.end] for piece in cut_pieces(text)]

    assert pieces == [
        "They signed a protocol on fish",
        "agreed to meet in May",
        "opened a bridge over the Drina.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers discussed the resumption of direct flights, suspended since 2020.",
        "Both sides agreed to resume the Kigali–Kasulu bus service, which was halted in 2019.",
    ],
)
def test_what_is_taken_up_again_is_not_suspended(text: str) -> None:
    """That a thing had stopped before it is resumed gives neither a status nor a measure."""
    statuses = [measure.status for measure in read(text)]

    assert statuses
    assert "suspended" not in statuses


def test_forces_that_train_are_no_railway() -> None:
    """The verb "train" names no rail link, nor does training."""
    found = read(
        "The Philippines and Japan signed an agreement that lets their forces train on each "
        "other's soil and share training grounds."
    )

    assert found
    assert "rail-link" not in {one.kind for one in found}
