"""The start: give a document, see what is new and what is overdue."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from comity.errors import UsageError
from comity.model.records import Headline
from comity.web.clock import today
from comity.web.guard import needs
from comity.web.keeping import remembered
from comity.web.listing import first_line
from comity.web.pages import fragment, page
from comity.web.uploads import Upload
from comity.web.visits import VISIT, Visit
from comity.workbench import Workbench

__all__ = ["router"]

router = APIRouter(tags=["home"], dependencies=[Depends(needs("reader"))])
NEWEST = 12  # reports and measures on the start page


@router.get("/", summary="The start page")
@router.get("/index.json", summary="The start page as data")
def home(request: Request) -> Response:
    """Show the newest reports, the measures that are overdue, and where to drop a file."""
    bench: Workbench = request.app.state.bench
    view, visit = bench.ledger.overview, Visit.of(request.cookies.get(VISIT))
    added = view.added_since(visit.before, NEWEST)
    reports = view.headlines(
        added.documents if visit.before else remembered(request, view.newest, NEWEST)
    )
    overdue = remembered(request, view.measures, overdue=True, as_of=today(), size=NEWEST).records[
        :NEWEST
    ]
    data = {
        "title": "Start",
        "since": visit.day if visit.before else None,
        "new": added.count,
        "documents": remembered(request, bench.ledger.__len__),
        "reports": [_summary(report) for report in reports],
        "overdue": [
            {
                "id": one.id,
                "kind": one.kind,
                "parties": list(one.parties),
                "endpoints": [place.name for place in one.endpoints],
                "due": one.due.iso if one.due else None,
                "slip_days": one.slip_days,
            }
            for one in overdue
        ],
    }
    answer = page(request, "home.html", data)
    answer.set_cookie(
        VISIT,
        visit.now(added.highest).text,
        max_age=365 * 86400,
        httponly=True,
        samesite="strict",
        path="/",
    )
    return answer


@router.post("/documents", summary="Give a document", dependencies=[Depends(needs("editor"))])
async def give(
    request: Request,
    file: UploadFile | None = None,
    text: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    publisher_country: Annotated[str, Form()] = "",
) -> Response:
    """Queue a file or pasted text to be read, and go to its progress.

    Raises:
        UsageError: If there is neither a file nor a text.
    """
    name, content = "pasted text", text.encode()
    if file is not None and file.filename:
        name, content = file.filename.replace("\\", "/").rsplit("/", 1)[-1], await file.read()
    if not content.strip():
        raise UsageError("There is nothing to read", mend="Choose a file, or paste a text.")
    upload = Upload(
        name=name,
        content=content,
        published=published or None,
        publisher_country=publisher_country or None,
    )
    job = request.app.state.jobs.submit(upload)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{number}", summary="How far an upload is")
@router.get("/jobs/{number}.json", summary="How far an upload is, as data")
def progress(request: Request, number: int) -> Response:
    """Show one upload; the page asks again until it is done.

    Raises:
        HTTPException: 404 if there is no such upload.
    """
    job = request.app.state.jobs.find(number)
    if job is None:
        raise HTTPException(404, "There is no such upload.")
    if request.url.path.endswith(".json"):
        told = {**asdict(job), "started": job.started.isoformat(timespec="seconds")}
        return page(request, "job.html", told)
    template = "job_state.html" if "hx-request" in request.headers else "job.html"
    return fragment(request, template, job=job)


def _summary(report: Headline) -> dict[str, object]:
    return {
        "id": report.document,
        "title": report.title or first_line(report.opening),
        "publisher": report.publisher,
        "date": report.day,
        "dyads": [[dyad.first, dyad.second] for dyad in report.dyads],
        "measures": report.measures,
    }
