"""What python-docx does not write: footnotes, page numbers, repeated table heads, our styles.

Source of the element names: ECMA-376 Part 1, WordprocessingML (5th edition, 2016).
"""
# ruff: noqa: SLF001 - python-docx has no public door to the elements below its objects

import io
from typing import TYPE_CHECKING, Any

from comity.briefing.parts.columns import column_shares
from comity.briefing.renderers.printable import language_of, printable
from comity.model.brief import Ladder, Note, Table

if TYPE_CHECKING:
    from docx.document import Document

__all__ = [
    "Footnotes",
    "add_halves",
    "add_ladder",
    "add_picture",
    "add_row",
    "add_table",
    "foreign",
    "frame",
    "redden",
    "style",
]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
ACCENT, CLOSED, SOFT, BAND, REACHED = "123F6B", "7A1F1F", "4A4F57", "F4F6F8", "E6EEF6"
TEXT_WIDTH_EMU = 17 * 360_000  # 17 cm of text; 360,000 English metric units a centimetre
AIR_TWIPS = 80  # between the columns of a table; 567 twips a centimetre
BODY_FONT, TABLE_FONT = "Georgia", "Arial"


class Footnotes:
    """The footnotes part of a document; a note called for again points to the first call."""

    def __init__(self, document: "Document") -> None:
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - the extra [docx]
        from docx.opc.part import XmlPart  # noqa: PLC0415
        from docx.oxml import parse_xml  # noqa: PLC0415

        self._called: set[int] = set()
        self.root = parse_xml(
            f'<w:footnotes xmlns:w="{W}" xmlns:r="{OFFICE}">'
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )
        part = XmlPart(
            PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, self.root, document.part.package
        )
        self.part = part
        document.part.relate_to(part, f"{OFFICE}/footnotes")

    def call(self, paragraph: Any, note: Note) -> None:
        """Set the mark of a note at the end of a paragraph; the first time, write the note too."""
        if note.number in self._called:
            _field(paragraph, f"NOTEREF note_{note.number} \\f \\h", str(note.number))
            return
        self._called.add(note.number)
        mark = _element("bookmarkStart", id=str(note.number), name=f"note_{note.number}")
        paragraph._p.append(mark)
        run = paragraph.add_run()
        run._r.style = "FootnoteReference"
        run._r.append(_element("footnoteReference", id=str(note.number)))
        paragraph._p.append(_element("bookmarkEnd", id=str(note.number)))
        self._write(note)

    def _write(self, note: Note) -> None:
        from docx.text.paragraph import Paragraph  # noqa: PLC0415 - the extra [docx]

        footnote = _element("footnote", id=str(note.number))
        body = _element("p")
        footnote.append(body)
        self.root.append(footnote)
        paragraph = Paragraph(body, self.part)
        properties = _element("pPr")
        properties.append(_element("pStyle", val="FootnoteText"))
        body.append(properties)
        number = _run(body, "")
        number.insert(0, _styled("FootnoteReference"))
        number.append(_element("footnoteRef"))
        _run(body, " ")
        if note.quote is not None:
            _run(body, "“")
            foreign(paragraph, printable(note.quote), note.language)
            _run(body, "” — ")
        if note.address is None:
            _run(body, printable(note.text))
            return
        link = _element("hyperlink", history="1")
        target = self.part.relate_to(
            printable(note.address), f"{OFFICE}/hyperlink", is_external=True
        )
        link.set(f"{{{OFFICE}}}id", target)
        _run(link, printable(note.text)).insert(0, _styled("Hyperlink"))
        body.append(link)


def foreign(paragraph: Any, text: str, language: str | None) -> None:
    """Add a run in its own language and, where it is one, written from right to left."""
    primary = language_of(language)
    run = _run(paragraph._p, text)
    properties = _element("rPr")
    if primary in RIGHT_TO_LEFT:
        properties.append(_element("rtl"))
        properties.append(_element("lang", bidi=primary))
    else:
        properties.append(_element("lang", val=primary, eastAsia=primary))
    run.insert(0, properties)


