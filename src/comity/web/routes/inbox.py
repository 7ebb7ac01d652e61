"""The inbox: one doubtful fact at a time, to accept, reject, edit or leave; acts can be undone."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from comity.errors import NotInLedgerError, UsageError
from comity.model.fact_json import FACTS
from comity.model.records import Correction, FactRecord
from comity.web.guard import here, needs
from comity.web.pages import page
from comity.web.sessions import Session
from comity.workbench import Workbench

__all__ = ["EDITABLE", "router"]

router = APIRouter(tags=["inbox"], dependencies=[Depends(needs("reader"))])
EDITABLE = {
    "measure": ("kind", "status", "due", "date"),
    "meeting": ("form", "date", "place"),
    "position": ("holder", "stance", "target", "area"),
    "history": ("kind", "date"),
}
"""Fields the page offers to edit; what can be edited at all is the ledger's to say."""
AROUND = 240  # characters shown before and after a quote
FLAT = ("id", "href", "label", "kind", "document", "date", "confidence", "quote")
"""What a table or a feed shows of a fact in doubt."""
QUEUE = 20  # facts listed behind the first

Skipped = Annotated[list[str] | None, Query(max_length=200)]


@router.get("/inbox", summary="Facts in doubt, worst first")
@router.get("/inbox.json", summary="Facts in doubt, as data")
@router.get("/inbox.csv", summary="Facts in doubt, as CSV")
@router.get("/inbox.atom", summary="Facts in doubt, as a feed")
def inbox(request: Request, skip: Skipped = None, fact: str = "") -> Response:
    """Show the fact that a person should look at first, and those after it.

    ``fact`` names one to look at before all others, in doubt or not.
    """
    bench: Workbench = request.app.state.bench
    queue = list(bench.ledger.overview.doubts(limit=QUEUE, skip=[*(skip or ()), fact]))
    if fact:
        named = bench.ledger.show(fact)
        queue = [named, *queue] if isinstance(named, FactRecord) else queue
    rows = [_row(one) for one in queue]
    log = [_line(one) for one in bench.ledger.corrections.log()[-8:][::-1]]
    data = {"title": "Inbox", "facts": rows, "log": log}
    context = _context(bench, queue[0]) if queue else None
    return page(
        request,
        "inbox.html",
        data,
        rows=[{name: row[name] for name in FLAT} for row in rows],
        first=queue[0] if queue else None,
        context=context,
        fields=EDITABLE.get(queue[0].kind, ()) if queue else (),
        skip=skip or [],
    )


@router.post(
    "/facts/{name}/{verdict}",
    summary="Accept or reject a fact",
    dependencies=[Depends(needs("editor"))],
)
def judge(
    request: Request, name: str, verdict: str, session: Annotated[Session, Depends(here)]
) -> Response:
    """Accept, reject or edit a fact and go on to the next.

    Raises:
        UsageError: If the verdict is none of accept, reject and undo.
    """
    corrections = request.app.state.bench.ledger.corrections
    acts = {"accept": corrections.accept, "reject": corrections.reject, "split": corrections.split}
    if verdict not in acts:
        raise UsageError(f"{verdict!r} is no verdict", mend="Choose accept, reject or split.")
    acts[verdict](name, who=session.user)
    return _back(request)


@router.post("/corrections", summary="Edit a fact", dependencies=[Depends(needs("editor"))])
async def edit(
    request: Request, fact: Annotated[str, Form()], session: Annotated[Session, Depends(here)]
) -> Response:
    """Give fields of a fact other values, or move it to other words (``start``, ``end``)."""
    given = {
        name: str(value)
        for name, value in (await request.form()).items()
        if name not in {"csrf", "fact"} and str(value).strip()
    }
    if {"start", "end"} <= given.keys():
        given["span"] = f"{given.pop('start')}-{given.pop('end')}"
    request.app.state.bench.ledger.corrections.edit(fact, given, who=session.user)
    return _back(request)


@router.post(
    "/corrections/undo",
    summary="Undo the last correction",
    dependencies=[Depends(needs("editor"))],
)
def undo(
    request: Request,
    session: Annotated[Session, Depends(here)],
    correction: Annotated[int | None, Form()] = None,
) -> Response:
    """Take back the last correction, or the one named."""
    request.app.state.bench.ledger.corrections.undo(correction, who=session.user)
    return _back(request)


@router.post("/merges", summary="Say that two are one", dependencies=[Depends(needs("editor"))])
def merge(
    request: Request,
    one: Annotated[str, Form()],
    other: Annotated[str, Form()],
    session: Annotated[Session, Depends(here)],
    back: Annotated[str, Form()] = "",
) -> Response:
    """Say that two meetings, or two measures, are one; go to the record they now make."""
    request.app.state.bench.ledger.corrections.merge(one, other, who=session.user)
    return (
        RedirectResponse(back, 303)
        if back in {f"/meetings/{one}", f"/measures/{one}"}
        else _back(request)
    )


@router.get("/corrections", summary="The log of corrections")
@router.get("/corrections.json", summary="The log of corrections, as data")
@router.get("/corrections.csv", summary="The log of corrections, as CSV")
@router.get("/corrections.atom", summary="The log of corrections, as a feed")
def corrections(request: Request) -> Response:
    """List every correction, newest first."""
    bench: Workbench = request.app.state.bench
    rows = [_line(one) for one in bench.ledger.corrections.log()[::-1]]
    return page(request, "corrections.html", {"title": "Corrections", "log": rows}, rows=rows)


def _back(request: Request) -> Response:
    """Return to the page that asked, if it is one of ours, else to the inbox."""
    came = urlsplit(request.headers.get("referer", ""))
    ours = came.scheme in {"http", "https"} and came.netloc == request.headers.get("host")
    path = urlunsplit(("", "", came.path, came.query, "")) if ours else "/inbox"
    return RedirectResponse(path if re.match("/(?!/)", path) else "/inbox", 303)


def _row(one: FactRecord) -> dict[str, Any]:
    return {
        "id": one.id,
        "href": f"/inbox?fact={one.id}",
        "label": f"{one.kind}, confidence {one.fact.confidence:.2f}",
        "kind": one.kind,
        "document": one.document,
        "date": one.date.iso if one.date else None,
        "confidence": one.fact.confidence,
        "quote": one.fact.evidence.quote,
        "fact": FACTS[one.kind].to_json(one.fact),
    }


def _line(one: Correction) -> dict[str, Any]:
    return {
        "id": one.id,
        "href": f"/reports/{one.document}#f-{one.fact}",
        "label": f"{one.action} {one.fact}, by {one.who}",
        "date": one.at[:10],
        "quote": one.after or one.before or "",
        "action": one.action,
        "fact": one.fact,
        "document": one.document,
        "who": one.who,
        "at": one.at,
        "before": one.before,
        "after": one.after,
        "undone_by": one.undone_by,
    }


def _context(bench: Workbench, one: FactRecord) -> tuple[str, str, str, int]:
    """Return what stands before a fact's words, the words, what follows, and where it begins."""
    evidence = one.fact.evidence
    try:
        text = bench.ledger.report(one.document).document.part(evidence.part)
    except NotInLedgerError:
        return ("", evidence.quote, "", evidence.start)
    first = max(0, evidence.start - AROUND)
    before, after = text[first : evidence.start], text[evidence.end : evidence.end + AROUND]
    return (before, evidence.quote, after, first)
