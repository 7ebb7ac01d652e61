"""The brief builder: choose, look, take away."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from comity.model.brief import TEMPLATES, BriefOptions, Template
from comity.web.guard import needs
from comity.web.pages import page
from comity.web.routes.measures import today
from comity.workbench import Workbench, find_dyad, need_dyad, need_party

__all__ = ["MEDIA_TYPES", "router"]

router = APIRouter(tags=["brief"], dependencies=[Depends(needs("reader"))])
Form = Literal["html", "pdf", "docx", "xlsx", "md", "json"]
MEDIA_TYPES: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "sandbox; frame-ancestors 'self'"
)
"""A brief brings its own style in the file, and nothing that runs."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the builder's form asks for."""

    one: str
    other: str
    template: Template = TEMPLATES[0]
    as_of: date | None = None
    pages: Annotated[int | None, Query(ge=1, le=50)] = None
    marking: Annotated[str, Query(max_length=60)] = ""
    desk: Annotated[str, Query(max_length=60)] = ""


@router.get("/brief", summary="Build a brief")
def builder(request: Request, one: str = "", other: str = "") -> Response:
    """Show the choices of a brief, with a preview where a pair is named."""
    query = request.url.query if find_dyad((one, other)) else ""
    asked = dict(request.query_params)
    data = {"one": one, "other": other, "templates": TEMPLATES, "forms": list(get_args(Form))}
    return page(request, "brief.html", data, query=query, asked=asked)


@router.get("/brief/preview", summary="A brief as a page")
def preview(request: Request, choices: Annotated[Choices, Depends()]) -> Response:
    """Show a brief as it will look."""
    content = _written(request, choices, "html")
    return Response(
        content,
        media_type=MEDIA_TYPES["html"],
        headers={"content-security-policy": PREVIEW_POLICY},
    )


@router.get("/brief/file", summary="A brief to take away")
def take(request: Request, form: Form, choices: Annotated[Choices, Depends()]) -> Response:
    """Give a brief as a file."""
    content = _written(request, choices, form)
    name = f"brief-{choices.one}-{choices.other}.{form}"
    safe = "".join(char if char.isascii() and char not in '"\\/\r\n' else "_" for char in name)
    return Response(
        content,
        media_type=MEDIA_TYPES[form],
        headers={"content-disposition": f'attachment; filename="{safe}"'},
    )


def _written(request: Request, choices: Choices, form: Form) -> bytes:
    bench: Workbench = request.app.state.bench
    need_dyad((choices.one, choices.other))
    home, other = need_party(choices.one), need_party(choices.other)  # the first is one's own
    day = choices.as_of or today()
    options = BriefOptions(
        template=choices.template,
        as_of=day,
        pages=choices.pages,
        worldview=bench.settings.worldview,
        marking=choices.marking,
        desk=choices.desk,
    )
    dossier = bench.dossier(home, other, as_of=day)
    return bench.brief_as(dossier, options, form)
