"""The report reader: a document's words with its facts beside them."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from comity.model.facts import Fact, Report
from comity.model.report_json import report_to_json
from comity.reference.countries import country_name
from comity.web.guard import needs
from comity.web.highlights import LETTERS, SHOWN, paragraphs
from comity.web.pages import page
from comity.workbench import Workbench

__all__ = ["router"]

CARDS = ("meeting", "measure", "position", "history", "statement", "subject")
"""Kinds of fact in the order of their cards."""
router = APIRouter(tags=["reader"], dependencies=[Depends(needs("reader"))])


@router.get("/reports/{document}", summary="Read a document beside its facts")
@router.get("/reports/{document}.json", summary="What one document says, as data")
def reader(request: Request, document: str) -> Response:
    """Show a document's text with its facts lit in it, and a card for each."""
    bench: Workbench = request.app.state.bench
    report = bench.ledger.report(document)
    facts = [(one.id, one.kind, one.fact) for one in bench.ledger.overview.facts_of(document)]
    return page(
        request,
        "reader.html",
        report_to_json(report, with_text=True),
        report=report,
        facts=sorted((one for one in facts if one[1] in SHOWN), key=_order),
        heading=_heading(report),
        paragraphs=paragraphs(report.document, facts),
        letters=LETTERS,
    )


def _order(one: tuple[str, str, Fact]) -> tuple[int, int]:
    return CARDS.index(one[1]), one[2].evidence.start


def _heading(report: Report) -> str:
    """Return what stands above a document without a title: whom it is about, and its day."""
    about = ", ".join(
        f"{country_name(dyad.first)} – {country_name(dyad.second)}" for dyad in report.dyads[:2]
    )
    published = report.document.published
    return f"Report on {about or 'no pair'}" + (f", {published.iso}" if published else "")
