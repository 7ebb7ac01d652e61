"""What stands on paper: PDF, Word file and workbook, read back by other programs."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from xml.etree import ElementTree

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.briefing.words import show_figure, show_range
from comity.model.brief import BriefOptions, Note, Paragraph, Section, Sentence
from comity.model.findings import Finding
from forms import rendered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RIGHT_TO_LEFT_QUOTE = "براہ راست پروازیں شروع ہو گئیں"


def brief(template="dossier", **options):
    """Return the brief on the composed pair."""
    return compose(
        dossiers.pair(),
        BriefOptions(template=template, marking="RESTRICTED", desk="Composed Desk", **options),
    )


def squeezed(text: str) -> str:
    """Return text without the spaces that line breaks and layout add or take."""
    return re.sub(r"[\s\u2068\u2069\ufffe\x02-]+", "", text)


def pdf_text(data: bytes) -> list[str]:
    """Return the text of each page."""
    pdfium = pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]


def test_every_sentence_stands_in_the_pdf():
    """The PDF's text holds every sentence and every cell; right-to-left quotes aside."""
    made = brief()

    text = squeezed("".join(pdf_text(rendered("pdf", made))))
    for item in made.sentences():
        for words in (item.text,) if isinstance(item, Sentence) else item.cells:
            assert squeezed(words) in text
    for note in made.notes:
        if note.quote and note.language == "en":
            assert squeezed(f"“{note.quote}”") in text


def test_every_page_carries_marking_desk_and_number():
    """The marking stands at the top and foot of each page, desk and date at the foot, numbered."""
    pages = pdf_text(rendered("pdf", brief()))

    for number, text in enumerate(pages, start=1):
        assert text.count("RESTRICTED") == 2
        assert "Composed Desk · 15 January 2024" in text
        assert f"{number} / {len(pages)}" in text


@pytest.mark.parametrize("pages", [None, 1, 3])
def test_the_pdf_has_no_more_sides_than_asked_for(pages):
    """A visit brief takes two sides, or as many as asked for, however much there is to say."""
    for dossier in (dossiers.pair(), dossiers.rich(20, measures=60)):
        made = compose(dossier, BriefOptions(pages=pages))
        assert len(pdf_text(rendered("pdf", made))) <= (pages or 2)


def test_the_pdf_says_it_is_tagged_and_accessible():
    """The PDF is tagged, has a title and a language, and claims PDF/UA-1."""
    data = rendered("pdf", brief())

    assert b"pdfuaid:part>1<" in data or b'pdfuaid:part="1"' in data
    assert b"/MarkInfo" in data
    assert b"/Lang" in data


WORDS = {
    "am": ("ኢትዮጵያ እና ኤርትራ", "Ethiopic"),
    "ar": ("وزارة الخارجية", "NaskhArabic"),
    "az": ("Xarici İşlər Nazirliyi, Elçin Məmmədov", "NotoSans-"),
    "bn": ("বাংলাদেশ ও ভারতের পররাষ্ট্র সচিব", "Bengali"),
    "el": ("Υπουργείο Εξωτερικών", "NotoSans-"),
    "gu": ("ગુજરાતી સમાચાર", "Gujarati"),
    "he": ("משרד החוץ של ישראל", "Hebrew"),
    "hi": ("भारत और पाकिस्तान के विदेश सचिव", "NotoSans-"),
    "hy": ("Հայաստանի արտաքին գործերի նախարար", "Armenian"),
    "ja": ("日本の外務省", "NotoSansSC"),
    "ka": ("საქართველო და აზერბაიჯანი", "Georgian"),
    "km": ("ព្រះរាជាណាចក្រកម្ពុជា", "Khmer"),
    "ko": ("대한민국 외교부 장관", "NotoSansKR"),
    "lo": ("ກະຊວງການຕ່າງປະເທດ", "Lao"),
    "my": ("မြန်မာနိုင်ငံ", "Myanmar"),
    "pa": ("ਪੰਜਾਬੀ ਖ਼ਬਰਾਂ", "Gurmukhi"),
    "ru": ("Министерство иностранных дел", "NotoSans-"),
    "si": ("ශ්‍රී ලංකා විදේශ අමාත්‍ය", "Sinhala"),
    "ta": ("இலங்கை வெளியுறவு அமைச்சர்", "Tamil"),
    "te": ("తెలుగు వార్తలు", "Telugu"),
    "th": ("ประเทศไทยและลาว", "Thai"),
    "ur": (RIGHT_TO_LEFT_QUOTE, "NastaliqUrdu"),
    "vi": ("Bộ Ngoại giao Việt Nam", "NotoSans-"),
    "zh": ("中华人民共和国外交部 臺灣", "NotoSansSC"),
}
"""Language -> words in its script, and a part of the name of the face that sets them."""


def test_every_script_is_set_with_the_fonts_shipped():
    """Each script's words are set in the face that comes for it, and no letter is a box."""
    pdfium = pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    notes = tuple(
        Note(number=number, kind="quote", text="Composed Gazette", quote=words, language=language)
        for number, (language, (words, _)) in enumerate(WORDS.items(), start=1)
    )
    said = Sentence(text="In all scripts.", notes=tuple(note.number for note in notes))
    section = Section(key="x", heading="X", blocks=(Paragraph(sentences=(said,)),))
    made = replace(brief(), sections=(section,), notes=notes)

    file = pdfium.PdfDocument(rendered("pdf", made))
    faces, boxes = set(), 0
    for page in file:
        for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT]):
            faces.add(item.get_font().get_base_name())
        boxes += page.get_textpage().get_text_range().count("\ufffd")
    assert {part for _, part in WORDS.values() if not any(part in face for face in faces)} == set()
    assert boxes == 0


