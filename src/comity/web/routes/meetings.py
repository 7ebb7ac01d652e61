"""One meeting: its reports side by side, and beside another that may be the same."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from comity.errors import NotInLedgerError, UsageError
from comity.model.facts import Meeting
from comity.model.records import FactRecord, MeetingRecord
from comity.web.guard import needs
from comity.web.listing import Names, meeting_row
from comity.web.pages import names_of, page
from comity.workbench import Workbench

__all__ = ["compare", "router"]

router = APIRouter(tags=["meetings"], dependencies=[Depends(needs("reader"))])
NEAR = timedelta(days=7)  # a meeting this near in time may be the same under another date


@router.get("/meetings/{name}", summary="One meeting: its reports side by side")
@router.get("/meetings/{name}.json", summary="One meeting as data")
def meeting(request: Request, name: str) -> Response:
    """Show one meeting as each of its reports gives it, differences marked.

    Raises:
        NotInLedgerError: If the ledger holds none of that id.
    """
    bench: Workbench = request.app.state.bench
    record, names = _find(bench, name), names_of(request)
    reports = _reports(bench, record)
    data = {
        **meeting_row(record),
        "reports": list(record.reports),
        "evidence": [
            {"document": words.document, "quote": words.quote} for words in record.evidence
        ],
        "comparison": compare([one.fact for one in reports], names),
        "facts": [one.id for one in reports],
        "disagreements": [
            {
                "field": gap.field,
                "values": [
                    {"value": value, "documents": list(documents)}
                    for value, documents in gap.values
                ],
            }
            for gap in record.disagreements
        ],
        "near": [meeting_row(one) for one in _near(bench, record)],
    }
    return page(request, "meeting.html", data, record=record, reports=reports)


@router.get("/meetings/{name}/beside/{other}", summary="Two meetings beside each other, to merge")
@router.get("/meetings/{name}/beside/{other}.json", summary="Two meetings compared, as data")
def beside(request: Request, name: str, other: str) -> Response:
    """Show two meetings field by field, differences marked, to say whether they are one.

    Raises:
        NotInLedgerError: If the ledger does not hold one of them.
        UsageError: If both are one.
    """
    bench: Workbench = request.app.state.bench
    records = [_find(bench, one) for one in (name, other)]
    if records[0].id == records[1].id:
        raise UsageError(
            "These are one meeting already.", mend=f"See it at /meetings/{records[0].id}"
        )
    data = {
        "meetings": [meeting_row(one) for one in records],
        "comparison": compare(records, names_of(request)),
    }
    return page(request, "beside.html", data)


def compare(told: Sequence[Any], names: Names) -> list[dict[str, Any]]:
    """Return what meetings, or reports of one, say field by field.

    Each row has the field, one value for each of ``told`` (``None``: it does not say), and
    ``verdict``: ``same``, ``differs``, or ``partly`` where not all say it.
    """
    sides = sorted({one.represents or "" for meeting in told for one in meeting.participants})
    rows = [
        ("form", [one.form for one in told]),
        ("date", [one.date.iso if one.date else None for one in told]),
        ("place", [one.place.name if one.place else None for one in told]),
        *(
            (names(side) if side else "no side named", [_people(one, side) for one in told])
            for side in sides
        ),
    ]
    return [
        {"field": field, "values": values, "verdict": _verdict(values)} for field, values in rows
    ]


def _verdict(values: Sequence[str | None]) -> str:
    said = {value for value in values if value is not None}
    if len(said) > 1:
        return "differs"
    return "partly" if None in values and said else "same"


def _people(told: Meeting | MeetingRecord, side: str) -> str | None:
    people = [
        ", ".join(part for part in (one.name, one.office or one.office_kind) if part)
        for one in told.participants
        if (one.represents or "") == side
    ]
    return "; ".join(sorted(people)) or None


def _reports(bench: Workbench, record: MeetingRecord) -> list[FactRecord]:
    return [
        one
        for document in record.reports
        for one in bench.ledger.overview.facts_of(document)
        if isinstance(one.fact, Meeting) and one.fact.evidence in record.evidence
    ]


def _near(bench: Workbench, record: MeetingRecord) -> list[MeetingRecord]:
    """Return other meetings of the same two within a week."""
    if record.date is None or not record.dyads:
        return []
    dyad = record.dyads[0]
    found = bench.ledger.meetings(
        parties=(dyad.first, dyad.second),
        since=(record.date.first - NEAR).isoformat(),
        until=(record.date.last + NEAR).isoformat(),
    )
    return [one for one in found if one.id != record.id]


def _find(bench: Workbench, name: str) -> MeetingRecord:
    shown = bench.ledger.show(name)
    if isinstance(shown, MeetingRecord):
        return shown
    raise NotInLedgerError(
        f"The ledger holds no meeting {name!r}.", mend="Choose one from the list of meetings."
    )
