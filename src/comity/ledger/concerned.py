"""Whom a report's facts concern: its dyads, and the people who took part or spoke."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from comity.ledger.dating import fact_date
from comity.ledger.stated import measure_sides, meeting_sides
from comity.model.actors import Dyad, Party
from comity.model.facts import (
    Event,
    Fact,
    HistoricalFact,
    Measure,
    Meeting,
    Position,
    Report,
    Statement,
)

__all__ = ["MEETING", "SUMMIT", "about", "fact_pairs", "report_dyads", "report_people", "side_rows"]

Row = dict[str, Any]

SIDELESS = frozenset({"subject", "statement", "related"})
"""Kinds of fact that name no two parties."""


MEETING = "meeting"
"""What ``about`` calls any meeting: unlike measures, those of different forms may be one."""


SUMMIT = "||meeting"
"""What a meeting of more than two parties is about beside each two of them.

Reports of one may leave out some parties, so all of a day are looked at.
"""


def about(first: str, second: str, kind: str = "") -> str:
    """Return what a fact is about as one word: two parties in order, and its kind.

    Without a kind it is what the words of all kinds begin with.

    Example:
        >>> about("AZE", "PAK", "air-link")
        'AZE|PAK|air-link'
    """
    return f"{first}|{second}|{kind}"


def report_dyads(report: Report, listed: Iterable[tuple[str, Fact]]) -> tuple[Dyad, ...]:
    """Return the dyads a report is about, and those its (kind, fact) pairs concern, in order."""
    found: set[tuple[str, str]] = {(dyad.first, dyad.second) for dyad in report.dyads}
    for named in {_named(fact) for kind, fact in listed if kind not in SIDELESS}:
        found.update(_pairs(named))
    return tuple(Dyad(Party(first), Party(second)) for first, second in sorted(found))


def fact_pairs(fact: Fact) -> list[tuple[str, str]]:
    """Return every pair of the parties a fact concerns, each in order."""
    return _pairs(_named(fact))


def side_rows(ordinal: int, fact: Fact, day: str | None) -> list[Row]:
    """Return a row of ``sides`` for every two parties that a measure or meeting concerns.

    A meeting of more has one for being such (``SUMMIT``); any other fact has none.
    """
    words: list[str] = []
    if isinstance(fact, Measure):
        words = [about(*pair, fact.kind) for pair in combinations(sorted(measure_sides(fact)), 2)]
    elif isinstance(fact, Meeting):
        parties = sorted(meeting_sides(fact))
        words = [about(*pair, MEETING) for pair in combinations(parties, 2)]
        words += [SUMMIT] if len(parties) > 2 else []  # noqa: PLR2004 - a dyad
    return [{"ordinal": ordinal, "about": word, "day": day} for word in words]


def _pairs(named: Iterable[str | None]) -> list[tuple[str, str]]:
    return list(combinations(sorted({side for side in named if side}), 2))


def _named(fact: Fact) -> tuple[str | None, ...]:
    match fact:
        case Event():
            return (fact.actor, fact.recipient)
        case Position():
            return (fact.holder, fact.target)
        case Measure():
            return (*fact.parties, *(place.country for place in fact.endpoints))
        case Meeting():
            return tuple(person.represents for person in fact.participants)
        case HistoricalFact():
            return fact.parties
        case _:
            return ()


def report_people(
    report: Report, listed: Iterable[tuple[str, Fact]], news: str | None
) -> Iterable[Row]:
    """Yield the rows of those who took part or spoke, each named by the name itself.

    Args:
        report: The report.
        listed: Its (kind, fact) pairs, in the order of their ordinals.
        news: The day of its news, ISO.
    """
    for ordinal, (_, fact) in enumerate(listed):
        if isinstance(fact, Meeting):
            date = fact_date(report, fact)
            for seat, person in enumerate(fact.participants):
                yield {
                    "ordinal": ordinal,
                    "seat": seat,
                    "name": person.name,
                    "office": person.office,
                    "office_kind": person.office_kind,
                    "represents": person.represents,
                    "accredited_to": person.accredited_to,
                    "day": date.first.isoformat() if date else None,
                }
        elif isinstance(fact, Statement) and fact.speaker:
            yield {
                "ordinal": ordinal,
                "seat": 0,
                "name": fact.speaker,
                "office": None,
                "office_kind": None,
                "represents": fact.represents,
                "accredited_to": None,
                "day": news,
            }
