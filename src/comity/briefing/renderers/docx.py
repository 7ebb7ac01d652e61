"""A brief as a Word document a desk can edit: styles, headings, tables and real footnotes."""
# ruff: noqa: SLF001 - a style set by its id goes in through the element, far quicker than by name

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from comity.briefing.parts.beside import beside
from comity.briefing.parts.drawing import draw
from comity.briefing.parts.raster import png_of
from comity.briefing.renderers import docx_parts as parts
from comity.briefing.renderers.printable import printable
from comity.briefing.renderers.stable_zip import stable
from comity.briefing.words import show_date
from comity.errors import MissingExtraError
from comity.model.brief import (
    Block,
    Brief,
    Bullets,
    Chart,
    Ladder,
    Map,
    Paragraph,
    Quote,
    Row,
    Section,
    Sentence,
    Table,
    Timeline,
)
from comity.model.dates import ReportedDate

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["render"]

DEEPEST = 3  # headings below the third level look like the third
PICTURE_CM, MAP_CM = 17.0, 7.5
LEFT_SHARE = 0.46  # of the width, for a map with its table beside it


def render(brief: Brief) -> bytes:
    """Return the brief as .docx; the same brief gives the same bytes.

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - the extra [docx]
    except ImportError as error:
        raise MissingExtraError(
            "A Word file is written by python-docx, which is not installed.",
            mend='Run: pip install "comity[docx]"',
        ) from error
    document = docx.Document()
    _describe(document, brief)
    parts.style(document)
    day = show_date(ReportedDate.day(brief.as_of))
    foot = " · ".join(filter(None, (brief.desk, day, brief.build)))
    parts.frame(document, marking=printable(brief.marking), foot=printable(foot))
    _Writer(document, brief).write()
    file = io.BytesIO()
    document.save(file)
    return stable(file.getvalue())


def _describe(document: "Document", brief: Brief) -> None:
    midnight = datetime(brief.as_of.year, brief.as_of.month, brief.as_of.day)  # noqa: DTZ001 - a day
    core = document.core_properties
    core.title = printable(brief.title)[:255]
    core.author = printable(brief.desk)[:255]
    core.comments = brief.build
    core.language = "en-GB"
    core.created = core.modified = midnight


class _Writer:
    """Writes the blocks of one brief into one document, and its notes as they are called for."""

    def __init__(self, document: "Document", brief: Brief) -> None:
        self.document: Any = document  # or the cell that is being filled
        self.brief = brief
        self.notes = parts.Footnotes(document)

    def write(self) -> None:
        self._paragraph("Title", self.brief.title)
        day = show_date(ReportedDate.day(self.brief.as_of))
        meta = self._paragraph("Caption", f"As of {day}")
        if any(item.unconfirmed for item in self.brief.sentences()):
            meta.add_run(" · † read by machine, not yet confirmed by a person")
        for section in self.brief.sections:
            self._section(section)

    def _paragraph(self, style_id: str | None = None, text: str = "") -> Any:
        """Add a paragraph; its style goes in by id, which is far quicker than by name."""
        paragraph = self.document.add_paragraph(printable(text))
        if style_id:
            paragraph._p.style = style_id
        return paragraph

    def _section(self, section: Section) -> None:
        heading = self._paragraph(f"Heading{min(section.level, DEEPEST)}", section.heading)
        if section.disclosure == "closed" and section.level == 1:
            parts.redden(heading)
        done = -1
        for index, block in enumerate(section.blocks):
            if index <= done:
                continue
            table, said = beside(section.blocks, index) if isinstance(block, Map) else (None, None)
            if isinstance(block, Map) and table:
                self._map_and_table(block, table, said)
                done = index + 1 + (said is not None)
            else:
                self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._sentences(self._paragraph(), block.sentences)
        elif isinstance(block, Bullets):
            for item in block.items:
                self._sentences(self._paragraph("ListBullet"), (item,))
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Ladder):
            self._ladder(block)
        elif isinstance(block, Quote):
            paragraph = self._paragraph("Quote")
            parts.foreign(paragraph, printable(block.text), block.language)
            self._calls(paragraph, block.notes)
        else:
            self._picture(block)

    def _sentences(self, paragraph: Any, sentences: Sequence[Sentence]) -> None:
        for index, item in enumerate(sentences):
            if index:
                paragraph.add_run(" ")
            self._news(paragraph, item)
            paragraph.add_run(printable(item.text))
            self._tail(paragraph, item)

    def _news(self, paragraph: Any, item: Sentence | Row) -> None:
        if item.change:
            paragraph.add_run(f"{item.change.upper()} ")._r.style = "Changed"

    def _tail(self, paragraph: Any, item: Sentence | Row) -> None:
        if item.unconfirmed:
            paragraph.add_run("†")._r.style = "Unconfirmed"
        self._calls(paragraph, item.notes)

    def _calls(self, paragraph: Any, numbers: tuple[int, ...]) -> None:
        for index, number in enumerate(numbers):
            if index:
                paragraph.add_run(",").font.superscript = True
            self.notes.call(paragraph, self.brief.notes[number - 1])

    def _map_and_table(self, shown: Map, table: Table, said: Paragraph | None) -> None:
        """Set the map in the left half of the line and its table in the right."""
        left, right = parts.add_halves(self.document, LEFT_SHARE)
        body = self.document
        self.document = left
        self._picture(shown)
        self.document = right
        self._table(table, share=1 - LEFT_SHARE)
        if said:
            self._sentences(self._paragraph("Caption"), said.sentences)
        self.document = body

    def _table(self, block: Table, *, share: float = 1.0) -> None:
        caption = self._paragraph("Caption", block.caption)
        caption.paragraph_format.keep_with_next = True
        table = parts.add_table(self.document, block, share)
        for row in block.rows:
            paragraphs = parts.add_row(table, block)
            for index, (paragraph, text) in enumerate(zip(paragraphs, row.cells, strict=True)):
                if index == 0:
                    self._news(paragraph, row)
                paragraph.add_run(printable(text)).bold = index == 0
                if index == 0:
                    self._tail(paragraph, row)
        self._paragraph("Gap")

    def _ladder(self, block: Ladder) -> None:
        caption = self._paragraph("Caption", block.caption)
        caption.paragraph_format.keep_with_next = True
        self._calls(caption, block.notes)
        parts.add_ladder(self.document, block)
        aside = self._paragraph("Gap")
        if block.aside:
            aside._p.style = "Caption"
            aside.add_run(printable(block.aside)).bold = True

    def _picture(self, block: Chart | Map | Timeline) -> None:
        svg = draw(block)
        png = png_of(svg) if svg else None
        if png:
            width = MAP_CM if isinstance(block, Map) else PICTURE_CM
            parts.add_picture(self.document, png, width_cm=width, alt=printable(block.alt))
        caption = self._paragraph("Caption", block.caption)
        self._calls(caption, block.notes)
        if isinstance(block, Chart):
            self._table(block.table)
        elif not png:
            self._paragraph(None, block.alt)
