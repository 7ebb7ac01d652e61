"""All that is known of a dyad or of some documents, ready to brief."""

from dataclasses import dataclass
from datetime import date

from comity.model.actors import Party
from comity.model.facts import Report
from comity.model.findings import Finding, NotExamined
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord
from comity.model.text import Document

__all__ = ["Dossier", "Examination"]

Examination = Finding | NotExamined


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The material of a brief.

    ``examinations`` lie beside ``measures``, one each, in the same order.
    ``parties`` are the countries the brief is about, home side first where it is known.
    ``reports`` are the single reports behind the records, oldest first; ``documents`` those that
    the records cite beside them.
    """

    parties: tuple[Party, ...]
    as_of: date
    reports: tuple[Report, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    measures: tuple[MeasureHistory, ...] = ()
    examinations: tuple[Examination, ...] = ()
    positions: tuple[PositionRecord, ...] = ()
    closeness: Finding | NotExamined | None = None
    worldview: str | None = None
    documents: tuple[Document, ...] = ()
