"""How near two countries are: each measure with its year and ranks, lines through the years."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from comity.model.finding_json import examination_to_json
from comity.model.findings import Finding, Series
from comity.reference.countries import country_name
from comity.web.guard import needs
from comity.web.pages import page
from comity.web.routes.pairs import in_order
from comity.workbench import Workbench, need_dyad

__all__ = ["router"]

router = APIRouter(tags=["pairs"], dependencies=[Depends(needs("reader"))])
WIDTH, HEIGHT = 600, 120  # of a line, in the units of its drawing
POINTS_AT_LEAST = 2


@router.get("/closeness/{one}/{other}", summary="How near two countries are")
@router.get("/closeness/{one}/{other}.json", summary="How near two countries are, as data")
def closeness(request: Request, one: str, other: str) -> Response:
    """Show every measure of closeness of two countries there is data for."""
    bench: Workbench = request.app.state.bench
    dyad = need_dyad((one, other))
    first, second = dyad.first, dyad.second
    if (one, other) != (first, second):
        return in_order(request, "/closeness", dyad)
    found = bench.closeness(first, second)
    data = {
        **examination_to_json(found),
        "parties": [first, second],
        "names": [country_name(first), country_name(second)],
    }
    series = found.series if isinstance(found, Finding) else ()
    lines = [_line(one) for one in series if len(one.points) >= POINTS_AT_LEAST]
    return page(request, "closeness.html", data, lines=lines)


def _line(series: Series) -> dict[str, Any]:
    """Return a series as the corners of a line in a box of WIDTH by HEIGHT."""
    years = [year for year, _ in series.points]
    values = [value for _, value in series.points]
    low, high = min(values), max(values)
    span, years_span = (high - low) or 1.0, (years[-1] - years[0]) or 1
    corners = [
        f"{(year - years[0]) / years_span * WIDTH:.1f},{(high - value) / span * HEIGHT:.1f}"
        for year, value in series.points
    ]
    return {
        "label": series.label,
        "unit": series.unit,
        "corners": " ".join(corners),
        "first": years[0],
        "last": years[-1],
        "low": low,
        "high": high,
        "points": [{"year": year, "value": value} for year, value in series.points],
        "source": series.source.name,
        "width": WIDTH,
        "height": HEIGHT,
    }
