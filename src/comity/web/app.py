"""Puts the web application together: guard, sessions, templates and the table of routes."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from comity import __version__
from comity.errors import ComityError, NotInLedgerError
from comity.web.guard import Guard
from comity.web.jobs import Jobs
from comity.web.keeping import Memory
from comity.web.pages import environment, fragment
from comity.web.reading_process import ReadingProcess
from comity.web.routes import ROUTES
from comity.web.sessions import Attempts, Sessions
from comity.web.uploads import take_in
from comity.web.users import Users
from comity.workbench import Settings, Workbench

__all__ = ["LARGEST_UPLOAD", "WebSettings", "create_app"]

MEMORY = ":memory:"  # the ledger that is gone when the program ends
THREADS = 8  # pages made at once, as many as a store holds connections open; more only wait
LARGEST_UPLOAD = 20 * 1024 * 1024  # bytes of one request; larger archives go by `comity read`


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How the application is served.

    ``token`` opens the first session on a person's own machine; with ``users`` (the file of a
    team's users) there is no token and everybody logs in.
    """

    settings: Settings = field(default_factory=Settings)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    token: str | None = field(default_factory=lambda: secrets.token_urlsafe(24))
    users: Path | None = None
    max_bytes: int = LARGEST_UPLOAD


def create_app(web: WebSettings) -> FastAPI:
    """Return the application; every route but the log-in needs a session."""
    app = FastAPI(
        title="Comity",
        version=__version__,
        summary="What two countries said they would do, and what became of it.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
    )
    app.state.web = web
    app.state.sessions = Sessions(None if web.users else web.token)
    app.state.attempts = Attempts()
    app.state.users = Users.open(web.users) if web.users else None
    app.state.bench = Workbench(web.settings)
    app.state.memory = Memory(lambda: app.state.bench.ledger.state)
    app.state.reading = ReadingProcess(web.settings)
    in_memory = web.settings.ledger == MEMORY  # no other process can reach it
    app.state.jobs = Jobs(partial(take_in, app.state.bench) if in_memory else app.state.reading)
    app.state.templates = environment()
    for router in ROUTES:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_exception_handler(ComityError, _comity_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _bad_value)
    app.add_middleware(Guard, hosts=web.hosts, max_bytes=web.max_bytes)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
    app.state.jobs.close()
    app.state.reading.close()
    app.state.bench.close()
    if app.state.users:
        app.state.users.close()


async def _comity_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ComityError)  # noqa: S101 - registered for this class
    status = 404 if isinstance(error, NotInLedgerError) else 400
    return _failure(request, status, error.problem, error.mend)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    mends = {401: "Open the address that comity serve printed, or log in.", 404: "Go to the start."}
    mend = mends.get(error.status_code, "Go back and try again.")
    answer = _failure(request, error.status_code, str(error.detail), mend)
    answer.headers.update(error.headers or {})
    return answer


async def _bad_value(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    wrong = {str(one["loc"][-1]): str(one["msg"]) for one in error.errors()}
    problem = "; ".join(f"{name}: {said[:1].lower()}{said[1:]}" for name, said in wrong.items())
    return _failure(
        request, 422, f"A value does not fit: {problem}.", "Mend it in the form or the address."
    )


def _failure(request: Request, status: int, problem: str, mend: str) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": problem, "mend": mend}, status_code=status)
    return fragment(request, "failure.html", status, problem=problem, mend=mend)
