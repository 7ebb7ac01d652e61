"""A brief kept to its sides: what is let in first, what is said of the rest, how notes shrink."""

import io
import zipfile
from dataclasses import replace

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.briefing.length import sides
from comity.briefing.trimming import CUT
from comity.model.brief import Brief, BriefOptions, Map, Note, Paragraph, Section, Sentence, Table
from forms import rendered


def kinds(brief):
    """Return the kinds of section of a brief, in order."""
    return [section.key.split(":")[0] for section in brief.sections]


def test_two_sides_have_the_map_beside_the_figures_of_both_countries():
    """A rich pair keeps its map on two sides, next to the table, before anything else is told."""
    brief = compose(dossiers.rich(100, measures=120))

    glance = next(section for section in brief.sections if section.key == "glance")
    assert [type(block) for block in glance.blocks[:2]] == [Map, Table]
    assert kinds(brief)[:4] == ["objective", "points", "free", "glance"]
    assert sides(brief) <= 2


def test_two_sides_have_something_of_every_part():
    """No part of a rich pair is crowded out by a list of another."""
    found = set(kinds(compose(dossiers.rich(100, measures=120))))

    assert {
        "objective", "points", "glance", "meetings", "measures", "positions", "examinations",
    } <= found  # fmt: skip


def test_what_is_left_out_is_told_once():
    """One sentence at the end names everything that was cut, with its number."""
    brief = compose(dossiers.crowded(60, reports=20))

    told = [item for item in brief.sentences() if isinstance(item, Sentence)]
    left = [item.text for item in told if "in the dossier" in item.text]
    assert len(left) == 1
    shown = {
        kind: sum(item.key.startswith(f"{kind}:") for item in brief.sentences())
        for kind in ("point", "measure")
    }
    assert f"{60 - shown['point']} points" in left[0]
    assert f"{60 - shown['measure']} open measures" in left[0]


def test_more_room_never_tells_less():
    """Three sides hold at least as many lines of every kind as two."""
    dossier = dossiers.rich(40, measures=60)
    two, three = (compose(dossier, BriefOptions(pages=pages)) for pages in (2, 3))

    for kind in ("point:", "measure:", "meeting:", "position:"):
        counts = [sum(one.key.startswith(kind) for one in it.sentences()) for it in (two, three)]
        assert counts[0] <= counts[1]


@pytest.mark.parametrize("key", sorted(kind for kind, nouns in CUT.items() if nouns))
def test_every_list_that_can_be_cut_has_a_name_for_one_and_for_many(key):
    """The sentence on what is gone can name one and several of each."""
    one, many = CUT[key]

    assert one != many


def test_a_document_is_named_in_full_once():
    """On paper a second note of a document points to the first, and no quote is printed twice."""
    brief = compose(dossiers.pair())

    notes = [note for note in brief.notes if note.evidence and note.evidence.document == "d1"]
    assert len(notes) > 2
    assert not notes[0].text.startswith("document of note")
    assert {note.text for note in notes[1:]} == {f"document of note {notes[0].number}"}
    said = next(item for item in brief.sentences() if item.key.startswith("position:"))
    assert brief.notes[said.notes[0] - 1].quote is None
    met = next(item for item in brief.sentences() if item.key.startswith("meeting:"))
    assert brief.notes[met.notes[0] - 1].quote


def test_a_paper_of_any_length_quotes_in_every_note():
    """Where length does not count every note gives its words and its document."""
    brief = compose(dossiers.pair(), BriefOptions(pages=0))

    quotes = [note for note in brief.notes if note.kind == "quote"]
    assert quotes
    assert all(note.quote and "document of note" not in note.text for note in quotes)


def test_word_links_an_address_and_does_not_print_it():
    """In a Word file an address is a link on the note's text and takes no room."""
    note = Note(number=1, kind="source", text="Composed data", address="https://example.org/x")
    words = Paragraph(sentences=(Sentence(text="Said.", notes=(1,)),))
    brief = replace(
        compose(dossiers.without_reports()),
        sections=(Section(key="objective", heading="Objective", blocks=(words,)),),
        notes=(note,),
    )
    assert isinstance(brief, Brief)

    with zipfile.ZipFile(io.BytesIO(rendered("docx", brief))) as file:
        notes = file.read("word/footnotes.xml").decode()
        links = file.read("word/_rels/footnotes.xml.rels").decode()

    assert "https://example.org/x" not in notes
    assert 'Target="https://example.org/x"' in links
    assert "Composed data" in notes
