"""Logging in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from comity.web.guard import needs
from comity.web.pages import fragment
from comity.web.sessions import COOKIE, SESSION_HOURS

__all__ = ["router"]

router = APIRouter(tags=["door"])
REFUSED = "That name and password do not belong together."
NO_TEAM = "This server has no users: nobody logs in with a password."
TOO_OFTEN = "Too many failed attempts from this address. Wait five minutes."


@router.get("/login", summary="Log in with the one-time token, or see the form")
def show(request: Request, token: str | None = None) -> Response:
    """Open a session for the one-time token, or show how to log in."""
    state = request.app.state
    if token is not None and not state.attempts.blocked(_address(request)):
        name = state.sessions.redeem(token)
        if name is not None:
            return _welcome(name)
        state.attempts.note(_address(request))
    return fragment(request, "login.html", 401 if token else 200, team=state.users, problem=None)


@router.post("/login", summary="Log in with a name and a password")
def log_in(
    request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()]
) -> Response:
    """Open a session for a team's user."""
    state, address = request.app.state, _address(request)
    if state.users is None:
        return fragment(request, "login.html", 403, team=None, problem=NO_TEAM)
    if state.attempts.blocked(address):
        return fragment(request, "login.html", 429, team=state.users, problem=TOO_OFTEN)
    role = state.users.check(name, password)
    state.users.log(name, "logged in" if role else "was refused", address)
    if role is None:
        state.attempts.note(address)
        return fragment(request, "login.html", 401, team=state.users, problem=REFUSED)
    return _welcome(state.sessions.start(name, role))


@router.post("/logout", summary="Log out", dependencies=[Depends(needs("reader"))])
def log_out(request: Request) -> Response:
    """End the session."""
    request.app.state.sessions.end(request.cookies.get(COOKIE))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _welcome(session: str) -> Response:
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        COOKIE, session, max_age=SESSION_HOURS * 3600, httponly=True, samesite="strict", path="/"
    )
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
