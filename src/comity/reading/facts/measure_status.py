"""How far a measure has come, as the words around it say."""

from comity.reading.facts.openings import find_opening, find_refusal
from comity.reading.facts.traits import ClauseTraits
from comity.reading.models import LinearModel

DECIDED = ("abandoned", "suspended")
"""Statuses that words beside a measure decide without a model, the more final first."""

__all__ = ["choose_status", "status_traits"]


def status_traits(clause: ClauseTraits) -> tuple[str, ...]:
    """Return the traits that tell the status of a measure."""
    told = tuple(f"told:{status}" for status in clause.told)
    first = tuple(f"first:{status}" for status in clause.told[:1])
    own = clause.statuses + clause.around + clause.form + clause.own + clause.kinds
    return told + first + own + clause.wider


def choose_status(clause: ClauseTraits, kind: str, model: LinearModel) -> tuple[str, str]:
    """Return the status of the measure a piece carries, and the rule or model that told it.

    That a measure was given up or halted, or a link opened, is said in so few words that a rule
    decides.
    """
    for status in DECIDED:
        if status in clause.told:
            return status, f"rule:{status}"
    refusal = find_refusal(clause)
    if refusal is not None:
        return refusal, f"rule:{refusal}"
    opening = find_opening(clause, kind)
    if opening is not None:
        return opening, "rule:opening"
    return model.best(status_traits(clause))[0], "model:measure-statuses"
