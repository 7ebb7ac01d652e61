"""Data and runs, and settings."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from comity import __version__
from comity.errors import UsageError
from comity.reference.local_names import LANGUAGES
from comity.web.guard import needs
from comity.web.pages import LANGUAGE, language_of, page
from comity.web.sessions import Session, session_of
from comity.workbench import Workbench, need_worldview

__all__ = ["router"]

REMEMBERED_S = 365 * 86400  # a year
router = APIRouter(tags=["data"], dependencies=[Depends(needs("reader"))])


@router.get("/data", summary="What the ledger holds, and what was read of late")
@router.get("/data.json", summary="Data and runs as data")
def data(request: Request) -> Response:
    """Show the ledger, the uploads of this run, and the sources at hand."""
    bench: Workbench = request.app.state.bench
    shown = {
        "version": __version__,
        "ledger": bench.ledger.address,
        "documents": len(bench.ledger),
        "jobs": [
            {
                "id": job.id,
                "name": job.name,
                "state": job.state,
                "started": job.started.isoformat(timespec="seconds"),
                "kept": len(job.kept),
                "rejected": len(job.rejected),
            }
            for job in request.app.state.jobs.newest()
        ],
    }
    users = request.app.state.users
    session = session_of(request)
    log = users.logged() if users and session and session.may("admin") else ()
    return page(request, "data.html", shown, log=log)


@router.get("/settings", summary="Settings")
@router.get("/settings.json", summary="Settings as data")
def settings(request: Request) -> Response:
    """Show the settings."""
    bench: Workbench = request.app.state.bench
    data = {"worldview": bench.settings.worldview, "language": language_of(request)}
    return page(request, "settings.html", data, languages=LANGUAGES)


@router.post("/settings/language", summary="Choose the language of names")
def speak(
    language: Annotated[str, Form()], session: Annotated[Session, Depends(needs("reader"))]
) -> Response:
    """Choose the language in which this browser is shown the names of countries.

    Raises:
        UsageError: If no names are offered in it.
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"{language!r} is no language that names are offered in.",
            mend=f"Choose one of: {', '.join(LANGUAGES)}.",
        )
    answer = RedirectResponse("/settings", 303)
    answer.set_cookie(
        LANGUAGE, language, max_age=REMEMBERED_S, httponly=True, samesite="strict", path="/"
    )
    return answer


@router.post("/settings", summary="Change settings", dependencies=[Depends(needs("admin"))])
def change(request: Request, worldview: Annotated[str, Form()] = "") -> Response:
    """Choose whose view of disputed borders is drawn, until the program ends.

    Raises:
        UsageError: If the word names no country.
    """
    chosen = need_worldview(worldview.strip() or None)
    bench: Workbench = request.app.state.bench
    bench.settings = replace(bench.settings, worldview=chosen)
    return RedirectResponse("/settings", 303)
