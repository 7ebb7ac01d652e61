"""The records of the vocabulary: what each code means and the words that point to it."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "Area",
    "Example",
    "HistoryKind",
    "MeasureKind",
    "MeetingForm",
    "OfficeKind",
    "Organisation",
    "PloverType",
    "Stance",
    "Status",
    "Vocabulary",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An issue area. ``cues`` name it; ``hints`` only point to it."""

    code: str
    label: str
    definition: str
    cues: tuple[str, ...]
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that must be found as its measure, with this status; it is run as a test."""

    text: str
    status: str
    endpoints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureKind:
    """A kind of measure.

    ``endpoints`` says what places the measure joins: ``city-city``, ``port-port``, ``place`` (where
    it stands) or ``none``. ``issue_area`` is the area it belongs to and ``plover`` the event it is
    once carried out; before that the status decides. ``cues`` are signs of a measure and of its
    kind, ``names`` of its kind only, ``hints`` weaker ones of both. In none of the
    ``counter_examples`` is there a measure of this kind.
    """

    code: str
    label: str
    definition: str
    issue_area: str
    endpoints: str
    plover: str
    cues: tuple[str, ...]
    names: tuple[str, ...]
    hints: tuple[str, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far a measure has come. ``order`` is 1 to 6 on the way forward, 0 beside it.

    ``tells`` say the status of the measure they stand beside; ``cues`` only point to it.
    """

    code: str
    label: str
    definition: str
    order: int
    tells: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A stance on a matter."""

    code: str
    label: str
    definition: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingForm:
    """A form of encounter."""

    code: str
    label: str
    definition: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryKind:
    """A kind of earlier fact."""

    code: str
    label: str
    definition: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKind:
    """A kind of post. ``rank`` orders delegations, 1 first; ``titles`` are in lower case."""

    code: str
    label: str
    rank: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation beside states: ``code`` is its short name, ``names`` its other names."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverType:
    """A PLOVER event type, its quarter of the plane, the statuses of a measure that make one."""

    code: str
    label: str
    quad: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All closed lists, each from code to entry in the order of its file."""

    areas: Mapping[str, Area]
    measures: Mapping[str, MeasureKind]
    statuses: Mapping[str, Status]
    stances: Mapping[str, Stance]
    offices: Mapping[str, OfficeKind]
    forms: Mapping[str, MeetingForm]
    history: Mapping[str, HistoryKind]
    organisations: Mapping[str, Organisation]
    plover: Mapping[str, PloverType]
