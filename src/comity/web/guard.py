"""What stands before every route: host, size, origin and role, and the headers of every answer."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.web.sessions import Role, Session, session_of

__all__ = ["CONTENT_SECURITY_POLICY", "SAFE_METHODS", "Guard", "here", "needs"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; frame-src 'self'"
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
SLOWEST_S = 20  # between two pieces of a request; a browser on a bad line needs less
CACHED = "/static/"


class Guard:
    """Refuses foreign hosts and oversized bodies, and adds the safety headers to every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], max_bytes: int) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(scope["path"], send)
        headers = Headers(scope=scope)
        if headers.get("host", "").rsplit(":", 1)[0] not in self._hosts:
            await PlainTextResponse("This host is not served here.", 421)(scope, receive, send)
            return
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._max_bytes:
            await PlainTextResponse("That is too large.", 413)(scope, receive, send)
            return
        await self._app(scope, _bounded(receive, self._max_bytes), send)


def _with_headers(path: str, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault(
                "cache-control",
                "public, max-age=86400" if path.startswith(CACHED) else "no-store",
            )
        await send(message)

    return sending


def _bounded(receive: Receive, most: int) -> Receive:
    taken, whole = 0, False

    async def receiving() -> Message:
        nonlocal taken, whole
        if whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SLOWEST_S)
        except TimeoutError as error:
            raise HTTPException(408, "The request took too long to arrive.") from error
        whole = not message.get("more_body", False)
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413, "That is too large.")
        return message

    return receiving


async def here(request: Request) -> Session:
    """Return the session of a request.

    Raises:
        HTTPException: 401 if there is none.
    """
    session = session_of(request)
    if session is None:
        raise HTTPException(401, "Log in first.")
    return session


def needs(role: Role) -> Callable[..., object]:
    """Return the dependency that lets a route be used by this role and those above it.

    A request that changes something must also bring the session's CSRF token, in the header
    ``X-CSRF-Token`` or the form field ``csrf``, and come from one of our own pages.
    """

    async def check(request: Request, session: Annotated[Session, Depends(here)]) -> Session:
        if not session.may(role):
            raise HTTPException(403, f"This needs the role {role}; you have {session.role}.")
        if request.method not in SAFE_METHODS:
            await _check_origin(request, session)
        return session

    check.role = role  # type: ignore[attr-defined]
    return check


async def _check_origin(request: Request, session: Session) -> None:
    origin = request.headers.get("origin")
    if origin is not None and origin.split("://", 1)[-1] != request.headers.get("host"):
        raise HTTPException(403, "This request came from another page.")
    token = request.headers.get("x-csrf-token")
    if token is None and "form" in request.headers.get("content-type", ""):
        token = str((await request.form()).get("csrf", ""))
    if token != session.csrf:
        raise HTTPException(403, "The page is too old; reload it and try again.")
