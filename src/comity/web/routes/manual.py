"""For programs and for hands: the API, and the keys."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from comity.web.guard import needs
from comity.web.pages import fragment, page

__all__ = ["router"]

router = APIRouter(tags=["help"], dependencies=[Depends(needs("reader"))])
KEYS = (
    ("/", "go to the search box"),
    ("j", "go to the next item"),
    ("k", "go to the item before"),
    ("?", "this page"),
    ("a", "in the inbox: accept the fact"),
    ("x", "in the inbox: reject it"),
    ("e", "in the inbox: edit it"),
    ("s", "in the inbox: choose the words it rests on"),
    ("[ ]", "there: the beginning a word back, a word on"),
    ("{ }", "there: the end a word back, a word on"),
    ("m", "beside another meeting: merge the two"),
    ("u", "in the inbox: undo the last correction"),
    ("space", "in the inbox: leave it for later"),
)


@router.get("/openapi.json", summary="The API's description (OpenAPI)")
def description(request: Request) -> Response:
    """Give the OpenAPI description of every route."""
    return JSONResponse(request.app.openapi())


@router.get("/api", summary="The API's documentation")
def documentation(request: Request) -> Response:
    """Show every route with what it takes; the page needs no script and no other host."""
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    rows = [
        {
            "method": method.upper(),
            "path": path,
            "summary": row.get("summary", ""),
            "parameters": [one["name"] for one in row.get("parameters", [])],
        }
        for path, methods in sorted(paths.items())
        for method, row in methods.items()
    ]
    return fragment(request, "api.html", rows=rows)


@router.get("/keys", summary="The keys")
@router.get("/keys.json", summary="The keys, as data")
def keys(request: Request) -> Response:
    """List the keys."""
    data = {"keys": [{"key": key, "what": what} for key, what in KEYS]}
    return page(request, "keys.html", data, keys=KEYS)
