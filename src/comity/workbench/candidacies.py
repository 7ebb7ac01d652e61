"""Support in a forum, set beside the candidacies and seats that the ledger holds of the two."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from comity.model.findings import Figure, Finding, NotExamined
from comity.model.provenance import SourceRef
from comity.model.records import MeasureHistory

if TYPE_CHECKING:
    from comity.ledger import Ledger

__all__ = ["FORUM_SUPPORT", "beside_record"]

FORUM_SUPPORT = "forum-support"
QUOTED = 3  # the latest; the ledger has the rest
LEDGER = SourceRef(name="Comity ledger: documents read here")


def beside_record(found: Finding | NotExamined, ledger: "Ledger") -> Finding | NotExamined:
    """Return a finding with the candidacies, memberships and seats on record between its parties.

    Raises:
        LedgerError: If the ledger cannot be read.
    """
    if not isinstance(found, Finding):
        return found
    asked = found.question
    day = date.fromisoformat(asked.as_of) if asked.as_of else None
    held = ledger.follow(parties=asked.parties, kind=FORUM_SUPPORT, as_of=day)
    return replace(found, figures=(*found.figures, _figure(held)))


def _figure(held: tuple[MeasureHistory, ...]) -> Figure:
    said = "; ".join(_latest(measure) for measure in held[-QUOTED:])
    more = f"; {len(held) - QUOTED:,} more in the ledger" if len(held) > QUOTED else ""
    return Figure(
        label="Candidacies, memberships and seats between the two on record",
        value=len(held),
        unit="measures",
        basis="observed",
        sources=(LEDGER,),
        note=f"{said}{more}" if held else "the documents in the ledger name none",
    )


def _latest(measure: MeasureHistory) -> str:
    step = measure.statuses[-1]
    when = step.date.iso if step.date else "undated"
    return f"{when}, {step.status}: “{step.evidence.quote}”"
