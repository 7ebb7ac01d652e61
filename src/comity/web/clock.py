"""The day on which a page is looked at."""

from datetime import date

__all__ = ["today"]


def today() -> date:
    """Return the day by the clock of this machine, which is what a reader means by today."""
    return date.today()  # noqa: DTZ011
