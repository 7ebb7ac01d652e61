"""What it would take to join two countries by air, rail, road and sea, promised or not."""

from collections.abc import Mapping

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from comity.model.actors import Dyad
from comity.model.finding_json import examination_to_json
from comity.model.findings import Finding, NotExamined, Question
from comity.web.clock import today
from comity.web.examining import card
from comity.web.guard import needs
from comity.web.pages import names_of, page
from comity.web.routes.pairs import in_order
from comity.workbench import Workbench, need_dyad

__all__ = ["router"]

router = APIRouter(tags=["pairs"], dependencies=[Depends(needs("reader"))])
LINKS = ("air-link", "rail-link", "road-link", "sea-link")


@router.get("/transport/{one}/{other}", summary="Links between two countries, put to numbers")
@router.get("/transport/{one}/{other}.json", summary="Links between two countries, as data")
def transport(request: Request, one: str, other: str) -> Response:
    """Show an examination of each kind of link between two countries, inputs to be changed."""
    dyad = need_dyad((one, other))
    if (one, other) != (dyad.first, dyad.second):
        return in_order(request, "/transport", dyad)
    names = names_of(request)
    data: dict[str, object] = {
        "parties": [dyad.first, dyad.second],
        "names": [names(dyad.first), names(dyad.second)],
    }
    if request.url.path.endswith(".json"):
        data["examinations"] = {
            kind: examination_to_json(_examine(request, dyad, kind, request.query_params))
            for kind in LINKS
        }
    return page(request, "transport.html", data, links=LINKS)


@router.get("/transport/{one}/{other}/{kind}", summary="One link put to numbers, inputs changed")
@router.get("/transport/{one}/{other}/{kind}.json", summary="One link put to numbers, as data")
def link(request: Request, one: str, other: str, kind: str) -> Response:
    """Examine one kind of link between two countries with the inputs in the address.

    Raises:
        HTTPException: 404 if there is no such kind of link.
    """
    if kind not in LINKS:
        raise HTTPException(404, f"There is no link of the kind {kind!r}.")
    dyad = need_dyad((one, other))
    return card(request, kind, lambda given: _examine(request, dyad, kind, given))


def _examine(
    request: Request, dyad: Dyad, kind: str, given: Mapping[str, str]
) -> Finding | NotExamined:
    bench: Workbench = request.app.state.bench
    return bench.examine(
        Question(
            kind=kind,
            parties=(dyad.first, dyad.second),
            inputs=tuple(sorted((key, value) for key, value in given.items() if value.strip())),
            as_of=today().isoformat(),
            worldview=bench.settings.worldview,
        )
    )
