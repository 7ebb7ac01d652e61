"""Every line and picture of every template stands on a note, and says if nobody checked it."""

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.model.brief import (
    TEMPLATES,
    BriefOptions,
    Bullets,
    Chart,
    Ladder,
    Paragraph,
    Table,
    Timeline,
)
from comity.model.text import DocumentId

DOSSIERS = {
    "pair": dossiers.pair(),
    "rich": dossiers.rich(5, measures=12),
    "none": dossiers.without_reports(),
}
EVERY = [(name, template) for name in DOSSIERS for template in TEMPLATES]


@pytest.fixture(params=EVERY, ids="-".join)
def case(request):
    """Return a dossier and the brief on it by one template, at full length and with an addendum."""
    name, template = request.param
    dossier = DOSSIERS[name]
    before = compose(dossiers.without_reports(), BriefOptions(template=template))
    options = BriefOptions(template=template, pages=0, previous=before, closed=(DocumentId("d2"),))
    return dossier, compose(dossier, options)


def test_every_line_and_picture_calls_a_note_that_is_there(case):
    """Notes are numbered 1, 2, 3 in reading order, each is called, and nothing goes without."""
    _, brief = case
    called = []
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Bullets | Table):
                lines = {Paragraph: "sentences", Bullets: "items", Table: "rows"}[type(block)]
                assert all(item.notes for item in getattr(block, lines))
                called += [n for item in getattr(block, lines) for n in item.notes]
                continue
            assert block.notes
            called += block.notes
            if isinstance(block, Chart):
                called += [number for row in block.table.rows for number in row.notes]
    assert set(called) == {note.number for note in brief.notes}
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))


def test_every_note_is_words_of_a_document_or_names_its_data(case):
    """A quote is the slice of its document's text; any other note says what the line rests on."""
    dossier, brief = case
    texts = {report.id: report.document.text for report in dossier.reports}
    for note in brief.notes:
        if note.kind == "quote":
            assert note.quote == texts[note.evidence.document][
                note.evidence.start : note.evidence.end
            ] != ""  # fmt: skip
        else:
            assert note.quote is None
            assert len(note.text) > len("No source.")


def test_what_nobody_confirmed_carries_the_dagger(case):
    """A line that rests on words is marked unless each of its facts was confirmed by a person."""
    dossier, brief = case
    confirmed = {
        step.evidence for item in dossier.measures for step in item.statuses if step.confirmed
    }
    words = {note.number: note.evidence for note in brief.notes if note.kind == "quote"}
    for item in brief.sentences():
        rests_on = {words[number] for number in item.notes if number in words}
        if rests_on - confirmed:
            assert item.unconfirmed
        else:
            assert not item.unconfirmed


def test_rungs_and_days_nobody_confirmed_carry_the_dagger():
    """On ladders and timelines too the dagger stands by what no person confirmed."""
    brief = compose(dossiers.pair(), BriefOptions(template="dossier"))

    blocks = [block for section in brief.sections for block in section.blocks]
    flights = next(item for item in blocks if isinstance(item, Ladder) and "flight" in item.caption)
    assert [step.on for step in flights.steps if step.on] == ["13 April 2023†", "2 November 2023"]
    timeline = next(item for item in blocks if isinstance(item, Timeline))
    assert {
        entry.label.endswith("†") for entry in timeline.entries if "discussed" in entry.label
    } == {True}
    assert "Direct flight Baku–Islamabad: implemented" in {e.label for e in timeline.entries}
