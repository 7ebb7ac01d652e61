"""Who is at the other end: sessions in memory, named by a signed cookie.

A session ends when the program does. The cookie holds only the session's random name; what the
session may do stays on this side.
"""

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from starlette.requests import Request

__all__ = ["COOKIE", "ROLES", "SESSION", "Attempts", "Role", "Session", "Sessions", "session_of"]

COOKIE = "comity_session"
SESSION = "comity.session"  # in the scope of a request that another process let in
SESSION_HOURS = 12  # a working day; then one logs in again
ATTEMPTS = 5  # failed log-ins from one address …
ATTEMPT_WINDOW_S = 300  # … in five minutes; OWASP ASVS 5.0 asks for a limit, not for a number

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
"""Each may do what those before it may, and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One person at work. ``csrf`` must come back with every request that changes something."""

    user: str
    role: Role
    csrf: str
    expires: float

    def may(self, role: Role) -> bool:
        """Tell whether the session may do what ``role`` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Sessions:
    """The open sessions, and the one-time token that opens the first on a person's own machine."""

    def __init__(self, token: str | None = None, clock: Callable[[], float] = time.time) -> None:
        self._token = token
        self._clock = clock
        self._open: dict[str, Session] = {}
        self._lock = Lock()

    def redeem(self, token: str) -> str | None:
        """Return the name of a new session for the one-time token, or ``None``; it works once."""
        with self._lock:
            expected, matches = self._token, False
            if expected is not None:
                matches = secrets.compare_digest(expected.encode(), token.encode())
            if not matches:
                return None
            self._token = None
        return self.start("you", "admin")

    def start(self, user: str, role: Role) -> str:
        """Return the name of a new session."""
        name = secrets.token_urlsafe(32)
        session = Session(
            user=user,
            role=role,
            csrf=secrets.token_urlsafe(32),
            expires=self._clock() + SESSION_HOURS * 3600,
        )
        with self._lock:
            self._open = {
                key: one for key, one in self._open.items() if one.expires > self._clock()
            }
            self._open[name] = session
        return name

    def find(self, name: str | None) -> Session | None:
        """Return the open session of that name, or ``None``."""
        session = self._open.get(name or "")
        return session if session and session.expires > self._clock() else None

    def end(self, name: str | None) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(name or "", None)


def session_of(request: Request) -> Session | None:
    """Return who is at the other end: as told by the process that let the request in, or found."""
    told: Session | None = request.scope.get(SESSION)
    sessions: Sessions = request.app.state.sessions
    return told or sessions.find(request.cookies.get(COOKIE))


class Attempts:
    """Counts failed log-ins by address, so that passwords cannot be guessed at speed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, deque[float]] = {}
        self._lock = Lock()

    def blocked(self, address: str) -> bool:
        """Tell whether an address has failed too often of late."""
        with self._lock:
            return len(self._recent(address)) >= ATTEMPTS

    def note(self, address: str) -> None:
        """Note a failed log-in."""
        with self._lock:
            self._recent(address).append(self._clock())

    def _recent(self, address: str) -> deque[float]:
        times = self._failed.setdefault(address, deque(maxlen=ATTEMPTS))
        while times and times[0] < self._clock() - ATTEMPT_WINDOW_S:
            times.popleft()
        return times
