"""Any text is read, its evidence is its own words, and what is said twice is read the same."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comity.model.text import Document, DocumentId
from comity.reading.facts.meeting import find_meetings
from comity.reading.mentions import find_mentions
from comity.reading.sentences import LONGEST_SENTENCE, split, split_text
from comity.reading.text import settle

PIECES = st.sampled_from(
    (
        "President ", "Minister of Foreign Affairs ", "Ana Popescu ", "Jan Novák ", "of Romania ",
        "of the ", "Czech ", "met with ", "spoke today with ", "and ", ", ", ". ", "; ", "\n",
        "\n\n", "on 12 May 2024 ", "yesterday ", "in Paris ", "the two sides ", "he ", "his ",
        "counterpart ", "delegation led by ", "was received by ", "Mr. ", "H.E. ", "’s ", "'s ",
        "(", ")", "– ", "“", "Ambassadors ", "from ", "bin ", "al-", "J. ", "\x00", "\ud800", "é",
        "held the third session of the Joint Commission ", "will ", "Also read: ", "About us\n",
    )
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(max_size=400),
    st.text(alphabet="Aa. \n’-", max_size=400),
)
HOMES = st.sampled_from((None, "ROU", "USA", "EU"))

NEWS = (
    "Bucharest, 12 May 2024 – Foreign Minister Ana Popescu met today with Foreign Minister Jan "
    "Novák of Czechia.\n\nThe two ministers agreed to open a consulate in Brno."
)


def _read(text: str, home: str | None = "ROU") -> tuple[object, ...]:
    document = Document(id=DocumentId("x"), text=settle(text), publisher_country=home)
    sentences = split(document)
    mentions = find_mentions(document, sentences)
    return find_meetings(document, sentences, mentions)


@given(raw=TEXTS)
def test_settling_is_done_once(raw: str) -> None:
    """Settling a settled text changes nothing."""
    assert settle(settle(raw)) == settle(raw)


@given(raw=TEXTS)
def test_sentences_hold_the_text(raw: str) -> None:
    """Sentences are slices in order, bounded in length, and leave out nothing but white space."""
    text = settle(raw)
    found = split_text(text)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(len(s.text) <= LONGEST_SENTENCE for s in found)
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
    assert [s.index for s in found] == list(range(len(found)))


@given(raw=TEXTS, home=HOMES)
def test_evidence_is_a_slice_of_the_text(raw: str, home: str | None) -> None:
    """Every mention and every quote is a slice of the text, and none is longer than 60 words."""
    document = Document(id=DocumentId("x"), text=settle(raw), publisher_country=home)
    sentences = split(document)
    mentions = find_mentions(document, sentences)
    assert all(document.text[m.start : m.end] == m.text for m in mentions.all)
    for meeting in find_meetings(document, sentences, mentions):
        for fact in (meeting, *meeting.participants):
            evidence = fact.evidence
            assert document.text[evidence.start : evidence.end] == evidence.quote
            assert len(evidence.quote.split()) <= 60
            assert 0 <= fact.confidence <= 1


@given(raw=TEXTS)
def test_the_same_text_is_read_the_same(raw: str) -> None:
    """Reading another text between two readings of one changes nothing."""
    before = _read(raw)
    _read(NEWS)
    assert _read(raw) == before


@given(noise=st.lists(st.sampled_from(("Also read: ", "READ MORE: ", "Related: ")), max_size=4))
def test_teasers_change_no_fact(noise: list[str]) -> None:
    """Teasers for other stories after the news leave its meetings as they are."""
    teasers = "".join(
        f"\n\n{opening}President Kim meets King Harald of Norway" for opening in noise
    )
    assert _read(NEWS + teasers) == _read(NEWS)


def test_many_names_are_read() -> None:
    """A long text of names, or of one word of a megabyte, is read like any other text."""
    names = "Minister Ana Popescu of Romania met President Jan Novák of Czechia and "
    _read(names * (150_000 // len(names)))
    _read("Popescu " * 40_000)
    _read("x" * 1_000_000)
