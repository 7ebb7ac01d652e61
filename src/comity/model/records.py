"""What the ledger holds: meetings merged from reports, and the history of each measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from comity.model.actors import Dyad, Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import Fact, MeasureStatus
from comity.model.text import DocumentId, Evidence

__all__ = [
    "Added",
    "Correction",
    "Disagreement",
    "FactRecord",
    "Glance",
    "Headline",
    "Kept",
    "Leaf",
    "MeasureHistory",
    "MeetingRecord",
    "OfficeRecord",
    "PositionRecord",
    "SearchHit",
    "SearchResult",
    "Stance",
    "StatusReport",
]

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field on which reports of one meeting differ: each value with its documents."""

    field: str
    values: tuple[tuple[str, tuple[DocumentId, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """One meeting as all its reports give it; nothing is averaged away."""

    id: str
    form: str
    dyads: tuple[Dyad, ...]
    date: ReportedDate | None
    place: Place | None
    participants: tuple[Participant, ...]
    reports: tuple[DocumentId, ...]
    evidence: tuple[Evidence, ...]
    disagreements: tuple[Disagreement, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """One dated word on a measure: who says so, in which document, in which words."""

    status: MeasureStatus
    date: ReportedDate | None
    days_since_first: int | None
    claimed_by: Party | None
    document: DocumentId
    evidence: Evidence
    fact: str = ""
    due: ReportedDate | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureHistory:
    """The same measure followed through the years; ``statuses`` oldest first, setbacks kept.

    ``due`` is the date first promised, ``due_now`` the one promised last. ``overdue`` is judged as
    of the day asked for, against ``due_now``. ``slip_days`` is the days from ``due`` to the day it
    was implemented, or to the day asked for while it is overdue. ``restated`` counts the later days
    on which it was spoken of without a step forward. ``claimed_only``: where it stands rests on the
    word of a party alone, no document reports it in its own voice.
    """

    id: str
    kind: str
    parties: tuple[Party, ...]
    endpoints: tuple[Place, ...]
    first_raised: date | None
    last_heard: date | None
    restated: int
    status: MeasureStatus
    due: ReportedDate | None
    overdue: bool
    slip_days: int | None
    statuses: tuple[StatusReport, ...]
    due_now: ReportedDate | None = None
    claimed_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRecord:
    """One wording of a stance, dated; a row of "who stands where on what, over time"."""

    id: str
    holder: Party
    stance: str
    target: Party | None
    area: str
    matter: str | None
    date: ReportedDate | None
    document: DocumentId
    evidence: Evidence
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What keeping reports changed: documents new to the ledger, replaced, or there as they are."""

    added: tuple[DocumentId, ...] = ()
    replaced: tuple[DocumentId, ...] = ()
    unchanged: tuple[DocumentId, ...] = ()

    @classmethod
    def together(cls, parts: Sequence["Kept"]) -> "Kept":
        """Return what several batches changed, in their order."""
        return cls(
            added=tuple(name for part in parts for name in part.added),
            replaced=tuple(name for part in parts for name in part.replaced),
            unchanged=tuple(name for part in parts for name in part.unchanged),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecord:
    """One fact by its identifier: what it is, when, and what users did to it.

    ``kind`` names the kind of fact (``measure``, ``position``, …). ``verdict`` is ``None``,
    ``accepted``, ``rejected``, ``edited`` or ``added``. ``record`` is the meeting or history the
    fact belongs to, where it belongs to one.
    """

    id: str
    kind: str
    fact: Fact
    date: ReportedDate | None
    document: DocumentId
    verdict: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRecord:
    """Who was seen in an office of a party, and from when to when reports show it.

    ``names`` are all spellings, the fullest first; empty where no report names the holder.
    ``first_seen`` and ``last_seen`` are days of reports, not of appointment.
    """

    party: Party
    office_kind: str
    office: str | None
    accredited_to: Party | None
    names: tuple[str, ...]
    first_seen: ReportedDate | None
    last_seen: ReportedDate | None
    documents: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came into a ledger since one last looked: some documents, how many, and where it stands.

    ``highest`` is the number to ask from next time.
    """

    documents: tuple[DocumentId, ...]
    count: int
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """How many reports a ledger holds on a dyad; days are ISO, ``read`` when the last was fetched.

    ``None`` where nothing is dated.
    """

    reports: int
    oldest: str | None
    newest: str | None
    read: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How often a party took a stance in a year, towards whom and on what."""

    holder: str | None
    target: str | None
    area: str | None
    year: str | None
    stance: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A report at a glance; ``opening`` is how its text begins, ``measures`` how many it names."""

    document: DocumentId
    title: str | None
    publisher: str | None
    day: str | None
    opening: str
    dyads: tuple[Dyad, ...]
    measures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[Record]):
    """One page of records, newest first; ``after`` asks for the next, ``None``: there is none."""

    records: tuple[Record, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One document found. ``marks`` are half-open stretches of ``snippet`` that were asked for."""

    document: DocumentId
    title: str | None
    publisher: str | None
    date: date | None
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search found: a page of hits, best first, and how all of them spread.

    ``total`` counts the documents found; where ``more`` is true there are others beyond it.
    ``facets`` holds for ``dyad``, ``area``, ``kind`` and ``status`` each value with the number of
    documents that have it, most first, among the best ``counted``.
    """

    hits: tuple[SearchHit, ...]
    total: int
    more: bool
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    counted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of the log of corrections: who did what to which fact, when, before and after.

    ``kind`` is the kind of fact. ``before`` and ``after`` are the fact as public JSON text, or the
    ids of the records before and after a merge or split; ``None`` where there is none.
    """

    id: int
    action: str
    kind: str
    document: DocumentId
    fact: str
    who: str
    at: str
    other: str | None = None
    before: str | None = None
    after: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None
