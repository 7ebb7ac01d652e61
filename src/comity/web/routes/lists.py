"""The lists of meetings, positions and people."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from comity.web.guard import needs
from comity.web.keeping import remembered
from comity.web.listing import meeting_row, position_row
from comity.web.pages import names_of, next_page, page
from comity.web.routes.measures import parties_of
from comity.web.wording import counted, differences, matrix, with_before
from comity.workbench import Workbench

__all__ = ["router"]

router = APIRouter(tags=["lists"], dependencies=[Depends(needs("reader"))])


@router.get("/meetings", summary="Meetings")
@router.get("/meetings.json", summary="Meetings as data")
@router.get("/meetings.csv", summary="Meetings as CSV")
@router.get("/meetings.atom", summary="Meetings as a feed")
def meetings(
    request: Request,
    party: Annotated[list[str] | None, Query()] = None,
    form: str = "",
    after: str | None = None,
) -> Response:
    """List meetings, those of the newest news first, a page at a time."""
    bench: Workbench = request.app.state.bench
    parties = parties_of(party)
    leaf = remembered(
        request, bench.ledger.overview.meetings, parties=parties, form=form or None, after=after
    )
    rows = [meeting_row(one) for one in leaf.records]
    data = {"title": "Meetings", "meetings": rows, "next": next_page(request, leaf.after)}
    return page(request, "meetings.html", data, rows=rows, parties=parties, form=form)


@router.get("/positions", summary="Positions: who stands where on what")
@router.get("/positions.json", summary="Positions as data")
@router.get("/positions.csv", summary="Positions as CSV")
@router.get("/positions.atom", summary="Positions as a feed")
def positions(
    request: Request,
    holder: str = "",
    area: str = "",
    party: Annotated[list[str] | None, Query()] = None,
    year: Annotated[str, Query(pattern=r"^([1-9]\d{3})?$")] = "",
    after: str | None = None,
) -> Response:
    """Show who stood where on what in which year, and every wording, newest first."""
    bench: Workbench = request.app.state.bench
    view, parties, names = bench.ledger.overview, parties_of(party), names_of(request)
    who = next(iter(parties_of([holder])), None)
    leaf = remembered(
        request,
        view.positions,
        parties=parties,
        holder=who,
        area=area or None,
        year=int(year or 0) or None,
        after=after,
    )
    rows = with_before([position_row(one, names) for one in leaf.records])
    named = bool(parties or who)
    stances = (
        remembered(request, view.stances, parties=parties, holder=who, area=area or None)
        if named
        else counted(rows)
    )
    data = {
        "title": "Positions",
        "matrix": matrix(stances),
        "positions": rows,
        "next": next_page(request, leaf.after),
    }
    changes = {
        row["id"]: differences(row["before"]["quote"], row["quote"])
        for row in rows
        if row["before"]
    }
    flat = [{name: row[name] for name in row if name != "before"} for row in rows]
    asked = {"holder": holder, "area": area, "year": year, "parties": parties, "named": named}
    return page(request, "positions.html", data, rows=flat, asked=asked, changes=changes)


@router.get("/people", summary="Who held which office")
@router.get("/people.json", summary="Who held which office, as data")
@router.get("/people.csv", summary="Who held which office, as CSV")
def people(
    request: Request, party: Annotated[list[str] | None, Query(max_length=4)] = None
) -> Response:
    """List who was seen in which office of the parties named, from when to when."""
    bench: Workbench = request.app.state.bench
    parties = parties_of(party)
    rows = [
        {
            "party": one.party,
            "office": one.office or one.office_kind,
            "names": " / ".join(one.names),
            "first": one.first_seen.iso if one.first_seen else None,
            "last": one.last_seen.iso if one.last_seen else None,
            "reports": len(one.documents),
            "href": f"/reports/{one.documents[-1]}",
        }
        for code in parties
        for one in bench.ledger.people(code)
    ]
    data = {"title": "People", "parties": parties, "people": rows}
    return page(request, "people.html", data, rows=rows, parties=parties)
