"""A period on the command line: ``--year``, or ``--since`` and ``--until``."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from comity.errors import UsageError
from comity.model.dates import ReportedDate

__all__ = ["period_options"]


def period_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``since`` and ``until`` (ISO days, the second not included) or ``None``."""

    @click.option("--year", type=click.IntRange(1, 9998), help="Only this year.")
    @click.option("--since", metavar="DATE", help="Only from this day, month or year on.")
    @click.option("--until", metavar="DATE", help="Only before this day, month or year.")
    @wraps(function)
    def with_period(
        *args: Any, year: int | None, since: str | None, until: str | None, **options: Any
    ) -> Any:
        if year is not None:
            since, until = since or f"{year:04}", until or f"{year + 1:04}"
        return function(*args, since=_first_day(since), until=_first_day(until), **options)

    return with_period


def _first_day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return ReportedDate.parse(text).first.isoformat()
    except ValueError as error:
        raise UsageError(
            f"'{text}' is no date.", mend="Write it as 2023-04-13, 2023-04 or 2023."
        ) from error
