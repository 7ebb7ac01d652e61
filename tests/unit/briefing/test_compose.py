"""What a brief says: composed from dossiers made by hand."""

from dataclasses import replace
from datetime import date

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.briefing.disclosure import without
from comity.briefing.length import sides
from comity.errors import UsageError
from comity.model.actors import Party
from comity.model.brief import TEMPLATES, WITH_NUMBERS, BriefOptions, Sentence
from comity.model.text import DocumentId


def said(brief):
    """Return all text of a brief in one string."""
    lines = []
    for item in brief.sentences():
        lines.append(item.text if isinstance(item, Sentence) else " | ".join(item.cells))
    return "\n".join(lines)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_line_rests_on_a_note_that_is_there(template):
    """Every sentence and row names notes of the brief, and every note is called for."""
    brief = compose(dossiers.pair(), BriefOptions(template=template))

    numbers = {note.number for note in brief.notes}
    called = {number for item in brief.sentences() for number in item.notes}
    assert called
    assert called <= numbers
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))


def test_a_sentence_without_a_note_cannot_be_built():
    """A sentence that rests on nothing is refused."""
    with pytest.raises(ValueError, match="no note"):
        Sentence(text="Flights will come.", notes=())


@pytest.mark.parametrize("template", TEMPLATES)
def test_quotes_are_slices_of_their_documents(template):
    """Every quoted note is exactly the words at its offsets."""
    dossier = dossiers.pair()
    texts = {report.id: report.document for report in dossier.reports}

    quoted = [
        note for note in compose(dossier, BriefOptions(template=template)).notes if note.quote
    ]

    assert quoted
    for note in quoted:
        document = texts[note.evidence.document]
        slice_of_it = document.text[note.evidence.start : note.evidence.end]
        assert note.quote == slice_of_it
        assert note.language == document.language


def test_a_visit_brief_opens_with_objective_and_points():
    """The ministry's order: objective, points to make, then background in its two parts."""
    brief = compose(dossiers.pair())

    assert [section.heading for section in brief.sections if section.level == 1] == [
        "Objective",
        "Points to make",
        "Background: free to use",
        "Background: not to be disclosed",
    ]
    assert brief.sections[0].blocks[0].sentences[0].text == (
        "Take stock of 1 open measure between Pakistan and Azerbaijan, 1 of them overdue."
    )


def test_the_meeting_is_one_sentence():
    """Who met whom, where and when stands in one sentence with both offices."""
    assert (
        "Sadia Composed (Foreign secretary of Pakistan) met Elçin Məmmədov (Ambassador of "
        "Azerbaijan to Pakistan) in Islamabad on 13 April 2023."
    ) in said(compose(dossiers.pair()))


@pytest.mark.parametrize("pages", [None, 0, 1])
@pytest.mark.parametrize("template", TEMPLATES)
def test_what_a_private_note_says_is_never_free(template, pages):
    """Facts of a private document stand only under "not to be disclosed", or not at all."""
    brief = compose(dossiers.pair(), BriefOptions(template=template, pages=pages))

    private = {n.number for n in brief.notes if n.evidence and n.evidence.document == "d3"}
    for section in brief.sections:
        text = repr(section.blocks)
        if section.disclosure != "closed":
            assert "inance" not in text
            assert not private & {
                number for item in replace(brief, sections=(section,)).sentences()
                for number in item.notes
            }  # fmt: skip


def test_a_document_the_reader_closes_is_treated_as_private():
    """Closing the flight's second report takes the measure's status back in the free part."""
    options = BriefOptions(template="dossier", closed=(DocumentId("d2"),))
    brief = compose(dossiers.pair(), options)

    free = [section for section in brief.sections if section.disclosure == "free"]
    text = said(replace(brief, sections=tuple(free)))
    assert "implemented" not in text
    assert "Direct flight Baku–Islamabad | Discussed" in text


def test_unconfirmed_facts_are_marked():
    """A fact no person confirmed carries the dagger; a confirmed one does not."""
    items = {item.key: item for item in compose(dossiers.pair()).sentences()}

    assert items["measure:m2"].unconfirmed
    assert not items["outcome:m1"].unconfirmed


