"""How far a measure has come, as the words around it say."""

from comity.reading.facts.traits import ClauseTraits
from comity.reading.models import LinearModel

__all__ = ["choose_status", "status_traits"]


def status_traits(clause: ClauseTraits) -> tuple[str, ...]:
    """Return the traits that tell the status of a measure."""
    return clause.statuses + clause.around + clause.form + clause.own + clause.kinds


def choose_status(clause: ClauseTraits, model: LinearModel) -> tuple[str, str]:
    """Return the status of the measure a piece carries, and the rule or model that told it."""
    return model.best(status_traits(clause))[0], "model:measure-statuses"
