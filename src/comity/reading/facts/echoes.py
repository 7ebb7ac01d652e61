"""Measures that are no news of their own: recalled as history, or another's told again."""

from collections.abc import Sequence

from comity.model.facts import HistoricalFact, Measure

__all__ = ["without_echoes"]

ECHOED = frozenset({"air-link"})
"""Kinds of which a report seldom names two at once, one with its ends and one without."""


def without_echoes(
    measures: Sequence[Measure], history: Sequence[HistoricalFact]
) -> tuple[Measure, ...]:
    """Return the measures without those that a rule recalls as history, and without echoes.

    An echo is a flight without a place beside one of the same kind with its places: "the airline
    will serve the route twice a week" speaks of the one named before.
    """
    recalled = [fact.evidence for fact in history if fact.found_by.startswith("rule:")]
    placed = {one.kind for one in measures if one.kind in ECHOED and one.endpoints}
    return tuple(
        one
        for one in measures
        if not any(one.evidence.overlaps(words) for words in recalled)
        and not (one.kind in placed and not one.endpoints)
    )
