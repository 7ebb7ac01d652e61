"""A trade agreement between two countries: what they trade, and what such agreements did."""

from dataclasses import replace

from comity.errors import UsageError
from comity.examining.economies import year_of
from comity.examining.gravity import own_effect
from comity.examining.trade_effects import AGREEMENT, Effect, read_elasticity
from comity.examining.trade_finding import examine_effect
from comity.model.findings import Finding, NotExamined, Question
from comity.sources import Sources

__all__ = ["examine"]


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return what two countries trade and what an agreement would add, with ranges.

    Inputs: ``estimate`` is ``published`` (default) or ``own`` (PPML on the fetched gravity data);
    ``elasticity`` the trade elasticity once prices adjust.

    Raises:
        UsageError: If an input is not understood.
        SourceNotFetchedError: If an own estimate is asked for without gravity data.
    """
    inputs = dict(question.inputs)
    held = sources if isinstance(sources, Sources) else Sources()
    estimate, elasticity = (
        inputs.get("estimate", "published"),
        read_elasticity(inputs.get("elasticity")),
    )
    effect = _effect(estimate, held, year_of(question))
    found = examine_effect(question, held, effect, elasticity=elasticity)
    if isinstance(found, NotExamined):
        return found
    return replace(found, used=(("estimate", estimate), ("elasticity", f"{elasticity:g}")))


def _effect(name: str, sources: Sources, until: int | None) -> Effect:
    if name == "published":
        return AGREEMENT
    if name == "own":
        return own_effect(sources, until)
    raise UsageError(
        f"There is no estimate named {name!r}.", mend="Take --estimate published or own."
    )
