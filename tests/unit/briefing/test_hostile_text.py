"""Text that would be code somewhere stays text in every form."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.briefing.renderers import RENDERERS
from comity.model.actors import Place
from comity.model.brief import Brief, BriefOptions, Paragraph, Section, Sentence
from comity.model.facts import MeasureStatus, Report
from forms import rendered

HOSTILE = (
    '=HYPERLINK("http://evil.example","x") @SUM(1) +1 -1 <script>alert(1)</script> '
    '#panic("x") $x^2$ {{ 7*7 }} [a](http://evil.example) ![b](c) | # * _ ` </w:t> ]]> &amp; %00'
)


def hostile_brief(**options) -> Brief:
    """Return the brief on one measure whose words, title, place and desk are hostile."""
    source = replace(dossiers.document("x1", HOSTILE, date(2023, 4, 13)), title=HOSTILE)
    said = dossiers.step(source, HOSTILE, MeasureStatus.DISCUSSED, date(2023, 4, 13))
    measure = dossiers.history("air-link", (said,), endpoints=(Place(name=HOSTILE),))
    dossier = replace(
        dossiers.without_reports(), measures=(measure,), reports=(Report(document=source),)
    )
    return compose(dossier, BriefOptions(marking=HOSTILE, desk=HOSTILE, **options))


def test_html_holds_no_element_of_a_document():
    """A script in a quote is shown, not run, and nothing of a document becomes an attribute."""
    text = rendered("html", hostile_brief()).decode()

    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_markdown_escapes_what_would_be_markup():
    """Links, pictures, tables and HTML of a document are escaped."""
    text = rendered("md", hostile_brief()).decode()

    assert r"\](http://evil.example)" in text
    assert not re.search(r"(?<!\\)(\]\(http|<script|\|\s#)", text)


def test_markdown_leaves_numbers_as_they_are():
    """A number at the start of a line stays one; what would be a list or a heading is escaped."""
    said = {"2.2 times": "2.2 times", "1. first": "1\\. first", "- one": "\\- one", "==": "\\=="}
    for text, wanted in said.items():
        sentence = Sentence(text=text, notes=(1,))
        section = Section(key="x", heading="X", blocks=(Paragraph(sentences=(sentence,)),))
        made = replace(hostile_brief(), sections=(section,))
        assert f"\n{wanted}[^1]\n" in rendered("md", made).decode()


def test_a_workbook_holds_no_formula_of_a_document():
    """Every foreign cell is a string; the only formulas are our own sums and comparisons."""
    data = rendered("xlsx", hostile_brief())

    formulas = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not [name for name in book.namelist() if "rels" in name and "sheet" in name]
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                root = ElementTree.fromstring(book.read(name))  # noqa: S314 - written by us
                formulas += [cell.text for cell in root.iter() if cell.tag.endswith("}f")]
    assert formulas
    assert all(formula.startswith(("$B$1-C", "F", "IF(")) for formula in formulas)


def test_a_pdf_shows_markup_of_a_document_as_text():
    """Typst code in a quote is printed."""
    pdfium = pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")

    pages = pdfium.PdfDocument(rendered("pdf", hostile_brief()))
    text = " ".join(page.get_textpage().get_text_range() for page in pages)

    assert '#panic("x")' in " ".join(text.split())


def test_a_word_file_is_well_formed():
    """XML of a document cannot break the parts of a Word file."""
    data = rendered("docx", hostile_brief())

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))  # noqa: S314 - written by us
        notes = file.read("word/footnotes.xml").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in notes


@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_characters_no_file_can_hold_are_shown_as_missing(form):
    """A lone surrogate and control characters break no form."""
    source = dossiers.document("x2", "odd \ud800 \x0b words", date(2023, 4, 13))
    said = dossiers.step(source, "odd \ud800 \x0b words", MeasureStatus.AGREED, date(2023, 4, 13))
    dossier = replace(
        dossiers.without_reports(),
        measures=(dossiers.history("visit", (said,)),),
        reports=(Report(document=source),),
    )

    assert rendered(form, compose(dossier))


@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_a_name_of_three_hundred_characters_is_printed(form):
    """A name far too long is wrapped or cut for a picture, and stands whole in the text."""
    name = "Very " * 59 + "Long"
    pair = dossiers.pair()
    people = tuple(replace(person, name=name) for person in pair.meetings[0].participants)
    dossier = replace(pair, meetings=(replace(pair.meetings[0], participants=people),))

    data = rendered(form, compose(dossier, BriefOptions(template="dossier")))

    assert data
    if form in {"html", "md"}:
        assert name in data.decode()
    if form == "json":
        assert name in json.dumps(json.loads(data))
