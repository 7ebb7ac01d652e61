"""Measures: the list, and the page of one with its ladder and its examination."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from comity.errors import NotInLedgerError
from comity.model.facts import PROGRESS, MeasureStatus
from comity.model.records import MeasureHistory
from comity.web.clock import today
from comity.web.examining import card
from comity.web.guard import needs
from comity.web.keeping import remembered
from comity.web.listing import measure_row
from comity.web.pages import names_of, next_page, page
from comity.workbench import Workbench, find_party

__all__ = ["find_measure", "parties_of", "router"]

SIMILAR = 5  # measures of the same kind beside one
router = APIRouter(tags=["measures"], dependencies=[Depends(needs("reader"))])


@router.get("/measures", summary="Followed measures")
@router.get("/measures.json", summary="Followed measures as data")
@router.get("/measures.csv", summary="Followed measures as CSV")
@router.get("/measures.atom", summary="Followed measures as a feed")
def measures(
    request: Request,
    party: Annotated[list[str] | None, Query()] = None,
    kind: str = "",
    overdue: Literal["", "true", "false"] = "",
    after: str | None = None,
) -> Response:
    """List the measures of the ledger, those of the newest news first, a page at a time."""
    bench: Workbench = request.app.state.bench
    parties = parties_of(party)
    late = None if overdue == "" else overdue == "true"
    leaf = remembered(
        request,
        bench.ledger.overview.measures,
        parties=parties,
        kind=kind or None,
        overdue=late,
        as_of=today(),
        after=after,
    )
    names = names_of(request)
    rows = [measure_row(one, names) for one in leaf.records]
    data = {"title": "Measures", "measures": rows, "next": next_page(request, leaf.after)}
    return page(
        request, "measures.html", data, rows=rows, kind=kind, overdue=overdue, parties=parties
    )


@router.get("/measures/{name}", summary="One measure: what became of it, and what it would take")
@router.get("/measures/{name}.json", summary="One measure as data")
def measure(request: Request, name: str) -> Response:
    """Show a measure's status ladder with its quotes beside its examination."""
    bench: Workbench = request.app.state.bench
    history = find_measure(bench, name)
    names = names_of(request)
    similar = remembered(
        request,
        bench.ledger.overview.measures,
        kind=history.kind,
        as_of=today(),
        size=SIMILAR + 1,
    )
    data = {
        **measure_row(history, names),
        "statuses": [
            {
                "status": str(step.status),
                "date": step.date.iso if step.date else None,
                "days_since_first": step.days_since_first,
                "claimed_by": step.claimed_by,
                "document": step.document,
                "quote": step.evidence.quote,
                "due": step.due.iso if step.due else None,
                "confirmed": step.confirmed,
                "setback": before is not None and _is_setback(before, step.status),
            }
            for before, step in zip(
                [None, *(one.status for one in history.statuses)], history.statuses, strict=False
            )
        ],
        "similar": [measure_row(one, names) for one in similar.records if one.id != history.id][
            :SIMILAR
        ],
    }
    return page(request, "measure.html", data, history=history)


@router.get("/measures/{name}/examination", summary="A measure put to numbers, inputs changed")
@router.get("/measures/{name}/examination.json", summary="A measure's examination as data")
def examination(request: Request, name: str) -> Response:
    """Examine a measure with the inputs in the address, for the card on its page."""
    bench: Workbench = request.app.state.bench
    history = find_measure(bench, name)
    return card(
        request,
        history.kind,
        lambda given: bench.examine(bench.question_of(history, today(), inputs=given)),
    )


def find_measure(bench: Workbench, name: str) -> MeasureHistory:
    """Return the followed measure of that id.

    Raises:
        NotInLedgerError: If the ledger holds none.
    """
    shown = bench.ledger.show(name, as_of=today())
    if isinstance(shown, MeasureHistory):
        return shown
    raise NotInLedgerError(
        f"The ledger follows no measure {name!r}.", mend="Choose one from the list of measures."
    )


def parties_of(words: list[str] | None) -> list[str]:
    """Return the codes of the parties that words name; a word that names none stays as it is."""
    return [find_party(word) or word for word in words or () if word.strip()]


def _is_setback(before: MeasureStatus, after: MeasureStatus) -> bool:
    if after not in PROGRESS:
        return True
    return before in PROGRESS and PROGRESS.index(after) < PROGRESS.index(before)
