"""Pairs of countries: the list, and the page of one."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from comity.model.actors import Dyad, Party
from comity.model.facts import MeasureStatus
from comity.model.records import MeasureHistory
from comity.reference.countries import COUNTRIES, country_name
from comity.web.clock import today
from comity.web.guard import needs
from comity.web.keeping import remembered
from comity.web.listing import measure_row, meeting_row, position_row
from comity.web.pages import names_of, next_page, page
from comity.workbench import Workbench, need_dyad
from comity.workbench.picturing import pair_map, pair_timeline

__all__ = ["in_order", "router"]

PAGE = 100  # pairs on a page
WHOLE = 60  # reports up to which a pair is shown with every measure
OPEN = 12  # open measures on the page of a pair with more
MET = 8  # meetings on the page of a pair, the latest
LATEST = 8  # pieces of evidence on the page of a pair
DRAWN = 40  # measures and meetings in its pictures, the latest
FINISHED = frozenset({MeasureStatus.IMPLEMENTED, MeasureStatus.ABANDONED})
router = APIRouter(tags=["pairs"], dependencies=[Depends(needs("reader"))])


@router.get("/pairs", summary="Pairs of countries in the ledger")
@router.get("/pairs.json", summary="Pairs of countries as data")
@router.get("/pairs.csv", summary="Pairs of countries as CSV")
@router.get("/pairs.atom", summary="Pairs of countries as a feed")
def pairs(request: Request, after: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    """List the pairs of which the ledger holds reports, most reported first, a page at a time."""
    bench: Workbench = request.app.state.bench
    names = names_of(request)
    found = remembered(request, bench.ledger.overview.pairs, PAGE + 1, after)
    rows = [
        {
            "id": f"{dyad.first}-{dyad.second}",
            "first": dyad.first,
            "second": dyad.second,
            "label": f"{names(dyad.first)} – {names(dyad.second)}",
            "href": f"/pairs/{dyad.first}/{dyad.second}",
            "reports": count,
            "date": None,
            "quote": f"{count} report{'' if count == 1 else 's'}",
        }
        for dyad, count in found[:PAGE]
    ]
    more = after + PAGE if len(found) > PAGE else None
    data = {"title": "Pairs", "pairs": rows, "next": next_page(request, more)}
    return page(request, "pairs.html", data, rows=rows)


@router.get("/pairs/{one}/{other}", summary="A pair: meetings, measures, positions")
@router.get("/pairs/{one}/{other}.json", summary="A pair as data")
def pair(request: Request, one: str, other: str) -> Response:
    """Show what the ledger holds on two countries: open measures and latest evidence first."""
    bench: Workbench = request.app.state.bench
    dyad = need_dyad((one, other))
    parties = (dyad.first, dyad.second)
    if (one, other) != parties:
        return in_order(request, "/pairs", dyad)
    names, day = names_of(request), today()
    view = bench.ledger.overview
    glance = remembered(request, view.glance, *parties)
    histories, more = _histories(request, parties, glance.reports)
    meetings = remembered(request, view.meetings, parties=parties, size=MET).records
    said = remembered(request, view.positions, parties=parties, size=LATEST).records
    rows = [measure_row(history, names) for history in histories]
    unfinished = [
        {**row, "days": (day - history.first_raised).days if history.first_raised else None}
        for row, history in zip(rows, histories, strict=True)
        if history.status not in FINISHED
    ]
    met = [meeting_row(meeting) for meeting in meetings]
    stances = [position_row(position, names) for position in said]
    data = {
        "parties": list(parties),
        "names": [names(party) for party in parties],
        "reports": glance.reports,
        "last_report": glance.newest,
        "last_read": glance.read,
        "open": unfinished,
        "more_open": more,
        "measures": rows,
        "latest_meetings": met,
        "latest_positions": stances,
    }
    latest = sorted([*rows, *met, *stances], key=lambda row: row["date"] or "", reverse=True)
    return page(
        request,
        "pair.html",
        data,
        evidence=latest[:LATEST],
        timeline=pair_timeline(parties, histories[:DRAWN], meetings, day),
        outlined=bool(map_alt(*parties)),
    )


@router.get("/pairs/{one}/{other}/map.svg", summary="The map of two countries")
def picture(request: Request, one: str, other: str) -> Response:
    """Draw two countries with the places and ways of their measures; disputed lines are dashed.

    Raises:
        HTTPException: 404 if one of the two has no outline.
    """
    bench: Workbench = request.app.state.bench
    dyad = need_dyad((one, other))
    parties = (dyad.first, dyad.second)
    reports = remembered(request, bench.ledger.overview.glance, *parties).reports
    histories, _ = _histories(request, parties, reports)
    drawn = pair_map(bench, parties, histories[:DRAWN], today())
    if drawn is None:
        raise HTTPException(404, "One of the two has no outline to draw.")
    return Response(drawn.svg, media_type="image/svg+xml")


def _histories(
    request: Request, parties: tuple[Party, Party], reports: int
) -> tuple[list[MeasureHistory], bool]:
    """Return the measures of two parties, last heard of first, and whether there are more open.

    Of a pair with many reports only those open measures that were spoken of last.
    """
    ledger = request.app.state.bench.ledger
    if reports <= WHOLE:
        found = remembered(request, ledger.follow, parties=parties, as_of=today())
        return sorted(found, key=newest_first), False
    leaf = remembered(
        request,
        ledger.overview.measures,
        parties=parties,
        unfinished=True,
        as_of=today(),
        size=OPEN,
    )
    return sorted(leaf.records, key=newest_first), leaf.after is not None


def newest_first(one: MeasureHistory) -> tuple[int, str]:
    """Return what measures are sorted by: those last heard of come first."""
    return (-(one.last_heard.toordinal() if one.last_heard else 0), one.id)


def map_alt(one: Party, other: Party) -> str:
    """Return what the map of two countries shows, in words; empty where there is none."""
    if one not in COUNTRIES or other not in COUNTRIES:
        return ""
    return f"Map of {country_name(one)} and {country_name(other)}"


def in_order(request: Request, folder: str, dyad: Dyad) -> Response:
    """Send a browser to the page of a dyad in the order of its codes, or to the twin asked for."""
    ending = ".json" if request.url.path.endswith(".json") else ""
    return RedirectResponse(f"{folder}/{dyad.first}/{dyad.second}{ending}", 307)
