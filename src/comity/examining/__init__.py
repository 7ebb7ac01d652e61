"""A measure in, numbers with ranges and sources out, or the reason there are none."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from comity.errors import UsageError
from comity.examining.inputs import INPUTS, Inputs
from comity.examining.kinds import (
    air_link,
    border_crossing,
    forum_support,
    joint_venture,
    market_access,
    rail_link,
    road_link,
    sea_link,
    trade_agreement,
    visa_regime,
)
from comity.model.findings import Finding, NotExamined, Question

__all__ = ["EXAMINERS", "Examiner", "examine"]

Examiner = Callable[[Question, object | None], Finding | NotExamined]
"""Takes a question and the user's fetched sources (``comity.sources.Sources``, or none)."""

EXAMINERS: Mapping[str, Examiner] = MappingProxyType(
    {
        "air-link": air_link.examine,
        "border-crossing": border_crossing.examine,
        "forum-support": forum_support.examine,
        "joint-venture": joint_venture.examine,
        "market-access": market_access.examine,
        "rail-link": rail_link.examine,
        "road-link": road_link.examine,
        "sea-link": sea_link.examine,
        "trade-agreement": trade_agreement.examine,
        "visa-regime": visa_regime.examine,
    }
)
"""Measure kind -> what puts it to numbers."""


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the numbers for a question, or the reason there are none and what would mend that."""
    examiner = EXAMINERS.get(question.kind)
    if examiner is None:
        return NotExamined(
            question=question,
            reason=f"Comity has no method to put a measure of kind '{question.kind}' to numbers.",
            mend=f"Kinds that can be examined: {', '.join(sorted(EXAMINERS))}.",
        )
    if question.kind in INPUTS:
        try:
            Inputs(question)
        except UsageError as error:
            return NotExamined(question=question, reason=error.problem, mend=error.mend)
    return examiner(question, sources)
