"""A brief as a workbook: the text, the measures with a live day, the figures with live inputs.

Every foreign word is written as a string: nothing a document says becomes a formula or a link.
"""

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from comity.briefing.renderers.printable import printable
from comity.briefing.renderers.stable_zip import stable
from comity.errors import MissingExtraError
from comity.model.brief import Brief, Bullets, Chart, Paragraph, Row, Sentence, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["render"]

CELL_AT_MOST = 32_767  # characters a cell of an .xlsx file holds (Microsoft, Excel specifications)
MEASURE, FIGURE = "measure:", "figure:"
TEXT_WIDTH = 90  # characters of the text's column
LINE_PT = 15.0  # height of a row of one line, points
INPUT = {"bg_color": "#FFF3C4", "border": 1, "border_color": "#AAB2BD"}


def render(brief: Brief) -> bytes:
    """Return the brief as .xlsx; the same brief gives the same bytes.

    Raises:
        MissingExtraError: If XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - the extra [xlsx]
    except ImportError as error:
        raise MissingExtraError(
            "A workbook is written by XlsxWriter, which is not installed.",
            mend='Run: pip install "comity[xlsx]"',
        ) from error
    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **plain}) as book:
        midnight = datetime(brief.as_of.year, brief.as_of.month, brief.as_of.day, tzinfo=UTC)
        book.set_properties(
            {
                "title": printable(brief.title)[:255],
                "author": printable(brief.desk)[:255],
                "comments": brief.build,
                "created": midnight.replace(tzinfo=None),
            }
        )
        _Book(book, brief).write()
    return stable(file.getvalue())


class _Book:
    """The sheets of one workbook."""

    def __init__(self, book: "Workbook", brief: Brief) -> None:
        self.book, self.brief = book, brief
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": "#123F6B"})
        self.section = book.add_format({"bold": True, "font_color": "#123F6B"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0.###", "valign": "top"})
        self.input = book.add_format({**INPUT, "num_format": "#,##0.###"})
        self.input_day = book.add_format({**INPUT, "num_format": "d mmm yyyy", "align": "left"})

    def write(self) -> None:
        rows = [item for item in self.brief.sentences() if isinstance(item, Row)]
        self._text()
        self._measures([row for row in rows if row.key.startswith(MEASURE)])
        self._figures([row for row in rows if row.figure is not None])
        self._notes()

    def _sheet(self, name: str, widths: tuple[int, ...]) -> "Worksheet":
        sheet = self.book.add_worksheet(name)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        marking = printable(self.brief.marking).replace("&", "&&")[:100]
        sheet.set_header(f"&C{marking}")
        sheet.set_footer(f"&C{marking}&R&P / &N")
        return sheet

    def _head(self, sheet: "Worksheet", row: int, labels: tuple[str, ...]) -> None:
        for column, label in enumerate(labels):
            _put(sheet, row, column, label, self.head)

    def _text(self) -> None:
        sheet = self._sheet("Brief", (34, TEXT_WIDTH, 12, 12))
        _put(sheet, 0, 0, self.brief.title, self.title)
        _put(sheet, 0, 1, "† read by machine, not yet confirmed by a person", self.wrap)
        sheet.write_string(1, 0, "As of")
        sheet.write_datetime(1, 1, _midnight(self.brief.as_of), self.day)
        self._head(sheet, 3, ("Section", "Text", "Notes", "Mark"))
        line = 4
        for section in self.brief.sections:
            _put(sheet, line, 0, section.heading, self.section)
            line += 1
            for block in section.blocks:
                for item in _items(block):
                    text = item.text if isinstance(item, Sentence) else " | ".join(item.cells)
                    _put(sheet, line, 1, text, self.wrap)
                    sheet.set_row(line, _height(text, TEXT_WIDTH))
                    _put(sheet, line, 2, ", ".join(map(str, item.notes)), self.wrap)
                    _put(sheet, line, 3, "†" if item.unconfirmed else "", self.wrap)
                    line += 1

    def _measures(self, rows: list[Row]) -> None:
        if not rows:
            return
        sheet = self._sheet("Measures", (44, 22, 14, 14, 20, 14, 14, 12))
        sheet.write_string(0, 0, "As of (change it: the days below follow)", self.head)
        sheet.write_datetime(0, 1, _midnight(self.brief.as_of), self.input_day)
        labels = ("Measure", "Status", "First raised", "Last heard", "Days since raised", "Due")
        self._head(sheet, 2, (*labels, "Days to due", "Notes"))
        sheet.freeze_panes(3, 1)
        for line, row in enumerate(rows, start=3):
            days = (*row.days, *(None,) * len(labels))  # a paper may lack the last
            for column in (0, 1):
                _put(sheet, line, column, row.cells[column], self.wrap)
            for column in (2, 3, 5):
                day = days[column]
                if day is not None:
                    sheet.write_datetime(line, column, _midnight(day), self.day)
            as_of = self.brief.as_of
            first, due = days[2], days[5]
            self._live(sheet, line, 4, f"$B$1-C{line + 1}", first and (as_of - first).days)
            self._live(sheet, line, 6, f"F{line + 1}-$B$1", due and (due - as_of).days)
            _put(sheet, line, 7, ", ".join(map(str, row.notes)), self.wrap)

    def _live(self, sheet: "Worksheet", line: int, column: int, sum_: str, now: Any) -> None:
        """Write a difference of days that follows the day in B1; nothing where a day is missing."""
        if now is not None:
            sheet.write_formula(line, column, f"={sum_}", self.number, now)

    def _figures(self, rows: list[Row]) -> None:
        if not rows:
            return
        sheet = self._sheet("Figures", (34, 30, 18, 26, 16, 16, 12, 16, 22, 18, 60, 12))
        labels = ("Measure", "Figure", "Value", "Unit", "Low", "High", "Basis", "Your value",
                  "Your value over ours", "Within the range", "Remark", "Notes")  # fmt: skip
        self._head(sheet, 0, labels)
        sheet.freeze_panes(1, 2)
        for line, row in enumerate(rows, start=1):
            figure = row.figure
            assert figure is not None  # noqa: S101 - only rows with one come here
            _put(sheet, line, 0, self._measure_of(row), self.wrap)
            _put(sheet, line, 1, row.cells[0], self.wrap)
            for column, value in ((2, figure.value), (4, figure.low), (5, figure.high)):
                if value is not None:
                    sheet.write_number(line, column, value, self.number)
            _put(sheet, line, 3, figure.unit, self.wrap)
            _put(sheet, line, 6, figure.basis, self.wrap)
            sheet.write_blank(line, 7, None, self.input)
            self._compare(sheet, line)
            _put(sheet, line, 10, figure.note or "", self.wrap)
            _put(sheet, line, 11, ", ".join(map(str, row.notes)), self.wrap)

    def _compare(self, sheet: "Worksheet", line: int) -> None:
        n = line + 1
        ratio = f'=IF(OR(H{n}="",C{n}="",C{n}=0),"",H{n}/C{n})'
        within = f'=IF(OR(H{n}="",E{n}="",F{n}=""),"",IF(AND(H{n}>=E{n},H{n}<=F{n}),"yes","no"))'
        sheet.write_formula(line, 8, ratio, self.number, "")
        sheet.write_formula(line, 9, within, self.wrap, "")

    def _measure_of(self, row: Row) -> str:
        for section in self.brief.sections:
            for block in section.blocks:
                if isinstance(block, Table) and row in block.rows:
                    return section.heading
        return ""

    def _notes(self) -> None:
        sheet = self._sheet("Notes", (8, 70, 60, 12, 50))
        self._head(sheet, 0, ("Note", "Quote", "Source", "Language", "Address"))
        sheet.freeze_panes(1, 0)
        for line, note in enumerate(self.brief.notes, start=1):
            sheet.write_number(line, 0, note.number, self.number)
            sheet.set_row(line, max(_height(note.quote or "", 70), _height(note.text, 60)))
            for column, text in enumerate((note.quote, note.text, note.language, note.address), 1):
                _put(sheet, line, column, text or "", self.wrap)


def _items(block: Any) -> tuple[Sentence | Row, ...]:
    if isinstance(block, Paragraph):
        return block.sentences
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Table):
        return block.rows
    return block.table.rows if isinstance(block, Chart) else ()


def _put(sheet: "Worksheet", row: int, column: int, text: str, look: Any) -> None:
    sheet.write_string(row, column, printable(text)[:CELL_AT_MOST], look)


def _height(text: str, width: int) -> float:
    return LINE_PT * max(1, -(-len(text) // width))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a spreadsheet's day has no zone
