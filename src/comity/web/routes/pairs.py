"""Pairs of countries: the list, and the page of one."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from comity.model.actors import Dyad
from comity.reference.countries import country_name
from comity.web.guard import needs
from comity.web.listing import measure_row, meeting_row, position_row
from comity.web.pages import page
from comity.web.routes.measures import today
from comity.workbench import Workbench, need_dyad

__all__ = ["in_order", "router"]

router = APIRouter(tags=["pairs"], dependencies=[Depends(needs("reader"))])


@router.get("/pairs", summary="Pairs of countries in the ledger")
@router.get("/pairs.json", summary="Pairs of countries as data")
@router.get("/pairs.csv", summary="Pairs of countries as CSV")
def pairs(request: Request) -> Response:
    """List the pairs of which the ledger holds reports, most reported first."""
    bench: Workbench = request.app.state.bench
    rows = [
        {
            "first": dyad.first,
            "second": dyad.second,
            "label": f"{country_name(dyad.first)} – {country_name(dyad.second)}",
            "href": f"/pairs/{dyad.first}/{dyad.second}",
            "reports": count,
        }
        for dyad, count in bench.ledger.overview.pairs()
    ]
    return page(request, "pairs.html", {"title": "Pairs", "pairs": rows}, rows=rows)


@router.get("/pairs/{one}/{other}", summary="A pair: meetings, measures, positions")
@router.get("/pairs/{one}/{other}.json", summary="A pair as data")
def pair(request: Request, one: str, other: str) -> Response:
    """Show all the ledger holds on two countries."""
    bench: Workbench = request.app.state.bench
    dyad = need_dyad((one, other))
    parties = (dyad.first, dyad.second)
    if (one, other) != parties:
        return in_order(request, "/pairs", dyad)
    meetings = bench.ledger.meetings(parties=parties)
    data = {
        "parties": list(parties),
        "names": [country_name(party) for party in parties],
        "measures": [
            measure_row(history) for history in bench.ledger.follow(parties=parties, as_of=today())
        ],
        "meetings": [meeting_row(meeting) for meeting in meetings][::-1],
        "positions": [position_row(one) for one in bench.ledger.positions(parties=parties)][::-1],
    }
    return page(request, "pair.html", data)


def in_order(request: Request, folder: str, dyad: Dyad) -> Response:
    """Send a browser to the page of a dyad in the order of its codes, or to the twin asked for."""
    ending = ".json" if request.url.path.endswith(".json") else ""
    return RedirectResponse(f"{folder}/{dyad.first}/{dyad.second}{ending}", 307)
