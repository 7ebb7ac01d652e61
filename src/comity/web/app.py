"""The serving application: who may come in, the pages, and what is read meanwhile."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from comity.web.elsewhere import Elsewhere, PageProcesses
from comity.web.guard import Guard
from comity.web.jobs import Jobs
from comity.web.page_app import create_pages
from comity.web.reading_process import ReadingProcess
from comity.web.sessions import Attempts, Sessions
from comity.web.uploads import take_in
from comity.web.users import Users
from comity.workbench import Settings

__all__ = ["LARGEST_UPLOAD", "WebSettings", "create_app"]

MEMORY = ":memory:"  # the ledger that is gone when the program ends, and in no other process
THREADS = 8  # requests that change something under way at once; more only wait
LARGEST_UPLOAD = 20 * 1024 * 1024  # bytes of one request; larger archives go by `comity read`


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How the application is served.

    ``token`` opens the first session on a person's own machine; with ``users`` (the file of a
    team's users) there is no token and everybody logs in. ``processes`` make pages, and as many
    those that take long; 0: all are made by the serving process.
    """

    settings: Settings = field(default_factory=Settings)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    token: str | None = field(default_factory=lambda: secrets.token_urlsafe(24))
    users: Path | None = None
    max_bytes: int = LARGEST_UPLOAD
    processes: int = 0


def create_app(web: WebSettings) -> FastAPI:
    """Return the application; every route but the log-in needs a session."""
    app = create_pages(web.settings)
    app.router.lifespan_context = _lifespan
    alone = web.settings.ledger == MEMORY
    app.state.sessions = Sessions(None if web.users else web.token)
    app.state.attempts = Attempts()
    app.state.users = Users.open(web.users) if web.users else None
    app.state.reading = ReadingProcess(web.settings)
    app.state.jobs = Jobs(partial(take_in, app.state.bench) if alone else app.state.reading)
    app.state.processes = ()
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    if web.processes and not alone:
        quick, slow = (PageProcesses(web.settings, web.processes) for _ in range(2))
        app.state.processes = (quick, slow)
        app.add_middleware(Elsewhere, quick=quick, slow=slow)
    app.add_middleware(Guard, hosts=web.hosts, max_bytes=web.max_bytes)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    for quick in app.state.processes[:1]:
        await quick.warm()
    yield
    app.state.jobs.close()
    app.state.reading.close()
    for processes in app.state.processes:
        await processes.close()
    app.state.bench.close()
    if app.state.users:
        app.state.users.close()
