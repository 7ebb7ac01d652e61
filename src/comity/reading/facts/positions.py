"""Positions: which party supports, opposes or calls for what, and whom that concerns."""

from collections.abc import Callable, Sequence

from comity.model.actors import Party
from comity.model.facts import Meeting, Position
from comity.model.text import Document, Sentence
from comity.reading.facts.clause_features import area_features, stance_features
from comity.reading.facts.matters import find_matter
from comity.reading.facts.plain_words import CONFIDENCE, find_stood
from comity.reading.facts.views import View, view_clauses
from comity.reading.mentions import Mentions
from comity.reading.models import LinearModel, load_model

__all__ = ["find_positions", "find_target"]

NONE = "none"
"""The class of a clause that takes no stance."""

_SURE = 0.6
"""Confidence from which a position counts though the document says the same more surely elsewhere;
annotators give the same position twice in 1 of 100 cases."""

_BOTH_WAYS = frozenset({"bilateral-relations", "defence"})


def find_positions(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    meetings: Sequence[Meeting] = (),
    views: Sequence[View] | None = None,
    load: Callable[[str], LinearModel] = load_model,
) -> tuple[Position, ...]:
    """Return the stances that a document reports of countries and organisations.

    A stance that several take together gives one position for each holder. Domestic stances and
    what is only discussed are none.

    Args:
        document: The document.
        sentences: Its sentences.
        mentions: Its mentions.
        meetings: The meetings found in it; they tell whom "they" means.
        views: Its clauses, if they have been viewed already.
        load: Gives a model by its name; others than those shipped when they are measured.
    """
    if views is None:
        views = view_clauses(document, sentences, mentions, meetings)
    stances, areas = load("positions"), load("position-areas")
    floor = stances.thresholds[0]
    found: list[Position] = []
    for view in views:
        shares = stances.probabilities(stance_features(view))
        said = dict(zip(stances.classes, shares.tolist(), strict=True))
        taken = 1.0 - said.pop(NONE)
        if taken < floor or not view.voice.parties:
            continue
        stance = max(said, key=lambda name: said[name])
        area, _ = areas.best(area_features(view))
        for holder in view.voice.parties:
            found.append(
                Position(
                    holder=holder,
                    stance=stance,
                    target=find_target(view, holder, stance, area, mentions),
                    area=area,
                    matter=find_matter(view.clause.text),
                    evidence=document.quote(view.clause.start, view.clause.end),
                    confidence=stances.calibration(taken),
                    found_by="model:positions",
                )
            )
    plain = _plain(document, sentences, mentions)
    kept = [one for one in _once(found) if not any(_outranks(rule, one) for rule in plain)]
    return tuple(sorted((*kept, *plain), key=lambda one: one.evidence.start))


def _plain(
    document: Document, sentences: Sequence[Sentence], mentions: Mentions
) -> tuple[Position, ...]:
    """Return the backings that the document states in set phrases."""
    return tuple(
        Position(
            holder=holder,
            stance="supports",
            target=one.target,
            area=one.area,
            matter=find_matter(document.text[one.start : one.end]),
            evidence=document.quote(one.start, one.end),
            confidence=CONFIDENCE,
            found_by="rule:backing",
        )
        for one in find_stood(sentences, mentions)
        for holder in one.holders
    )


def _outranks(rule: Position, one: Position) -> bool:
    """Tell whether a rule's position stands in for a model's of the same words."""
    same = (rule.holder, rule.area) == (one.holder, one.area) or one.confidence < CONFIDENCE / 2
    return same and rule.evidence.overlaps(one.evidence)


def _once(positions: Sequence[Position]) -> tuple[Position, ...]:
    """Return the positions without unsure ones that only say again what a surer one says."""
    best: dict[tuple[Party, str, Party | None, str], float] = {}
    for one in positions:
        key = (one.holder, one.stance, one.target, one.area)
        best[key] = max(best.get(key, 0.0), one.confidence)
    return tuple(
        one
        for one in positions
        if one.confidence >= _SURE
        or one.confidence == best[one.holder, one.stance, one.target, one.area]
    )


def find_target(
    view: View, holder: Party, stance: str, area: str, mentions: Mentions
) -> Party | None:
    """Return whom a stance concerns: the first party of the clause that does not take it.

    Where two sides speak well of what is between them, each one's target is the other.
    """
    others = [party for party in view.parties if party not in view.voice.parties]
    if others:
        return others[0]
    besides = [party for party in (*view.voice.parties, *mentions.sides) if party != holder]
    between = len(view.voice.parties) > 1 or holder in mentions.sides
    if stance == "supports" and area in _BOTH_WAYS and between and besides:
        return besides[0]
    return None
