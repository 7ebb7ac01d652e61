"""Turns what a route knows into a page, and every page into its twins.

A page at ``/measures`` has the same content as data at ``/measures.json`` and, where it is a list,
as ``/measures.csv`` and ``/measures.atom``. Routes give one plain value; this module shows it.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from comity.briefing.words import figure_name, show_value
from comity.reference.local_names import LANGUAGES, local_name
from comity.web.listing import Names
from comity.web.sessions import session_of

__all__ = [
    "LANGUAGE",
    "environment",
    "figure_words",
    "fragment",
    "language_of",
    "names_of",
    "next_page",
    "page",
    "safe_cell",
]

LANGUAGE = "comity_language"  # the cookie that keeps a reader's language of names

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP)


def environment() -> Environment:
    """Return the template environment: everything escaped, nothing undefined."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["words"] = lambda code: str(code).replace("-", " ").replace("_", " ")
    made.filters["opening"] = lambda text: text[:1].upper() + text[1:]
    made.filters["figure"] = figure_words
    made.filters["figure_name"] = figure_name
    made.filters["measured"] = show_value
    return made


def page(
    request: Request,
    template: str,
    data: Mapping[str, Any],
    *,
    rows: Sequence[Mapping[str, Any]] | None = None,
    **context: Any,
) -> Response:
    """Return a page, or the twin that the address asks for.

    Args:
        request: The request; its path's ending chooses the twin.
        template: The template of the page.
        data: The content as plain JSON values; the page and every twin show this and no more.
        rows: The content as a list, where it is one: for the CSV and Atom twins.
        context: What only the page needs.
    """
    answer = _twin(request, data, rows)
    if answer is None:
        answer = HTMLResponse(_render(request, template, {"data": data, "rows": rows, **context}))
    if data.get("next"):
        answer.headers["link"] = f'<{data["next"]}>; rel="next"'
    return answer


def language_of(request: Request) -> str:
    """Return the language in which the reader wants countries named."""
    chosen = request.cookies.get(LANGUAGE, "en")
    return chosen if chosen in LANGUAGES else "en"


def names_of(request: Request) -> Names:
    """Return the function from a party's code to its name in the reader's language."""
    language = language_of(request)
    return lambda code: local_name(code, language)


def next_page(request: Request, after: str | int | None) -> str | None:
    """Return the address of the page after this one, in the same form; ``None``: it is the last."""
    if after is None:
        return None
    query = request.url.include_query_params(after=after).query
    return f"{request.url.path}?{query}"


def _twin(
    request: Request, data: Mapping[str, Any], rows: Sequence[Mapping[str, Any]] | None
) -> Response | None:
    ending = request.url.path.rpartition("/")[2].rpartition(".")[2]
    if ending == "json":
        return Response(
            json.dumps(data, ensure_ascii=False, indent=2), media_type="application/json"
        )
    if ending == "csv" and rows is not None:
        return Response(_csv(rows), media_type="text/csv; charset=utf-8")
    if ending == "atom" and rows is not None:
        text = _render(request, "atom.xml", {"rows": rows, "title": data.get("title", "Comity")})
        return Response(text, media_type="application/atom+xml")
    return None


def fragment(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """Return a piece of a page for htmx to swap in."""
    return HTMLResponse(_render(request, template, context), status_code=status)


def figure_words(value: float) -> str:
    """Return a number as pages show it: three digits that matter, thousands apart."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits


def safe_cell(value: Any) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    if rows:
        writer = csv.writer(out)
        writer.writerow(rows[0].keys())
        writer.writerows([safe_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _render(request: Request, template: str, context: Mapping[str, Any]) -> str:
    state = request.app.state
    session = session_of(request)
    templates: Environment = state.templates
    names = names_of(request)
    context = {"country": lambda code: names(code) if code else "–", **context}
    return templates.get_template(template).render(request=request, session=session, **context)
