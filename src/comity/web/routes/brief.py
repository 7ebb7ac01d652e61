"""The brief builder: choose, look, take away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Query, Request, UploadFile
from fastapi import Form as FormField
from pydantic import BeforeValidator
from starlette.responses import Response

from comity.model.brief import TEMPLATES, Brief, BriefOptions, Template
from comity.model.text import DocumentId
from comity.web.clock import today
from comity.web.guard import needs
from comity.web.listing import Names, measure_row, meeting_row, position_row
from comity.web.pages import names_of, page
from comity.workbench import Workbench, find_dyad, need_dyad, need_party
from comity.workbench.picking import pick

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
PICKED = 20  # measures, meetings and positions offered one by one, the latest of each
SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "glance": "The countries at a glance",
        "meetings": "Meetings",
        "people": "People",
        "subjects": "Subjects",
        "measures": "Open measures",
        "outcomes": "Kept, given up, overdue",
        "ladders": "Status of each measure",
        "examinations": "Measures examined",
        "positions": "Positions",
        "statements": "Statements",
        "history": "Recalled history",
        "map": "Map",
        "timeline": "Timeline",
        "chart": "How long measures have been open",
        "closeness": "How near the two are",
    }
)
"""Sections that can be left out: key and heading."""
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "sandbox; frame-ancestors 'self'"
)
"""A brief brings its own style in the file, and nothing that runs."""

LEFT_EMPTY = BeforeValidator(lambda value: value or None)
"""A browser sends a field that was left empty as an empty word."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the builder's form asks for."""

    one: str
    other: str
    template: Template = TEMPLATES[0]
    as_of: Annotated[date | None, LEFT_EMPTY] = None
    pages: Annotated[int | None, Query(ge=1, le=50), LEFT_EMPTY] = None
    marking: Annotated[str, Query(max_length=60)] = ""
    desk: Annotated[str, Query(max_length=60)] = ""
    picked: bool = False
    pick: Annotated[list[str] | None, Query(max_length=300)] = None
    closed: Annotated[list[str] | None, Query(max_length=300)] = None
    without: Annotated[list[str] | None, Query(max_length=40)] = None


@router.get("/brief", summary="Build a brief")
@router.get("/brief.json", summary="What a brief can be built from, as data")
def builder(request: Request, one: str = "", other: str = "") -> Response:
    """Show the choices of a brief, with a preview where a pair is named."""
    dyad, asked = find_dyad((one, other)), request.query_params
    bench: Workbench = request.app.state.bench
    data = {
        "one": one,
        "other": other,
        "templates": TEMPLATES,
        "forms": list(get_args(Form)),
        "facts": _facts(bench, (dyad.first, dyad.second), names_of(request)) if dyad else [],
    }
    chosen = {name: asked.getlist(name) for name in ("pick", "closed", "without")}
    return page(
        request,
        "brief.html",
        data,
        query=request.url.query if dyad else "",
        asked=dict(asked),
        chosen=chosen,
        sections=SECTIONS,
    )


def _facts(bench: Workbench, parties: tuple[str, str], names: Names) -> list[dict[str, Any]]:
    """Return the latest measures, meetings and positions that can be picked one by one."""
    view = bench.ledger.overview
    measures = view.measures(parties=parties, as_of=today(), size=PICKED).records
    meetings = view.meetings(parties=parties, size=PICKED).records
    positions = view.positions(parties=parties, size=PICKED).records
    found = [
        *(measure_row(one, names) | {"of": "measure"} for one in measures),
        *(meeting_row(one) | {"of": "meeting", "document": one.reports[-1]} for one in meetings),
        *(position_row(one, names) | {"of": "position"} for one in positions),
    ]
    keys = ("id", "of", "label", "date", "document", "href", "quote")
    return [{key: row[key] for key in keys} for row in found]


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
    return _file(_written(request, choices, form), choices, form)


@router.post("/brief/addendum", summary="The next issue of a brief, with late news marked")
def addendum(
    request: Request,
    choices: Annotated[Choices, Depends()],
    since: UploadFile,
    form: Annotated[Form, FormField()],
) -> Response:
    """Give a brief as a file whose addendum says what is new since an earlier issue.

    ``since`` is the earlier issue in its JSON form. Nothing is kept.

    Raises:
        UsageError: If it is no such brief.
    """
    bench: Workbench = request.app.state.bench
    previous = bench.earlier_brief(since.file.read().decode("utf-8", errors="replace"))
    return _file(_written(request, choices, form, previous), choices, form)


def _file(content: bytes, choices: Choices, form: Form) -> Response:
    name = f"brief-{choices.one}-{choices.other}.{form}"
    safe = "".join(char if char.isascii() and char not in '"\\/\r\n' else "_" for char in name)
    return Response(
        content,
        media_type=MEDIA_TYPES[form],
        headers={"content-disposition": f'attachment; filename="{safe}"'},
    )


def _written(
    request: Request, choices: Choices, form: Form, previous: Brief | None = None
) -> bytes:
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
        previous=previous,
        closed=tuple(map(DocumentId, choices.closed or ())),
        without=tuple(choices.without or ()),
    )
    dossier = bench.dossier(home, other, as_of=day)
    if choices.picked:
        dossier = pick(dossier, choices.pick or ())
    return bench.brief_as(dossier, options, form)
