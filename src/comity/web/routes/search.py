"""Search: words and facets in, documents with their sentences out."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from comity.model.records import SearchHit
from comity.web.guard import needs
from comity.web.keeping import remembered
from comity.web.listing import first_line
from comity.web.pages import page
from comity.workbench import Workbench, find_dyad

__all__ = ["router"]

router = APIRouter(tags=["search"], dependencies=[Depends(needs("reader"))])
PAGE = 20  # hits on a page


@dataclass(frozen=True, slots=True)
class Asked:
    """The words and facets of a search, as the address holds them."""

    q: str = ""
    dyad: str = ""
    area: str = ""
    kind: str = ""
    status: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0

    def address(self, **changed: str | int) -> str:
        """Return the query of the same search with some values changed, from its first page."""
        values = {name: getattr(self, name) for name in self.__slots__} | {"offset": 0} | changed
        return urlencode({name: value for name, value in values.items() if value})


@router.get("/search", summary="Search the ledger")
@router.get("/search.json", summary="Search the ledger, as data")
@router.get("/search.csv", summary="Search the ledger, as CSV")
@router.get("/search.atom", summary="Search the ledger, as a feed")
def search(request: Request, asked: Annotated[Asked, Depends()]) -> Response:
    """Show documents that hold the words; two countries alone lead to their page."""
    named = find_dyad(asked.q.split())
    if named and request.url.path == "/search":
        return RedirectResponse(f"/pairs/{named.first}/{named.second}", 303)
    bench: Workbench = request.app.state.bench
    found = remembered(
        request,
        bench.ledger.search,
        asked.q,
        parties=asked.dyad.replace("-", " ").split(),
        area=asked.area or None,
        kind=asked.kind or None,
        status=asked.status or None,
        person=asked.person or None,
        since=asked.since or None,
        until=asked.until or None,
        limit=PAGE,
        offset=asked.offset,
    )
    nameless = [hit.document for hit in found.hits if not hit.title]
    openings = {one.document: one.opening for one in bench.ledger.overview.headlines(nameless)}
    rows = [
        {
            "id": hit.document,
            "href": f"/reports/{hit.document}",
            "label": hit.title or first_line(openings.get(hit.document, hit.document)),
            "publisher": hit.publisher,
            "date": hit.date.isoformat() if hit.date else None,
            "quote": hit.snippet,
        }
        for hit in found.hits
    ]
    data = {
        "title": f"Search: {asked.q}",
        "total": found.total,
        "more": found.more,
        "counted": found.counted,
        "offset": asked.offset,
        "hits": rows,
        "facets": {
            name: [{"value": value, "count": count} for value, count in values]
            for name, values in found.facets
        },
    }
    pieces = [_pieces(hit) for hit in found.hits]
    return page(request, "search.html", data, rows=rows, asked=asked, pieces=pieces, page_size=PAGE)


def _pieces(hit: SearchHit) -> list[tuple[str, bool]]:
    """Return a snippet cut into what was asked for and what stands around it."""
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return [*pieces, (hit.snippet[at:], False)]
