"""What PDF/UA-1 (ISO 14289-1) asks of a brief on paper, read from the file by another program.

The clause stands with each check. What no program can judge (is the alternative text apt, is the
reading order sensible) is not claimed here; the full profile needs veraPDF.
"""

import io
from itertools import pairwise

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.model.brief import TEMPLATES, BriefOptions
from forms import rendered

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")

STANDARD = {
    "Document", "Part", "Sect", "Div", "BlockQuote", "Caption", "Index", "P", "H1", "H2", "H3",
    "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span",
    "Quote", "Note", "Reference", "Code", "Link", "Figure", "Formula",
}  # fmt: skip
"""Structure types of ISO 32000-1, 14.8.4, those a brief may need."""
INSIDE = {
    "TR": {"THead", "TBody", "TFoot", "Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"},
    "LBody": {"LI"}, "THead": {"Table"}, "TBody": {"Table"},
}  # fmt: skip
"""What a structure element may stand in (ISO 14289-1, 7.2)."""
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
PAGES = {
    "pair": dossiers.pair(),
    "long": dossiers.rich(6, measures=12),
    "none": dossiers.without_reports(),
}


@pytest.fixture(scope="module", params=[(d, t) for d in PAGES for t in TEMPLATES], ids="-".join)
def pdf(request):
    """Return a brief of each template on each dossier, as an opened PDF."""
    name, template = request.param
    options = BriefOptions(template=template, marking="RESTRICTED", desk="Composed Desk")
    return pikepdf.open(io.BytesIO(rendered("pdf", compose(PAGES[name], options))))


def elements(pdf):
    """Yield every structure element with its parent's type, in reading order."""

    def walk(kids, parent):
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid, parent
                if "/K" in kid:
                    yield from walk(kid.K, str(kid.S)[1:])

    return list(walk(pdf.Root.StructTreeRoot.K, ""))


def test_the_file_says_what_it_is(pdf):
    """Title shown, language set, marked as tagged, PDF/UA-1 named (5, 7.1, 7.2)."""
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert not root.MarkInfo.get("/Suspects", False)
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(root.Lang) == "en-GB"
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == str(pdf.docinfo.Title) != ""


def test_every_mark_on_a_page_is_content_or_artefact(pdf):
    """Nothing is painted outside a tag, and each tag leads into the structure tree (7.1)."""
    for page in pdf.pages:
        assert page.Tabs == "/S"
        open_tags, numbers = [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in {"BDC", "BMC"}:
                number = operands[1].get("/MCID") if len(operands) > 1 else None
                open_tags.append("Artifact" if operands[0] == "/Artifact" else number)
                numbers += [] if number is None else [int(number)]
            elif str(operator) == "EMC":
                open_tags.pop()
            elif str(operator) in PAINTS:
                assert [tag for tag in open_tags if tag is not None]
        assert sorted(set(numbers)) == sorted(numbers)
        owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(page.StructParents)]
        assert all(owners[number].Type == "/StructElem" for number in numbers)


def test_every_element_is_of_a_standard_type_in_its_place(pdf):
    """Own types are mapped to standard ones; rows, cells and items stand where they must (7.2)."""
    roles = {str(own)[1:]: str(to)[1:] for own, to in pdf.Root.StructTreeRoot.RoleMap.items()}
    for element, parent in elements(pdf):
        kind = str(element.S)[1:]
        assert roles.get(kind, kind) in STANDARD
        if kind in INSIDE:
            assert parent in INSIDE[kind]


def test_headings_do_not_skip_a_level(pdf):
    """The first heading is of level 1, and none lies two levels below the one before (7.4.2)."""
    kinds = [str(element.S) for element, _ in elements(pdf)]
    levels = [0, *(int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit())]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert "/Title" in kinds


def test_pictures_links_and_notes_can_be_read_aloud(pdf):
    """Pictures and links carry words, notes a name of their own (7.3, 7.9, 7.18.5)."""
    kept = [element for element, _ in elements(pdf)]
    for figure in (element for element in kept if element.S == "/Figure"):
        assert len(str(figure.Alt)) > len("Map of")
    names = [str(element.ID) for element in kept if element.S == "/Note"]
    assert len(set(names)) == len(names) > 0
    links = [note for page in pdf.pages for note in page.get("/Annots", pikepdf.Array())]
    assert links
    assert all(str(link.Contents) and "/StructParent" in link for link in links)


def test_tables_are_whole_and_their_heads_have_a_scope(pdf):
    """Every row has as many cells as the head, and every head cell says for what (7.5)."""
    for table in (element for element, _ in elements(pdf) if element.S == "/Table"):
        rows = [row for part in table.K for row in (part.K if part.S != "/TR" else [part])]
        assert len({len(row.K) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row.K if cell.S == "/TH"):
            assert any(item.get("/Scope") == "/Column" for item in cell.A)


def test_every_font_is_in_the_file_and_tells_its_letters(pdf):
    """Each font is embedded and maps its glyphs to Unicode (7.21.4.1, 7.21.7)."""
    kept = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    whole = [item for item in kept if item.get("/Subtype") == "/Type0"]
    assert whole
    for font in whole:
        assert "/ToUnicode" in font
        assert {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())


def test_a_validator_of_others_finds_nothing(pdf, tmp_path):
    """The package pdfua finds no fault; its look at headings fails on itself and is not counted."""
    pdfua = pytest.importorskip("pdfua", reason="pdfua is not installed")
    pdf.save(tmp_path / "brief.pdf")

    report = pdfua.validate(str(tmp_path / "brief.pdf"))
    assert [(found.rule_id, found.message) for found in report.findings
            if (found.rule_id, found.severity.name) != ("UA-14-001", "SKIP")] == []  # fmt: skip


def test_the_validator_of_others_bites(tmp_path):
    """A brief whose language is taken away is found out."""
    pdfua = pytest.importorskip("pdfua", reason="pdfua is not installed")
    with pikepdf.open(io.BytesIO(rendered("pdf", compose(dossiers.pair())))) as spoilt:
        del spoilt.Root.Lang
        spoilt.save(tmp_path / "spoilt.pdf")

    report = pdfua.validate(str(tmp_path / "spoilt.pdf"))
    assert "UA-06-001" in {found.rule_id for found in report.findings}