def style(document: "Document") -> None:
    """Set the look of a ministry paper: A4, quiet type, headings in order."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - the extra [docx]
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    styles = document.styles
    _look(styles["Normal"], BODY_FONT, 9.5, after=3)
    _look(styles["Title"], BODY_FONT, 16, after=2, colour=ACCENT, bold=True)
    _look(styles["Heading 1"], BODY_FONT, 11.5, before=9, after=3, colour=ACCENT, bold=True)
    _look(styles["Heading 2"], BODY_FONT, 10, before=6, after=1, colour="1A1A1A", bold=True)
    _look(styles["Heading 3"], BODY_FONT, 9.5, before=5, after=1, colour="1A1A1A", italic=True)
    _look(styles["Caption"], TABLE_FONT, 8, after=1, colour=SOFT, bold=False)
    _look(styles["List Bullet"], BODY_FONT, 9.5, after=1)
    for name in ("Table Text", "Table Number", "Gap", "Footnote Text"):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        size = {"Gap": 3.0, "Footnote Text": 7.0}.get(name, 8.0)
        _look(made, TABLE_FONT, size, after=0)
    styles["Table Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    reference = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    for name in ("Unconfirmed", "Changed"):
        made = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        made.font.bold = True
        made.font.color.rgb = _colour(CLOSED)
    _drop_title_line(styles["Title"])


def frame(document: "Document", *, marking: str, foot: str) -> None:
    """Put the marking at the top and foot of every page, the foot line and page numbers below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - the extra [docx]

    section = document.sections[0]
    footer = section.footer.paragraphs[0]
    if marking:
        for paragraph in (section.header.paragraphs[0], footer):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(marking).bold = True
        footer = section.footer.add_paragraph()
    footer.style = document.styles["Caption"]
    footer.add_run(f"{foot} · page ")
    _field(footer, "PAGE", "1")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES", "1")


def redden(paragraph: Any) -> None:
    """Colour a heading as not to be disclosed."""
    for run in paragraph.runs:
        run.font.color.rgb = _colour(CLOSED)


def add_halves(document: "Document", left_share: float) -> tuple[Any, Any]:
    """Add two parts of the line side by side, without borders, and return both to be filled."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    _close_cells(table, right=0)
    table.rows[0]._tr.get_or_add_trPr().append(_element("cantSplit"))
    cells = tuple(table.rows[0].cells)
    for cell, grid, share in zip(
        cells, table._tbl.tblGrid.gridCol_lst, (left_share, 1 - left_share), strict=True
    ):
        cell.width = grid.w = round(TEXT_WIDTH_EMU * share)
        cell._tc.remove(cell.paragraphs[0]._p)
    return cells


def add_table(document: Any, block: Table, share: float = 1.0) -> Any:
    """Add a table with its head row, which repeats on every page, over a share of the width."""
    if hasattr(document, "sections"):
        table = document.add_table(rows=1, cols=len(block.columns))
    else:
        table = document.add_table(1, len(block.columns))
        table._parent = document
    table._tbl.tblPr.append(_element("tblStyle", val="TableGrid"))
    table.autofit = False
    _thin_borders(table)
    head = table.rows[0]
    properties = head._tr.get_or_add_trPr()
    properties.append(_element("cantSplit"))
    properties.append(_element("tblHeader"))
    for paragraph, column in zip(_cells(head._tr, table, block, share), block.columns, strict=True):
        paragraph.add_run(column.label).bold = True
    for grid, cell in zip(table._tbl.tblGrid.gridCol_lst, head._tr.tc_lst, strict=True):
        grid.w = cell.width
    return table


def add_row(table: Any, block: Table) -> list[Any]:
    """Add a row and return the one paragraph of each of its cells, in the column's style."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(_element("cantSplit"))
    return _cells(row._tr, table, block)


