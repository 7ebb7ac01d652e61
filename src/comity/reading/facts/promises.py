"""Dates that something is promised for, said without a day: "by the end of 2026", "next month"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from comity.model.dates import ReportedDate

__all__ = ["find_promised_dates"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_LEAD = (
    r"\b(?P<lead>by|before|in|from|until|till|during|within|for|starting|no later than|as of)\s+"
)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("first", "second", "third", "fourth")
_PATTERNS = (
    ("part", re.compile(
        _LEAD + r"(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<part>half|quarter)"
        r"\s+of\s+(?P<year>20\d\d)\b", re.IGNORECASE)),
    ("year", re.compile(
        _LEAD + r"(?:the\s+)?(?:(?:end|beginning|start|middle|course)\s+of\s+|late[ -]|early[ -]|"
        r"mid[ -]?)?(?P<year>20\d\d)\b(?!\s*(?:per|%|[-–]\d))", re.IGNORECASE)),
    ("this-year", re.compile(
        _LEAD + r"(?:the\s+)?end\s+of\s+(?:the|this)\s+year\b|\b(?P<next>next)\s+year\b",
        re.IGNORECASE)),
    ("within", re.compile(
        r"\b(?:within|in)\s+(?:the\s+next\s+)?(?P<count>\d{1,2}|" + "|".join(_COUNTS)
        + r")\s+(?P<unit>days?|weeks?|months?|years?)\b", re.IGNORECASE)),
    ("next-month", re.compile(r"\bnext\s+month\b", re.IGNORECASE)),
    ("month", re.compile(
        _LEAD + r"(?:the\s+(?:end|beginning|start|middle)\s+of\s+|late\s+|early\s+|mid[- ])?"
        rf"(?P<month>{'|'.join(month.capitalize() for month in _MONTHS)})\b"
        r"(?!\s+\d|,?\s+(?:19|20)\d\d)")),
)  # fmt: skip
_DEADLINES = frozenset({"by", "before", "no later than"})
_DAYS_IN = {"day": 1, "week": 7}
_YEAR_MONTHS = 12
_LAST_YEAR = 9000  # of publication; beyond it a calendar ends before a promise may


def find_promised_dates(
    text: str, start: int, end: int, published: ReportedDate | None
) -> Iterator[ReportedDate]:
    """Yield the dates that the words between two offsets promise, dates with a day left out.

    A date that lies before publication is none. Without a publication date only deadlines with a
    year count: "by 2030".
    """
    if published is not None and published.last.year > _LAST_YEAR:
        return
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            if published is None:
                is_deadline = (groups.get("lead") or "").lower() in _DEADLINES
                if not is_deadline or not groups.get("year"):
                    continue
            promised = _date(kind, match, published.last if published else date.min)
            if promised and (published is None or promised.last > published.last):
                yield promised


def _date(kind: str, match: re.Match[str], today: date) -> ReportedDate | None:
    if kind == "part":
        return _part(int(match["year"]), match["nth"].lower(), match["part"].lower())
    if kind == "year":
        return ReportedDate.year(int(match["year"]), basis="text")
    if kind == "this-year":
        return ReportedDate.year(today.year + bool(match["next"]), basis="text")
    if kind == "within":
        return _within(match["count"].lower(), match["unit"].lower().rstrip("s"), today)
    if kind == "next-month":
        return _in_months(today, 1)
    month = _MONTHS.index(match["month"].lower()) + 1
    return ReportedDate.month(today.year + (month < today.month), month, basis="text")


def _part(year: int, nth: str, part: str) -> ReportedDate | None:
    """Return the months of a half or a quarter of a year."""
    count = 2 if part == "half" else 4
    number = count if nth == "last" else _ORDINALS.index(nth) + 1
    if number > count:
        return None
    months = _YEAR_MONTHS // count
    first = ReportedDate.month(year, (number - 1) * months + 1, basis="text").first
    last = ReportedDate.month(year, number * months, basis="text").last
    return ReportedDate(first=first, last=last, precision="range", basis="text")


def _within(count: str, unit: str, today: date) -> ReportedDate:
    number = int(count) if count.isdigit() else _COUNTS.index(count) + 1
    if unit in _DAYS_IN:
        return ReportedDate.day(today + timedelta(days=number * _DAYS_IN[unit]), basis="text")
    return _in_months(today, number * (_YEAR_MONTHS if unit == "year" else 1))


def _in_months(today: date, count: int) -> ReportedDate:
    """Return the month that lies so many months ahead."""
    years, month = divmod(today.month - 1 + count, _YEAR_MONTHS)
    return ReportedDate.month(today.year + years, month + 1, basis="text")
