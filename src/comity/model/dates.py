"""Dates as reports give them: with their precision and what they rest on."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

__all__ = ["DateBasis", "Precision", "ReportedDate"]

Precision = Literal["day", "month", "year", "range"]
DateBasis = Literal["text", "dateline", "published"]

SHORTEST_MONTH = timedelta(days=27)
"""From the first to the last day of a February."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedDate:
    """A date or a span of days, both ends included.

    ``basis`` says whether the text names the date, the dateline does, or only the publication date
    stands behind it. ``None``: not known.
    """

    first: date
    last: date
    precision: Precision = "day"
    basis: DateBasis | None = None

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins.

        Raises:
            ValueError: If ``last`` is before ``first``.
        """
        if self.last < self.first:
            message = f"{self.last} is before {self.first}"
            raise ValueError(message)

    @classmethod
    def day(cls, on: date, *, basis: DateBasis | None = None) -> "ReportedDate":
        """Return one day."""
        return cls(first=on, last=on, precision="day", basis=basis)

    @classmethod
    def month(cls, year: int, month: int, *, basis: DateBasis | None = None) -> "ReportedDate":
        """Return all days of a month."""
        last = calendar.monthrange(year, month)[1]
        return cls(
            first=date(year, month, 1), last=date(year, month, last), precision="month", basis=basis
        )

    @classmethod
    def year(cls, year: int, *, basis: DateBasis | None = None) -> "ReportedDate":
        """Return all days of a year."""
        return cls(first=date(year, 1, 1), last=date(year, 12, 31), precision="year", basis=basis)

    @classmethod
    def parse(cls, text: str, *, basis: DateBasis | None = None) -> "ReportedDate":
        """Return the date written as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: If the text is none of these.
        """
        parts = text.split("-")
        if len(parts) == 1:
            return cls.year(int(text), basis=basis)
        if len(parts) == 2:  # noqa: PLR2004 - year and month
            return cls.month(int(parts[0]), int(parts[1]), basis=basis)
        return cls.day(date.fromisoformat(text), basis=basis)

    @property
    def iso(self) -> str:
        """Return ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or ``A/B``, as precise as the date is.

        Days within one month are ``A/B`` although they are counted as that month.
        """
        if self.precision == "day":
            return self.first.isoformat()
        if self.precision == "year":
            return f"{self.first.year:04}"
        if self.precision == "month" and self.last - self.first >= SHORTEST_MONTH:
            return f"{self.first.year:04}-{self.first.month:02}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"