def test_a_pair_without_reports_gets_a_clear_answer():
    """Where the ledger is silent the brief says so, and what to do."""
    for template in TEMPLATES:
        text = said(compose(dossiers.without_reports(), BriefOptions(template=template)))
        assert "No report on Iceland and Laos is in the ledger" in text
        assert "comity read --keep FILE" in text


def test_a_country_with_itself_is_refused():
    """A brief on one country with itself is the caller's mistake."""
    dossier = replace(dossiers.without_reports(), parties=(Party("PAK"), Party("PAK")))

    with pytest.raises(UsageError, match="both are Pakistan"):
        compose(dossier)


def test_five_hundred_measures_say_what_was_left_out():
    """A brief of two sides names how many open measures it leaves out; the dossier has all."""
    dossier = dossiers.crowded(500)

    short, full = compose(dossier), compose(dossier, BriefOptions(template="dossier"))

    shown = sum(item.key.startswith("measure:") for item in short.sentences())
    assert 2 <= shown < 500
    assert f"{500 - shown} open measures" in said(short)
    assert sum(item.key.startswith("measure:") for item in full.sentences()) == 500


def test_an_addendum_marks_what_changed_and_nothing_else():
    """Against the last issue the new step is marked; a mere count of days is no news."""
    now = dossiers.pair()
    options = BriefOptions(template="dossier", as_of=date(2024, 1, 1))
    before = compose(without(now, {DocumentId("d2")}), options)

    brief = compose(now, BriefOptions(template="dossier", previous=before))

    changed = {item.key for item in brief.sentences() if item.change}
    assert brief.sections[0].heading == "Addendum to the issue of 2024-01-01"
    assert "outcome:m1" in changed
    assert "measure:m2" not in changed
    assert "No longer stated: Direct flight Baku–Islamabad" in said(brief)


def test_the_same_issue_twice_has_no_news():
    """A brief compared with itself says that nothing has changed."""
    first = compose(dossiers.pair())

    again = compose(dossiers.pair(), BriefOptions(previous=first))

    assert again.sections[0].blocks[0].items[0].text == "Nothing has changed."


def test_a_position_is_said_with_its_words():
    """A position names holder, stance, target and area, and quotes the words it rests on."""
    assert (
        "Pakistan supports Azerbaijan on territorial issues, 13 April 2023: “Pakistan supports "
        "the territorial integrity of Azerbaijan”."
    ) in said(compose(dossiers.pair()))


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_a_brief_keeps_to_its_sides_and_says_what_is_gone(pages):
    """What is asked to be one, two or three sides is no longer, and names what was left out."""
    brief = compose(dossiers.crowded(60, reports=20), BriefOptions(pages=pages))

    assert sides(brief) <= pages
    assert "Left out for length, and in the dossier: " in said(brief)
    assert "Take stock of 60 open measures" in said(brief)


def test_a_long_brief_leaves_nothing_out():
    """With no sides to keep to, nothing is left out."""
    brief = compose(dossiers.crowded(60, reports=20), BriefOptions(pages=0))

    assert "in the dossier" not in said(brief)
    assert sum(item.key.startswith("measure:") for item in brief.sentences()) == 60


@pytest.mark.parametrize("template", [name for name in TEMPLATES if name not in WITH_NUMBERS])
def test_papers_without_numbers_need_no_examination(template):
    """What a paper without numbers says is the same whether or not its measures were examined."""
    whole = dossiers.pair()
    bare = replace(whole, examinations=(), closeness=None)

    options = BriefOptions(template=template)
    assert compose(bare, options) == compose(whole, options)


def test_an_issue_with_an_addendum_keeps_to_its_sides():
    """The addendum counts among the sides asked for, and its notes come first."""
    now = dossiers.rich(20, measures=60)
    before = compose(dossiers.rich(19, measures=60))

    brief = compose(now, BriefOptions(previous=before))

    assert brief.sections[0].key == "addendum"
    assert brief.sections[0].blocks[0].items[0].notes == (1,)
    assert sides(brief) <= 2
