"""Statements: what a named person or side said about an area, beside the harder facts."""

import re
from collections.abc import Sequence

from comity.model.facts import Meeting, Statement
from comity.model.text import Document, Sentence
from comity.reading.facts.clause_features import area_features
from comity.reading.facts.views import View, view_clauses
from comity.reading.mentions import Mentions
from comity.reading.models import load_model

__all__ = ["find_statements"]

_SAYING = re.compile(
    r"^(?:said|stated?|told|added|not(?:ed|ing)|stress\w*|underscor\w+|underlin\w+|emphasi[sz]\w+"
    r"|(?:re)?(?:iterat|affirm)\w*|highlight\w*|express\w*|convey\w*|voic\w+|confirm\w*|recall\w*"
    r"|announc\w+|welcom\w+|condemn\w*|commend\w*|prais\w+|call(?:ed|ing|s)?|urg(?:ed?|es|ing)"
    r"|thank\w*|appreciat\w+|pledg\w+|warn\w*|reject\w*|acknowledg\w+|hail\w*|congratulat\w+"
    r"|propos(?:ed|ing)|look(?:ed|ing)?)\b",
    re.IGNORECASE,
)
_LEAST_SURE = 0.4
"""Raw probability of the likeliest area below which the area is left open."""

_CONFIDENCE = {"named": 0.9, "joint": 0.84, "before": 0.85, "office": 0.84, "pronoun": 0.84}
"""Share of clauses with an annotated position whose holders were all told right, by how they were
told: 216 of 240 named, 149 of 178 joint, 102 of 120 as in the clause before. There are too few by
office or pronoun to count; they get the lowest share. The rules were written on these reports."""


def find_statements(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    meetings: Sequence[Meeting] = (),
    views: Sequence[View] | None = None,
) -> tuple[Statement, ...]:
    """Return what persons and sides are reported to have said, in the order of the text.

    A statement of several parties together gives one for each. A clause without a verb of saying,
    or whose speaker is not known, gives none.

    Args:
        document: The document.
        sentences: Its sentences.
        mentions: Its mentions.
        meetings: The meetings found in it; they tell whom "they" means.
        views: Its clauses, if they have been viewed already.
    """
    if views is None:
        views = view_clauses(document, sentences, mentions, meetings)
    areas = load_model("position-areas")
    found: list[Statement] = []
    for view in views:
        if view.verb and _SAYING.match(view.verb_text) and view.voice.how in _CONFIDENCE:
            area, sure = areas.best(area_features(view))
            speaker = view.voice.speaker
            found.extend(
                Statement(
                    speaker=speaker.value if speaker and speaker.kind == "person" else None,
                    represents=party,
                    verb=view.verb_text.lower(),
                    area=area if sure >= _LEAST_SURE else None,
                    evidence=document.quote(view.clause.start, view.clause.end),
                    confidence=_CONFIDENCE[view.voice.how],
                    found_by=f"rule:{view.voice.how}-speaker",
                )
                for party in view.voice.parties
            )
    return tuple(found)
