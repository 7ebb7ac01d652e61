"""A brief: what is said, in which order, and what each sentence rests on.

A brief is plain data. It holds no layout and no pixels: renderers walk it and draw. Every
``Sentence`` and every ``Row`` names at least one ``Note``; one without cannot be built.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from comity.model.actors import Party
from comity.model.findings import Figure
from comity.model.text import DocumentId, Evidence

__all__ = [
    "TEMPLATES",
    "WITH_NUMBERS",
    "Block",
    "Brief",
    "BriefOptions",
    "Bullets",
    "Change",
    "Chart",
    "Column",
    "Disclosure",
    "Ladder",
    "Map",
    "MapLine",
    "MapPoint",
    "Note",
    "Paragraph",
    "Quote",
    "Row",
    "Section",
    "Sentence",
    "Step",
    "Table",
    "Template",
    "Timeline",
    "TimelineEntry",
]

Template = Literal["visit-brief", "dossier", "talking-points", "measure-sheet", "checklist"]
TEMPLATES: tuple[Template, ...] = (
    "visit-brief",
    "dossier",
    "talking-points",
    "measure-sheet",
    "checklist",
)
WITH_NUMBERS: frozenset[Template] = frozenset({"visit-brief", "dossier", "measure-sheet"})
"""Templates that show examinations; the others are the same without any."""
Change = Literal["new", "changed"]
Disclosure = Literal["free", "closed"]
NoteKind = Literal["quote", "source", "ledger", "method"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """What the reader asks for.

    ``pages`` is the length of the paper in sides; ``None`` takes the template's own, 0 as many as
    it takes. ``previous`` is the last issue: what differs from it is marked and listed first.
    ``closed`` names the documents whose facts are not to be disclosed, beside the private ones.
    ``without`` names the sections, by key, that are left out with all that stands under them.
    """

    template: Template = "visit-brief"
    as_of: date | None = None
    pages: int | None = None
    worldview: str | None = None
    marking: str = ""
    desk: str = ""
    previous: "Brief | None" = None
    closed: tuple[DocumentId, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: a quote with its document, a data source, the ledger, or a method.

    ``text`` is the citation without the quote; ``quote`` stands exactly as in the document.
    """

    number: int
    kind: NoteKind
    text: str
    quote: str | None = None
    language: str | None = None
    evidence: Evidence | None = None
    address: str | None = None


def _require_notes(what: str, notes: tuple[int, ...]) -> None:
    if not notes:
        message = f"{what!r} has no note to stand on"
        raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence and its notes' numbers; ``key`` says what it is about, issue after issue."""

    text: str
    notes: tuple[int, ...]
    key: str = ""
    unconfirmed: bool = False
    change: Change | None = None

    def __post_init__(self) -> None:
        """Refuse a sentence that rests on nothing.

        Raises:
            ValueError: If there is no note.
        """
        _require_notes(self.text, self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Points in note form, one sentence each."""

    items: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; numbers stand at the end of their cell."""

    label: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, as shown.

    For spreadsheets ``values`` holds the unrounded numbers and ``days`` the days behind the cells,
    ``None`` where a cell is neither; ``figure`` is the figure a row shows.
    """

    cells: tuple[str, ...]
    notes: tuple[int, ...]
    key: str = ""
    values: tuple[float | None, ...] = ()
    days: tuple[date | None, ...] = ()
    figure: Figure | None = None
    unconfirmed: bool = False
    change: Change | None = None

    def __post_init__(self) -> None:
        """Refuse a row that rests on nothing.

        Raises:
            ValueError: If there is no note.
        """
        _require_notes(" | ".join(self.cells), self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption; the first column heads its rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document set apart, in their own language."""

    text: str
    language: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung of a status ladder; ``on`` is ``None`` for a rung not reached or not dated."""

    label: str
    reached: bool
    on: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """How far a measure has come: rungs in order, and side states below them."""

    caption: str
    steps: tuple[Step, ...]
    notes: tuple[int, ...]
    aside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something on a day or over a span of days; ``lane`` groups entries of one kind."""

    first: date
    last: date
    label: str
    lane: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened when; ``alt`` says it in words."""

    caption: str
    alt: str
    entries: tuple[TimelineEntry, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A Vega-Lite specification with its data inside, as JSON; ``table`` says the same in words."""

    caption: str
    alt: str
    spec: str
    table: Table
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """A place on a map, in degrees (north and east positive)."""

    label: str
    lat_deg: float
    lon_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine:
    """A way on a map: (longitude, latitude) in degrees, WGS 84; ``mode`` chooses the stroke."""

    label: str
    mode: str
    points: tuple[tuple[float, float], ...]
    status: str = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The countries of a brief with places and ways; disputed lines follow ``worldview``."""

    caption: str
    alt: str
    parties: tuple[Party, ...]
    points: tuple[MapPoint, ...]
    lines: tuple[MapLine, ...]
    notes: tuple[int, ...]
    worldview: str | None = None


Block = Paragraph | Bullets | Table | Quote | Ladder | Timeline | Chart | Map


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; ``disclosure`` says whether it may be used freely."""

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    disclosure: Disclosure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The text of a brief with all a renderer needs. ``build`` names the program's version."""

    title: str
    template: Template
    as_of: date
    parties: tuple[Party, ...]
    names: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    marking: str = ""
    desk: str = ""
    pages: int | None = None
    worldview: str | None = None
    build: str = ""

    def sentences(self) -> Iterator[Sentence | Row]:
        """Yield every sentence and table row in reading order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield from block.sentences
                elif isinstance(block, Bullets):
                    yield from block.items
                elif isinstance(block, Table):
                    yield from block.rows
                elif isinstance(block, Chart):
                    yield from block.table.rows
