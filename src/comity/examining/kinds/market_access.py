"""Easier access to a market: what two countries trade, and what lower trade costs would add."""

from dataclasses import replace

from comity.errors import UsageError
from comity.examining.trade_effects import cost_cut, read_elasticity
from comity.examining.trade_finding import examine_effect
from comity.model.findings import Finding, NotExamined, Question
from comity.sources import Sources

__all__ = ["examine"]

USUAL_CUT = 0.05  # assumed where nobody says how much cheaper trade becomes


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return what two countries trade and what a fall of trade costs would add, with ranges.

    Inputs: ``cut`` is the share by which trade costs fall (0.05 unless given: an assumption);
    ``elasticity`` the trade elasticity.

    Raises:
        UsageError: If an input is not understood.
    """
    inputs = dict(question.inputs)
    elasticity = read_elasticity(inputs.get("elasticity"))
    cut = _cut(inputs.get("cut"))
    held = sources if isinstance(sources, Sources) else Sources()
    found = examine_effect(question, held, cost_cut(cut, elasticity), elasticity=elasticity)
    if isinstance(found, NotExamined):
        return found
    return replace(found, used=(("cut", f"{cut:g}"), ("elasticity", f"{elasticity:g}")))


def _cut(text: str | None) -> float:
    try:
        share = USUAL_CUT if text is None else float(text)
    except ValueError:
        share = 0.0
    if not 0 < share < 1:
        raise UsageError(
            f"The cut {text!r} is no share between 0 and 1.", mend="For 5 per cent write --cut 0.05"
        )
    return share
