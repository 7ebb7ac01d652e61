"""When somebody was last here, and up to where the ledger went then: kept in the browser."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["VISIT", "Visit"]

VISIT = "comity_visit"
"""Name of the cookie; it holds three numbers and nothing about the reader."""
VISIT_S = 1800  # after half an hour without a look at the start page, the next is another visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit: the ledger's highest number at the end of the one before, and at the last look.

    ``at`` is the time of the last look and ``ended`` that of the visit before, in seconds since
    1970; 0 where there was none.
    """

    before: int = 0
    seen: int = 0
    at: int = 0
    ended: int = 0

    @classmethod
    def of(cls, cookie: str | None, clock: float | None = None) -> "Visit":
        """Return the visit that begins or goes on with this look; a cookie of no sense is none."""
        found = re.fullmatch(r"(\d{1,18})\.(\d{1,18})\.(\d{1,12})\.(\d{1,12})", cookie or "")
        if found is None:
            return cls()
        before, seen, at, ended = map(int, found.groups())
        now = int(time.time() if clock is None else clock)
        if now - at > VISIT_S:
            return cls(before=seen, seen=seen, at=at, ended=at)
        return cls(before=before, seen=seen, at=at, ended=ended)

    def now(self, highest: int, clock: float | None = None) -> "Visit":
        """Return the visit after this look at a ledger that goes up to ``highest``."""
        at = int(time.time() if clock is None else clock)
        return Visit(before=self.before, seen=highest, at=at, ended=self.ended)

    @property
    def day(self) -> str:
        """Return the day of the visit before, ISO, UTC."""
        return datetime.fromtimestamp(self.ended, UTC).date().isoformat()

    @property
    def text(self) -> str:
        """Return the cookie's value."""
        return f"{self.before}.{self.seen}.{self.at}.{self.ended}"
