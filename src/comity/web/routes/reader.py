"""The report reader: a document's words with its facts beside them."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from comity.model.report_json import report_to_json
from comity.web.guard import needs
from comity.web.highlights import LETTERS, paragraphs
from comity.web.pages import page
from comity.workbench import Workbench

__all__ = ["router"]

router = APIRouter(tags=["reader"], dependencies=[Depends(needs("reader"))])


@router.get("/reports/{document}", summary="Read a document beside its facts")
@router.get("/reports/{document}.json", summary="What one document says, as data")
def reader(request: Request, document: str) -> Response:
    """Show a document's text with its facts lit in it, and a card for each."""
    bench: Workbench = request.app.state.bench
    report = bench.ledger.report(document)
    facts = bench.facts(report)
    return page(
        request,
        "reader.html",
        report_to_json(report, with_text=True),
        report=report,
        facts=[one for one in facts if one[1] not in {"event", "related"}],
        paragraphs=paragraphs(report.document, facts),
        letters=LETTERS,
    )
