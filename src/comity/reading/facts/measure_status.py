"""How far a measure has come, as the words around it say."""

import re

from comity.reading.facts.openings import find_opening, find_refusal
from comity.reading.facts.traits import ClauseTraits
from comity.reading.models import LinearModel

DECIDED = ("abandoned", "suspended")
"""Statuses that words beside a measure decide without a model, the more final first."""

_RESUMED = re.compile(r"\b(?:resum\w+|restor\w+|reopen\w*|re-open\w*|restart\w*)\b", re.IGNORECASE)
"""Words of a thing taken up again: that it was suspended lies behind it."""

_HALTED = re.compile(
    r"\W*(?:(?:which|that) )?(?:(?:was|were|has been|have been|had been) )?(?:\w+ly )?"
    r"(?:suspended|halted|stopped|cancelled|interrupted|discontinued|severed|closed)\b",
    re.IGNORECASE,
)

__all__ = ["choose_status", "is_aside", "status_traits"]


def status_traits(clause: ClauseTraits) -> tuple[str, ...]:
    """Return the traits that tell the status of a measure."""
    told = tuple(f"told:{status}" for status in clause.told)
    first = tuple(f"first:{status}" for status in clause.told[:1])
    own = clause.statuses + clause.around + clause.form + clause.own + clause.kinds
    return told + first + own + clause.wider


def is_aside(clause: ClauseTraits, before: ClauseTraits | None) -> bool:
    """Tell whether a piece only says since when the thing that is taken up again had stopped.

    "The resumption of direct flights, suspended since 2020": the second piece is no measure.
    """
    return (
        before is not None
        and before.sentence is clause.sentence
        and _RESUMED.search(before.text) is not None
        and _HALTED.match(clause.text) is not None
    )


def choose_status(clause: ClauseTraits, kind: str, model: LinearModel) -> tuple[str, str]:
    """Return the status of the measure a piece carries, and the rule or model that told it.

    That a measure was given up or halted, or a link opened, is said in so few words that a rule
    decides.
    """
    resumed = _RESUMED.search(clause.text) is not None
    for status in DECIDED:
        if status in clause.told and not (status == "suspended" and resumed):
            return status, f"rule:{status}"
    refusal = find_refusal(clause)
    if refusal is not None:
        return refusal, f"rule:{refusal}"
    opening = find_opening(clause, kind)
    if opening is not None:
        return opening, "rule:opening"
    return model.best(status_traits(clause))[0], "model:measure-statuses"
