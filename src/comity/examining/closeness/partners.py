"""One measure of closeness of one country to every partner, and where a partner stands in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from comity.model.actors import Party
from comity.model.findings import Basis, Rank, Series
from comity.model.provenance import SourceRef
from comity.sources import Sources

__all__ = ["ClosenessMeasure", "PartnerColumn", "rank_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerColumn:
    """Values of one country's partners, by alpha-3 code; a partner that is not in it has none.

    ``elsewhere`` is the value of every partner not listed, where the source is complete for the
    country (no common border: 0 km); ``None`` where silence means that nothing is known.
    ``is_dated`` is false where the file added says no year: ``year`` is then that of adding it.
    ``absent`` says what a missing partner means, where it means something. ``counts`` says how
    many observations a value rests on, ``notes`` what else to say of it.
    """

    country: Party
    values: Mapping[str, float]
    year: int
    source: SourceRef
    counts: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    elsewhere: float | None = None
    is_dated: bool = True
    absent: str | None = None


Column = Callable[[str, Sources, int | None], PartnerColumn | None]
"""(country, sources, last year that counts) -> its partners, ``None`` where it is not covered.

Raises SourceNotFetchedError where the data is not there at all.
"""
Through = Callable[[str, str, Sources, int | None], Series | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosenessMeasure:
    """A way to say how near two countries are.

    ``closer`` tells which end of the scale is near. A directed measure differs by side: its column
    holds what the country does towards its partners. A timeless one holds whatever the year.
    ``meaning`` is one sentence for a reader.
    """

    name: str
    label: str
    unit: str
    closer: Literal["high", "low"]
    meaning: str
    column: Column
    through: Through | None = None
    is_directed: bool = False
    is_timeless: bool = False
    basis: Basis = "observed"


def rank_in(column: PartnerColumn, partner: str, *, closer: Literal["high", "low"]) -> Rank | None:
    """Return where a partner stands, 1 the closest; ``None`` where it has no value of its own.

    Equal values share the better rank.

    Example:
        >>> column = PartnerColumn(country="PAK", values={"AZE": 2.0, "TUR": 3.0, "IND": 1.0},
        ...                        year=2019, source=SourceRef(name="example"))
        >>> rank_in(column, "AZE", closer="high")
        Rank(country='PAK', rank=2, among=3)
    """
    value = column.values.get(partner)
    if value is None:
        return None
    sign = 1 if closer == "high" else -1
    nearer = sum(sign * other > sign * value for other in column.values.values())
    return Rank(country=column.country, rank=1 + nearer, among=len(column.values))
