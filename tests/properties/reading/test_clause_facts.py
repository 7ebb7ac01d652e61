"""Positions, statements and the like come from any text, and their evidence is its very words."""

import string

from hypothesis import given
from hypothesis import strategies as st

from comity.model.facts import Report
from comity.model.text import Document, DocumentId
from comity.reading.facts.clauses import LONGEST_CLAUSE
from comity.reading.facts.events import find_events
from comity.reading.facts.history import find_history
from comity.reading.facts.positions import find_positions
from comity.reading.facts.statements import find_statements
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split
from comity.reading.text import settle

PIECES = st.sampled_from(
    (
        "Peru ", "reaffirmed its support for ", "Chile's sovereignty", " and ", "condemned ",
        "the two sides ", "he ", "they ", "called on ", "; ", ", ", ". ", "\n", "\n\n", "said ",
        "in 1999 ", "recognised ", "the UN ", "’s ", "trade reached $3 billion ", "\x00", "\ud800",
    )
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(max_size=300),
    st.text(alphabet=string.ascii_letters + " ", min_size=500, max_size=900),
)


@given(text=TEXTS, home=st.sampled_from((None, "PER")))
def test_evidence_is_a_slice_of_the_text(text: str, home: str | None) -> None:
    """Any text is read without an exception, and every quote is a short slice of it."""
    document = Document(id=DocumentId("x"), text=settle(text), publisher_country=home)
    sentences = split(document)
    mentions = find_mentions(document, sentences)
    positions = find_positions(document, sentences, mentions)
    report = Report(
        document=document,
        positions=positions,
        history=find_history(document, sentences, mentions),
        events=find_events(document, sentences, mentions, positions=positions),
        statements=find_statements(document, sentences, mentions),
    )
    for fact in (*report.positions, *report.history, *report.statements, *report.events):
        evidence = fact.evidence
        assert evidence.quote == document.text[evidence.start : evidence.end]
        assert len(evidence.quote.split()) <= LONGEST_CLAUSE
        assert 0.0 <= fact.confidence <= 1.0
