"""A railway between two places: corridors with time, cost, borders and gauge breaks."""

from comity.examining.land_link import examine_land
from comity.model.findings import Finding, NotExamined, Question

__all__ = ["examine"]


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the railway corridors between a question's two ends, or why there are none."""
    del sources
    return examine_land(question, "rail")