def _widths(table: Any, block: Table, of_width: float) -> list[int]:
    """Return the columns' widths in EMU; rows after the first take those of the table's grid."""
    if len(table._tbl.tr_lst) > 1:
        return [column.w for column in table._tbl.tblGrid.gridCol_lst]
    shares = column_shares(block)
    return [int(TEXT_WIDTH_EMU * of_width) * share // sum(shares) for share in shares]


def _cells(row: Any, table: Any, block: Table, of_width: float = 1.0) -> list[Any]:
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 - the extra [docx]

    paragraphs = []
    for cell, column, width in zip(
        row.tc_lst, block.columns, _widths(table, block, of_width), strict=True
    ):
        cell.width = width
        paragraph = cell.p_lst[0]
        paragraph.style = "TableNumber" if column.number else "TableText"
        paragraphs.append(Paragraph(paragraph, table))
    return paragraphs


def add_ladder(document: "Document", block: Ladder) -> None:
    """Add the rungs of a status ladder as one row of cells, those reached shaded."""
    table = document.add_table(rows=1, cols=len(block.steps))
    for cell, step in zip(table.rows[0].cells, block.steps, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph._p.style = "TableText"
        paragraph.add_run(step.label).bold = True
        waiting = "not reported" if step.reached else "not yet"
        paragraph.add_run(f"\n{printable(step.on or waiting)}")
        if step.detail:
            paragraph.add_run(f"\n{printable(step.detail)}")
        shade = _element("shd", val="clear", color="auto", fill=REACHED if step.reached else BAND)
        cell._tc.get_or_add_tcPr().append(shade)


def add_picture(document: Any, png: bytes, *, width_cm: float, alt: str) -> None:
    """Add a picture over the width of the text with its alternative text."""
    from docx.shared import Cm  # noqa: PLC0415 - the extra [docx]

    shape = document.add_paragraph().add_run().add_picture(io.BytesIO(png), width=Cm(width_cm))
    described = shape._inline.docPr
    described.set("descr", alt)
    described.set("name", "Picture")


def _look(  # noqa: PLR0913 - what a style has
    made: Any, font: str, size: float, *, before: float = 0, after: float = 0,
    colour: str | None = None, bold: bool | None = None, italic: bool | None = None,
) -> None:  # fmt: skip
    from docx.shared import Pt  # noqa: PLC0415 - the extra [docx]

    made.font.name, made.font.size = font, Pt(size)
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(f"{{{W}}}{script}", font)
    made.element.get_or_add_rPr().append(_element("szCs", val=str(round(size * 2))))
    made.font.bold, made.font.italic = bold, italic
    if colour:
        made.font.color.rgb = _colour(colour)
    made.paragraph_format.space_before = Pt(before)
    made.paragraph_format.space_after = Pt(after)
    made.paragraph_format.line_spacing = 1.0


def _colour(text: str) -> Any:
    from docx.shared import RGBColor  # noqa: PLC0415 - the extra [docx]

    return RGBColor.from_string(text)


def _drop_title_line(made: Any) -> None:
    for border in made.element.findall(f".//{{{W}}}pBdr"):
        border.getparent().remove(border)


def _thin_borders(table: Any) -> None:
    borders = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(side, val="single", sz="4", color="AAB2BD"))
    for side in ("left", "right", "insideV"):
        borders.append(_element(side, val="nil"))
    _close_cells(table, right=AIR_TWIPS)
    table._tbl.tblPr.append(borders)


def _close_cells(table: Any, *, right: int) -> None:
    """Let the text of cells begin at their left edge, with so much air at the right, in twips."""
    margins = _element("tblCellMar")
    margins.append(_element("left", w="0", type="dxa"))
    margins.append(_element("right", w=str(right), type="dxa"))
    table._tbl.tblPr.append(margins)


def _field(paragraph: Any, code: str, shown: str) -> None:
    field = _element("fldSimple", instr=f" {code} ")
    run = _run(field, shown)
    if code.startswith("NOTEREF"):
        run.insert(0, _styled("FootnoteReference"))
    paragraph._p.append(field)


def _run(parent: Any, text: str) -> Any:
    run = _element("r")
    if text:
        words = _element("t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    parent.append(run)
    return run


def _styled(name: str) -> Any:
    properties = _element("rPr")
    properties.append(_element("rStyle", val=name))
    return properties


def _element(name: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - the extra [docx]
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
