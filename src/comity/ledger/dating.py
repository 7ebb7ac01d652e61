"""When a fact holds: its own date, else its meeting's, else the dateline or publication."""

from comity.model.dates import ReportedDate
from comity.model.facts import Event, Fact, HistoricalFact, Measure, Meeting, Report

__all__ = ["fact_date", "news_date"]


def news_date(report: Report) -> ReportedDate | None:
    """Return when the news of a report happened: its first dated meeting, else its publication."""
    dated = [meeting.date for meeting in report.meetings if meeting.date is not None]
    return dated[0] if dated else report.document.published


def fact_date(report: Report, fact: Fact) -> ReportedDate | None:
    """Return the date a fact of a report stands under; ``None`` where nothing dates it.

    A measure, meeting or event has its own date first. An earlier fact that is only recalled has
    its own date or none: the day of the news says nothing about it.
    """
    if isinstance(fact, HistoricalFact):
        return fact.date
    if isinstance(fact, Measure | Event | Meeting) and fact.date is not None:
        return fact.date
    if isinstance(fact, Meeting):
        return report.document.published
    return _meeting_date(report, fact) or news_date(report)


def _meeting_date(report: Report, fact: Fact) -> ReportedDate | None:
    if not isinstance(fact, Measure):
        return None
    for meeting in report.meetings:
        sides = {person.represents for person in meeting.participants}
        if meeting.date is not None and set(fact.parties) <= sides:
            return meeting.date
    return None
