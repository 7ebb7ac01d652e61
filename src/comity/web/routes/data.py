"""Data and runs, and settings."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from comity import __version__
from comity.web.guard import needs
from comity.web.pages import page
from comity.web.sessions import COOKIE
from comity.workbench import Workbench, need_worldview

__all__ = ["router"]

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
    session = request.app.state.sessions.find(request.cookies.get(COOKIE))
    log = users.logged() if users and session and session.may("admin") else ()
    return page(request, "data.html", shown, log=log)


@router.get("/settings", summary="Settings")
@router.get("/settings.json", summary="Settings as data")
def settings(request: Request) -> Response:
    """Show the settings."""
    bench: Workbench = request.app.state.bench
    return page(request, "settings.html", {"worldview": bench.settings.worldview})


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
