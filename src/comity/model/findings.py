"""What an examination gives: figures with range and basis, routes, or the reason there are none."""

from dataclasses import dataclass
from typing import Literal

from comity.model.actors import Party, Place
from comity.model.facts import Measure
from comity.model.provenance import SourceRef

__all__ = [
    "Basis",
    "Figure",
    "Finding",
    "GaugeBreak",
    "Leg",
    "MissingLink",
    "NotExamined",
    "Question",
    "Range",
    "Rank",
    "Route",
    "Series",
]

Basis = Literal["observed", "modelled", "assumed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be examined: a measure's kind, parties and ends, and any inputs the user changed.

    ``as_of`` (ISO day) chooses time-valid data; ``None`` takes the newest. ``inputs`` holds
    name and value pairs sorted by name.
    """

    kind: str
    parties: tuple[Party, ...] = ()
    endpoints: tuple[Place, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    as_of: str | None = None
    worldview: str | None = None

    @classmethod
    def of(cls, measure: Measure, **inputs: str) -> "Question":
        """Return the question a reported measure raises."""
        return cls(
            kind=measure.kind,
            parties=measure.parties,
            endpoints=measure.endpoints,
            inputs=tuple(sorted(inputs.items())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Where a value stands: ``rank`` (1 the closest) of ``among`` partners of ``country``."""

    country: Party
    rank: int
    among: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A value through the years, oldest first; a year without one is left out, never filled."""

    label: str
    unit: str
    points: tuple[tuple[int, float], ...]
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with unit, range, basis and sources; ``None`` is not available, see ``note``.

    ``year`` is the year the value is of, ``count`` how many observations it rests on, ``ranks``
    where it stands among each country's partners; each only where it applies.
    """

    label: str
    value: float | None
    unit: str
    basis: Basis
    low: float | None = None
    high: float | None = None
    sources: tuple[SourceRef, ...] = ()
    note: str | None = None
    year: int | None = None
    count: int | None = None
    ranks: tuple[Rank, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A bracket: from low to high, in the unit its owner names."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stretch of a route. ``geometry`` is (longitude, latitude) in degrees, WGS 84."""

    mode: str
    start: str
    end: str
    distance_km: float
    countries: tuple[Party, ...] = ()
    gauge_mm: int | None = None
    status: str = "open"
    note: str | None = None
    geometry: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeBreak:
    """A place where the track gauge changes, from and to in millimetres."""

    place: str
    from_mm: int
    to_mm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to go: modes, countries in order, distance, brackets of time and cost."""

    modes: tuple[str, ...]
    countries: tuple[Party, ...]
    distance_km: float
    time_h: Range
    cost_usd_per_20t: Range | None
    borders: int
    gauge_breaks: tuple[GaugeBreak, ...]
    new_km: float
    legs: tuple[Leg, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLink:
    """A link that does not exist and what it would save; ``planned_as`` names a known project."""

    start: str
    end: str
    km: float
    saves_km: float
    countries: tuple[Party, ...]
    planned_as: str | None = None
    gauges_mm: tuple[int, ...] = ()
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The numbers for one measure, what was assumed, and what they rest on.

    ``used`` holds name and value of each input that has a value: the user's, or the one assumed.
    """

    question: Question
    headline: str
    figures: tuple[Figure, ...]
    assumptions: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    missing_links: tuple[MissingLink, ...] = ()
    caveats: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    used: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotExamined:
    """Why a measure was not put to numbers, and what would mend that.

    ``missing_links`` are the links that would join two places where no route does.
    """

    question: Question
    reason: str
    mend: str
    missing_links: tuple[MissingLink, ...] = ()
