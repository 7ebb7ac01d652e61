"""Facts on their way from reports into records: each with its id, its date and its document."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from comity.ledger.dating import fact_date
from comity.ledger.identity import fact_ids
from comity.model.dates import ReportedDate
from comity.model.facts import Measure, Meeting, Report
from comity.model.text import DocumentId

__all__ = ["Link", "Stated", "regroup", "stated_measures", "stated_meetings"]

Said = TypeVar("Said", Measure, Meeting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Generic[Said]):
    """A fact as one document states it.

    ``date`` is the day it stands under (``dating.fact_date``), ``sides`` are the parties it
    concerns, ``confirmed`` tells whether a user accepted it.
    """

    fact: str
    said: Said
    date: ReportedDate | None
    sides: frozenset[str]
    confirmed: bool = False

    @property
    def document(self) -> DocumentId:
        """Return the document that states it."""
        return self.said.evidence.document


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a user ruled: two facts are of one record; without ``other``, one stands alone."""

    fact: str
    other: str | None = None


def stated_measures(report: Report) -> tuple[Stated[Measure], ...]:
    """Return the measures of a report, each with the parties its places add."""
    return tuple(
        Stated(fact=fact_id, said=fact, date=fact_date(report, fact), sides=measure_sides(fact))
        for fact_id, _, fact in fact_ids(report)
        if isinstance(fact, Measure)
    )


def measure_sides(measure: Measure) -> frozenset[str]:
    """Return the parties of a measure; where it names fewer than two, its places' countries too."""
    sides = set(measure.parties)
    if len(sides) < 2:  # noqa: PLR2004 - a dyad
        sides |= {place.country for place in measure.endpoints if place.country}
    return frozenset(sides)


def stated_meetings(report: Report) -> tuple[Stated[Meeting], ...]:
    """Return the meetings of a report, each with the sides that met."""
    return tuple(
        Stated(fact=fact_id, said=fact, date=fact_date(report, fact), sides=meeting_sides(fact))
        for fact_id, _, fact in fact_ids(report)
        if isinstance(fact, Meeting)
    )


def meeting_sides(meeting: Meeting) -> frozenset[str]:
    """Return the parties that met."""
    return frozenset(person.represents for person in meeting.participants if person.represents)


def meeting_dyads(sides: Iterable[str]) -> list[tuple[str, str]]:
    """Return every pair of the sides, each in order."""
    return list(combinations(sorted(sides), 2))


def regroup(
    groups: Iterable[list[Stated[Said]]], links: Iterable[Link]
) -> list[list[Stated[Said]]]:
    """Return the groups after a user's merges and splits, taken in the order they were made."""
    regrouped = [list(group) for group in groups]
    for link in links:
        holding = [group for group in regrouped if _has(group, link.fact)]
        if link.other is None:
            _take_out(regrouped, holding, link.fact)
        else:
            others = [group for group in regrouped if _has(group, link.other)]
            if holding and others and holding[0] is not others[0]:
                holding[0].extend(others[0])
                regrouped = [group for group in regrouped if group is not others[0]]
    return regrouped


def _take_out(
    regrouped: list[list[Stated[Said]]], holding: list[list[Stated[Said]]], fact: str
) -> None:
    for group in holding:
        if len(group) > 1:
            alone = [one for one in group if one.fact == fact]
            group[:] = [one for one in group if one.fact != fact]
            regrouped.append(alone)


def _has(group: list[Stated[Said]], fact: str) -> bool:
    return any(one.fact == fact for one in group)
