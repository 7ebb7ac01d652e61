"""What one document says: the facts of a report, each with the words that carry it.

Every fact has ``confidence`` (0 to 1, calibrated: facts said at 0.8 hold about 8 times in 10) and
``found_by`` (``rule:…`` or ``model:…``). Codes (form, area, kind, status, stance) are those of
``comity.vocabulary``. ``None`` means the document does not say; an empty tuple that it names none.
"""

from dataclasses import dataclass
from enum import StrEnum

from comity.model.actors import Dyad, Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.text import Document, DocumentId, Evidence

__all__ = [
    "PROGRESS",
    "Event",
    "Fact",
    "HistoricalFact",
    "Measure",
    "MeasureStatus",
    "Meeting",
    "Position",
    "Rejected",
    "Related",
    "Report",
    "Statement",
    "Subject",
]


class MeasureStatus(StrEnum):
    """How far a measure has come; ``PROGRESS`` orders the first six, two stand beside it."""

    DISCUSSED = "discussed"
    PROPOSED = "proposed"
    AGREED = "agreed"
    SIGNED = "signed"
    UNDER_WAY = "under-way"
    IMPLEMENTED = "implemented"
    SUSPENDED = "suspended"
    ABANDONED = "abandoned"


PROGRESS: tuple[MeasureStatus, ...] = (
    MeasureStatus.DISCUSSED,
    MeasureStatus.PROPOSED,
    MeasureStatus.AGREED,
    MeasureStatus.SIGNED,
    MeasureStatus.UNDER_WAY,
    MeasureStatus.IMPLEMENTED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An encounter that the document reports as its news."""

    form: str
    date: ReportedDate | None
    place: Place | None
    participants: tuple[Participant, ...]
    evidence: Evidence
    confidence: float = 1.0
    found_by: str = "rule:unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An issue area the parties talked about."""

    area: str
    evidence: Evidence
    confidence: float = 1.0
    found_by: str = "rule:unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A concrete thing to be done. ``parties`` and ``endpoints`` are sorted by code and name.

    ``claimed_by`` is the party whose word the status is ("the Minister said flights would open"),
    ``None`` where the document reports it in its own voice.
    """

    kind: str
    parties: tuple[Party, ...]
    status: MeasureStatus
    evidence: Evidence
    endpoints: tuple[Place, ...] = ()
    due: ReportedDate | None = None
    date: ReportedDate | None = None
    claimed_by: Party | None = None
    confidence: float = 1.0
    found_by: str = "rule:unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A stance of a country or organisation on a matter: supports, opposes or calls-for."""

    holder: Party
    stance: str
    target: Party | None
    area: str
    evidence: Evidence
    matter: str | None = None
    confidence: float = 1.0
    found_by: str = "rule:unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricalFact:
    """An earlier fact recalled about the relationship."""

    kind: str
    parties: tuple[Party, ...]
    date: ReportedDate | None
    evidence: Evidence
    confidence: float = 1.0
    found_by: str = "rule:unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a named person or side said about an area ("stressed", "hoped")."""

    speaker: str | None
    represents: Party | None
    verb: str
    area: str | None
    evidence: Evidence
    confidence: float = 1.0
    found_by: str = "rule:unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A teaser or link to another story: never a fact of this document."""

    title: str
    evidence: Evidence
    confidence: float = 1.0
    found_by: str = "rule:unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A PLOVER event: type, mode and contexts, who acts on whom, when."""

    plover: str
    actor: Party | None
    recipient: Party | None
    evidence: Evidence
    mode: str | None = None
    context: tuple[str, ...] = ()
    date: ReportedDate | None = None
    confidence: float = 1.0
    found_by: str = "rule:unstated"


Fact = Meeting | Subject | Measure | Position | HistoricalFact | Statement | Related | Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that one document says."""

    document: Document
    dyads: tuple[Dyad, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    subjects: tuple[Subject, ...] = ()
    measures: tuple[Measure, ...] = ()
    positions: tuple[Position, ...] = ()
    history: tuple[HistoricalFact, ...] = ()
    statements: tuple[Statement, ...] = ()
    related: tuple[Related, ...] = ()
    events: tuple[Event, ...] = ()
    reader: str = ""

    @property
    def id(self) -> DocumentId:
        """Return the identifier of the document reported on."""
        return self.document.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A document that could not be read, why, and what would help. It never stops a run."""

    id: DocumentId
    origin: str | None
    reason: str
    mend: str
