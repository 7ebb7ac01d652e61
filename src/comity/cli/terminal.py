"""What a person sees of a report on the terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from comity.briefing.naming import measure_name
from comity.briefing.words import plural
from comity.cli.figures import figure_items, number_sources, source_items
from comity.model.actors import Participant
from comity.model.facts import (
    HistoricalFact,
    Measure,
    Meeting,
    Position,
    Rejected,
    Report,
)
from comity.model.findings import Finding, MissingLink, NotExamined, Route
from comity.reference.countries import country_name

__all__ = [
    "describe_examination",
    "describe_rejected",
    "describe_report",
    "outline_examinations",
    "participant_text",
    "rows",
]

WIDTH = 98
LABEL = 15  # columns of the left margin
DOUBTFUL = 0.5  # confidence below which a fact is more likely wrong than right


def describe_report(report: Report) -> Iterator[str]:
    """Yield the lines that show one report: the meeting first, then what was said."""
    document = report.document
    yield f"{document.title or document.origin or document.id}"
    for meeting in report.meetings:
        yield from _meeting(meeting)
    if document.published is None and not any(meeting.date for meeting in report.meetings):
        yield from rows("Undated", ["give its day when you read it: --published 2023-04-13"])
    yield from rows("Subjects", [", ".join(subject.area for subject in report.subjects)])
    yield from rows("Measures", [_measure(one) for one in report.measures])
    yield from rows("Positions", [_position(one) for one in report.positions])
    yield from rows("Recalled", [_recalled(one) for one in report.history])
    yield from rows("Not facts", [f"teaser · “{one.title}”" for one in report.related])


def _measure(one: Measure) -> str:
    ends = " – ".join(place.name for place in one.endpoints)
    due = f"promised for {one.due.iso}" if one.due else ""
    parts = (one.kind, str(one.status), ends, due, f"“{one.evidence.quote}”", _doubt(one))
    return " · ".join(filter(None, parts))


def _position(one: Position) -> str:
    target = f" {_name(one.target)}" if one.target else ""
    stance = f"{_name(one.holder)} {one.stance.replace('-', ' ')}{target} on {one.area}"
    return " · ".join(filter(None, (stance, f"“{one.evidence.quote}”", _doubt(one))))


def _recalled(one: HistoricalFact) -> str:
    when = f" ({one.date.iso})" if one.date else ""
    return " · ".join(filter(None, (one.kind + when, f"“{one.evidence.quote}”", _doubt(one))))


def _doubt(fact: Measure | Position | HistoricalFact) -> str:
    return "doubtful" if fact.confidence < DOUBTFUL else ""


def describe_rejected(rejected: Rejected) -> Iterator[str]:
    """Yield the two lines that say why a document was not read and what would help."""
    origin = rejected.origin or rejected.id
    where = "" if origin in rejected.reason else f"{origin}: "
    yield f"error: {where}{rejected.reason}"
    yield f"mend: {rejected.mend}"


def outline_examinations(examinations: Iterable[Finding | NotExamined]) -> Iterator[str]:
    """Yield what each examination comes to, in a line or two; the figures are in the brief."""
    yield from rows(
        "Examined",
        [
            f"{one.question.kind}: "
            + (one.headline if isinstance(one, Finding) else f"not examined. {one.reason}")
            for one in examinations
        ],
    )


def describe_examination(examination: Finding | NotExamined) -> Iterator[str]:
    """Yield the lines of one examination: figures with range and basis, or the reason for none."""
    asked = examination.question
    sides = "" if asked.endpoints else "–".join(_name(party) for party in asked.parties)
    yield f"{measure_name(asked.kind, asked.endpoints)} {sides}".strip()
    if isinstance(examination, NotExamined):
        yield from rows("Not examined", [examination.reason])
        yield from rows("Mend", [examination.mend])
        yield from rows("Missing links", [_link(link) for link in examination.missing_links])
        return
    numbers = number_sources(examination.figures, examination.series)
    yield from rows("Result", [examination.headline])
    yield from rows("Figures", figure_items(examination.figures, numbers))
    yield from rows("Routes", [_route(route) for route in examination.routes])
    yield from rows("Missing links", [_link(link) for link in examination.missing_links])
    yield from rows("Assumed", examination.assumptions)
    yield from rows("Caution", examination.caveats)
    yield from rows("Sources", source_items(numbers))


def _route(route: Route) -> str:
    hours = f"{_hours(route.time_h.low)} to {_hours(route.time_h.high)} h"
    way = f"{'+'.join(route.modes)} by {'–'.join(route.countries)}"
    counts = f"{plural(route.borders, 'border')}, {plural(len(route.gauge_breaks), 'gauge break')}"
    new = f", {route.new_km:,.0f} km new" if route.new_km else ""
    said = " ".join(("", *route.notes))
    return f"{way}: {route.distance_km:,.0f} km, {hours}, {counts}{new}.{said}"


def _hours(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"  # noqa: PLR2004 - two digits


def _link(link: MissingLink) -> str:
    saves = f", saves {link.saves_km:,.0f} km" if link.saves_km else ""
    planned = f" (in the table of plans: {link.planned_as})" if link.planned_as else ""
    gauges = f", {' and '.join(f'{gauge:,} mm' for gauge in dict.fromkeys(link.gauges_mm))}"
    return (
        f"{link.start} – {link.end}: {link.km:,.0f} km{saves}"
        f"{gauges if link.gauges_mm else ''}{planned}"
    )


def _meeting(meeting: Meeting) -> Iterator[str]:
    where = f" in {meeting.place.name}" if meeting.place else ""
    when = f", {meeting.date.iso}" if meeting.date else ", undated"
    yield from rows("Meeting", [f"{meeting.form}{where}{when}"])
    yield from rows("Participants", map(participant_text, meeting.participants))


def participant_text(person: Participant) -> str:
    """Return who took part: the name, the office, for whom, and where an envoy is posted."""
    office = person.office or person.office_kind
    posted = f", accredited to {_name(person.accredited_to)}" if person.accredited_to else ""
    return f"{person.name or '(no name given)'} · {office}, {_name(person.represents)}{posted}"


def _name(party: str | None) -> str:
    return "–" if party is None else country_name(party)


def rows(label: str, items: Iterable[str]) -> Iterator[str]:
    """Yield the wrapped lines of a list behind its label; empty items are left out."""
    lead = label
    for item in items:
        if not item:
            continue
        yield from textwrap.wrap(
            item,
            WIDTH,
            initial_indent=f"  {lead:<{LABEL}}",
            subsequent_indent=" " * (LABEL + 4),
            break_long_words=False,
        )
        lead = ""
