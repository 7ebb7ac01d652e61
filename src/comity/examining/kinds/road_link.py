"""A road link between two places: corridors with time, cost and borders."""

from comity.examining.land_link import examine_land
from comity.model.findings import Finding, NotExamined, Question

__all__ = ["examine"]


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the road corridors between a question's two ends, or why there are none."""
    del sources
    return examine_land(question, "road")
