"""Dates in the text, resolved against the dateline or the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comity.model.dates import DateBasis, ReportedDate

__all__ = ["DateMention", "find_dates"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"  # noqa: E501
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MORE = rf"\s*(?:-|–|—|to|and|&|until)\s*(?:(?:{'|'.join(_DAYS)}),?\s+)?(?P<to>{_DAY})"
_PATTERNS = (
    ("months", re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})\s*(?:-|–|—|to|and|until)\s*(?P<until>{_MONTH})\s+(?P<to>{_DAY}),?\s+(?P<year>\d{{4}})", re.IGNORECASE)),  # noqa: E501
    ("months", re.compile(rf"\b(?P<day>{_DAY})\s+(?P<month>{_MONTH})\s*(?:-|–|—|to|and|until)\s*(?P<to>{_DAY})\s+(?P<until>{_MONTH}),?\s+(?P<year>\d{{4}})", re.IGNORECASE)),  # noqa: E501
    ("day", re.compile(rf"\b(?P<day>{_DAY})(?:(?:{_MORE})?)\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?(?!\w)", re.IGNORECASE)),  # noqa: E501
    ("day", re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?!\s*(?:per|%|million|billion))(?:(?:{_MORE})\b)?(?:,?\s+(?P<year>\d{{4}}))?", re.IGNORECASE)),  # noqa: E501
    ("iso", re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")),
    ("iso", re.compile(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)\b")),
    ("month", re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)),
    ("today", re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE)),  # noqa: E501
    ("yesterday", re.compile(r"\b(?:yesterday|last (?:night|evening))\b", re.IGNORECASE)),
    ("tomorrow", re.compile(r"\btomorrow\b", re.IGNORECASE)),
    ("span", re.compile(rf"\bfrom\s+(?P<first>{'|'.join(_DAYS)})\s+to\s+(?P<last>{'|'.join(_DAYS)})\b", re.IGNORECASE)),  # noqa: E501
    ("weekday", re.compile(rf"\b(?P<next>next\s+|coming\s+)?(?P<weekday>{'|'.join(_DAYS)})\b", re.IGNORECASE)),  # noqa: E501
)  # fmt: skip


_DIGIT = re.compile(r"\d")
_DAY_WORDS = ("day", "night", "morning", "afternoon", "evening", "tomorrow")
_BY_WORDS = frozenset({"today", "yesterday", "tomorrow", "span", "weekday"})

_DATED = re.compile(rf",?\s*(?:the\s+)?(?:\d{{1,2}}\b|{_MONTH}\s+\d)")
"""What follows a weekday that only goes with a full date: "Tuesday, 5 March"."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date the text gives at these offsets; ``exact`` where it names the day, not "today"."""

    start: int
    end: int
    date: ReportedDate
    exact: bool


def find_dates(text: str, start: int, end: int, today: date | None) -> tuple[DateMention, ...]:
    """Return the dates between two offsets of a text in order, none overlapping another.

    Args:
        text: The document's text.
        start: Where to begin.
        end: Where to stop.
        today: The day the report speaks on; without it only full dates can be told.
    """
    found: list[DateMention] = []
    words = text[start:end].casefold()
    numbers = _DIGIT.search(words) is not None
    days = any(word in words for word in _DAY_WORDS)
    for kind, pattern in _PATTERNS:
        if not (days if kind in _BY_WORDS else numbers):
            continue
        for match in pattern.finditer(text, start, end):
            if any(m.start < match.end() and match.start() < m.end for m in found):
                continue
            resolved = _resolve(kind, match, today)
            if resolved and not (kind == "weekday" and _DATED.match(text, match.end(), end)):
                found.append(
                    DateMention(match.start(), match.end(), resolved, exact=kind in {"day", "iso"})
                )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _resolve(kind: str, match: re.Match[str], today: date | None) -> ReportedDate | None:
    if kind == "months":
        return _across_months(match)
    if kind in {"day", "iso", "month"}:
        return _calendar(kind, match, today)
    if today is None:
        return None
    if kind == "span":
        return _span(match, today)
    if kind == "weekday":
        return _weekday(match, today)
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[kind]
    return ReportedDate.day(today + timedelta(days=shift), basis="text")


def _across_months(match: re.Match[str]) -> ReportedDate | None:
    year = int(match["year"])
    first = _days(year, _month(match["month"]), *(_number(match["day"]),) * 2)
    last = _days(year, _month(match["until"]), *(_number(match["to"]),) * 2)
    if first is None or last is None or last.first < first.first:
        return None
    return ReportedDate(first=first.first, last=last.first, precision="range", basis="text")


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _span(match: re.Match[str], today: date) -> ReportedDate:
    back = (today.weekday() - _DAYS.index(match["last"].casefold())) % 7
    last = today - timedelta(days=back)
    days = (_DAYS.index(match["last"].casefold()) - _DAYS.index(match["first"].casefold())) % 7
    return ReportedDate(
        first=last - timedelta(days=days), last=last, precision="range", basis="text"
    )


def _weekday(match: re.Match[str], today: date) -> ReportedDate:
    """Return the latest such day up to today; after "next", the one to come."""
    back = (today.weekday() - _DAYS.index(match["weekday"].casefold())) % 7
    shift = 7 - back if match["next"] else -back
    return ReportedDate.day(today + timedelta(days=shift), basis="text")


def _calendar(kind: str, match: re.Match[str], today: date | None) -> ReportedDate | None:
    month = _month(match["month"])
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of the year
        return None
    if kind == "month":
        return ReportedDate.month(int(match["year"]), month, basis="text")
    day = _number(match["day"])
    year = int(match["year"]) if match["year"] else _nearest_year(month, day, today)
    until = match.groupdict().get("to")
    last = _number(until) if until else day
    return _days(year, month, day, last)


def _days(year: int | None, month: int, first: int, last: int) -> ReportedDate | None:
    if year is None or not 1 <= year <= 9999:  # noqa: PLR2004 - what a date can hold
        return None
    basis: DateBasis = "text"
    try:
        begin, end = date(year, month, first), date(year, month, last)
    except ValueError:
        return None
    if begin == end:
        return ReportedDate.day(begin, basis=basis)
    return (
        ReportedDate(first=begin, last=end, precision="range", basis=basis) if begin < end else None
    )


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    plain = word.rstrip(".").casefold()
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(plain[:3])), 0)


def _nearest_year(month: int, day: int, today: date | None) -> int | None:
    """Return the year that puts a day nearest to today."""
    if today is None:
        return None
    years = [y for y in _around(today.year) if _is_day(y, month, day)]
    return min(years, key=lambda y: abs((date(y, month, day) - today).days), default=None)


def _around(year: int) -> Iterator[int]:
    yield from (y for y in (year, year - 1, year + 1) if 1 <= y <= 9999)  # noqa: PLR2004


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