def test_the_fonts_shipped_have_every_letter_of_every_script():
    """Every letter of the sample words has a glyph, and every face shipped is one the PDF asks."""
    ttlib = pytest.importorskip("fontTools.ttLib", reason="fontTools is not installed")
    package = files("comity.briefing")
    points: set[int] = set()
    template = (package / "renderers" / "templates" / "brief.typ").read_text(encoding="utf-8")
    for face in (package / "fonts").iterdir():
        if face.name.endswith(".ttf"):
            font = ttlib.TTFont(io.BytesIO(face.read_bytes()))
            points |= set(font.getBestCmap())
            assert font["name"].getBestFamilyName().removeprefix("Noto ") in template

    letters = {char for words, _ in WORDS.values() for char in words if not char.isspace()}
    assert {char for char in letters if ord(char) not in points and char != "\u200d"} == set()


def test_a_word_file_has_real_footnotes_and_headings():
    """Each note is a footnote called for in the text; headings have Word's own styles."""
    made = brief()
    with zipfile.ZipFile(io.BytesIO(rendered("docx", made))) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))  # noqa: S314 - our own
        notes = ElementTree.fromstring(file.read("word/footnotes.xml"))  # noqa: S314 - our own

    called = [item.get(f"{W}id") for item in body.iter(f"{W}footnoteReference")]
    assert called == [str(note.number) for note in made.notes]
    texts = {
        item.get(f"{W}id"): "".join(words.text or "" for words in item.iter(f"{W}t"))
        for item in notes.iter(f"{W}footnote")
    }
    for note in made.notes:
        assert note.text in texts[str(note.number)]
        assert (note.quote or "") in texts[str(note.number)]
    styles = [item.get(f"{W}val") for item in body.iter(f"{W}pStyle")]
    assert {"Title", "Heading1", "Heading2", "Heading3"} <= set(styles)


def test_word_tells_right_to_left_from_left_to_right():
    """An Urdu quote is a run from right to left in its language."""
    with zipfile.ZipFile(io.BytesIO(rendered("docx", brief()))) as file:
        notes = ElementTree.fromstring(file.read("word/footnotes.xml"))  # noqa: S314 - our own

    runs = [run for run in notes.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert ["".join(t.text or "" for t in run.iter(f"{W}t")) for run in runs] == [
        RIGHT_TO_LEFT_QUOTE
    ]
    assert runs[0].find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ur"


@pytest.mark.slow
def test_libreoffice_opens_the_word_file(tmp_path):
    """LibreOffice turns the Word file into a PDF with all of its text."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    made = brief()
    (tmp_path / "brief.docx").write_bytes(rendered("docx", made))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "brief.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    text = squeezed("".join(pdf_text((tmp_path / "brief.pdf").read_bytes())))
    for item in made.sentences():
        for words in (item.text,) if isinstance(item, Sentence) else item.cells:
            assert squeezed(words) in text


def test_figures_on_paper_are_the_findings_rounded_by_the_one_rule():
    """Each figure's row shows the finding's value and range as the rule says, and no other."""
    made = brief()
    findings = [item for item in dossiers.pair().examinations if isinstance(item, Finding)]

    rows = [item for item in made.sentences() if getattr(item, "figure", None)]
    assert [row.figure for row in rows] == [figure for f in findings for figure in f.figures]
    for row in rows:
        assert row.cells[1:3] == (show_figure(row.figure), show_range(row.figure))
    shown = [row.cells[1].replace("\u00a0", " ") for row in rows]
    assert shown == ["2,160 km", "3 h 10", "78 %", "not available"]


def test_the_workbook_is_live():
    """The days follow the day in B1; figures stand unrounded beside a cell for one's own."""
    sheets = workbook(rendered("xlsx", brief("measure-sheet")))

    measures, figures = sheets["Measures"], sheets["Figures"]
    assert measures["A4"] == "Rail link: “better rail connections”"
    assert measures["B1"] == (date(2024, 1, 15) - date(1899, 12, 30)).days
    assert measures["E4"] == ("$B$1-C4", 277)
    assert measures["G4"] == ("F4-$B$1", (date(2023, 12, 31) - date(2024, 1, 15)).days)
    assert (figures["C2"], figures["D2"]) == (2160.4, "km")
    assert figures["I2"][0] == 'IF(OR(H2="",C2="",C2=0),"",H2/C2)'


def workbook(data: bytes) -> dict[str, dict[str, object]]:
    """Return the cells of each sheet: text, number, or formula with its value."""
    spreadsheet = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    shared = [
        "".join(t.text or "" for t in item.iter(f"{spreadsheet}t"))
        for item in ElementTree.fromstring(parts["xl/sharedStrings.xml"])  # noqa: S314 - our own
    ]
    names = [
        sheet.get("name")
        for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(  # noqa: S314 - our own
            f"{spreadsheet}sheet"
        )
    ]
    sheets: dict[str, dict[str, object]] = {}
    for number, name in enumerate(names, start=1):
        root = ElementTree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])  # noqa: S314
        cells: dict[str, object] = {}
        for cell in root.iter(f"{spreadsheet}c"):
            value, formula = cell.findtext(f"{spreadsheet}v"), cell.findtext(f"{spreadsheet}f")
            made: object = value
            if value is not None and cell.get("t") == "s":
                made = shared[int(value)]
            elif value and cell.get("t") is None:
                made = float(value)
            cells[cell.get("r", "")] = made if formula is None else (formula, made)
        sheets[name or ""] = cells
    return sheets


def test_no_clock_enters_a_file():
    """Office files name no moment but the brief's day."""
    for form in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(rendered(form, brief()))) as file:
            assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = file.read("docProps/core.xml").decode()
        assert str(datetime.now().year) not in core or "2024-01-15" in core  # noqa: DTZ005
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2024-01-15T"}
