"""Meetings and positions: the lists, and the page of one meeting."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from comity.errors import NotInLedgerError
from comity.model.records import MeetingRecord
from comity.web.guard import needs
from comity.web.listing import meeting_row, position_row
from comity.web.pages import page
from comity.web.routes.measures import RECENT
from comity.workbench import Workbench, find_party

__all__ = ["router"]

router = APIRouter(tags=["lists"], dependencies=[Depends(needs("reader"))])


@router.get("/meetings", summary="Meetings")
@router.get("/meetings.json", summary="Meetings as data")
@router.get("/meetings.csv", summary="Meetings as CSV")
@router.get("/meetings.atom", summary="Meetings as a feed")
def meetings(
    request: Request,
    party: Annotated[list[str] | None, Query()] = None,
    form: str | None = None,
) -> Response:
    """List meetings, newest first."""
    bench: Workbench = request.app.state.bench
    parties = [find_party(word) or word for word in party or ()]
    documents = None if parties else bench.ledger.overview.newest(RECENT)
    found = bench.ledger.meetings(parties=parties, documents=documents, kind=form or None)
    rows = [meeting_row(one) for one in found][::-1]
    return page(request, "meetings.html", {"title": "Meetings", "meetings": rows}, rows=rows)


@router.get("/meetings/{name}", summary="One meeting with its reports and their disagreements")
@router.get("/meetings/{name}.json", summary="One meeting as data")
def meeting(request: Request, name: str) -> Response:
    """Show one meeting as all its reports give it.

    Raises:
        NotInLedgerError: If the ledger holds none of that id.
    """
    bench: Workbench = request.app.state.bench
    one = bench.ledger.show(name)
    if not isinstance(one, MeetingRecord):
        raise NotInLedgerError(
            f"The ledger holds no meeting {name!r}.",
            mend="Choose one from the list of meetings.",
        )
    data = {
        **meeting_row(one),
        "reports": list(one.reports),
        "evidence": [{"document": words.document, "quote": words.quote} for words in one.evidence],
        "disagreements": [
            {
                "field": gap.field,
                "values": [
                    {"value": value, "documents": list(documents)}
                    for value, documents in gap.values
                ],
            }
            for gap in one.disagreements
        ],
    }
    return page(request, "meeting.html", data, record=one)


@router.get("/positions", summary="Positions: who stands where on what")
@router.get("/positions.json", summary="Positions as data")
@router.get("/positions.csv", summary="Positions as CSV")
@router.get("/positions.atom", summary="Positions as a feed")
def positions(request: Request, holder: str | None = None, area: str | None = None) -> Response:
    """List every wording of every position, newest first."""
    bench: Workbench = request.app.state.bench
    who = (find_party(holder) or holder) if holder else None
    documents = None if who or area else bench.ledger.overview.newest(RECENT)
    found = bench.ledger.positions(holder=who, area=area or None, documents=documents)
    rows = [position_row(one) for one in found][::-1]
    areas = sorted({row["area"] for row in rows})
    return page(
        request, "positions.html", {"title": "Positions", "positions": rows}, rows=rows, areas=areas
    )
