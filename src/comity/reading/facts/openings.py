"""A link that was opened, or should have been and was not: what the words say outright.

For a flight, road, railway, ferry or crossing the step that matters most is whether it runs. The
words for it are few and plain, so a rule decides and no model.
"""

import re

from comity.reading.facts.traits import ClauseTraits

__all__ = ["LINKS", "find_opening", "find_refusal"]

LINKS = frozenset(
    {
        "air-link",
        "border-crossing",
        "energy-link",
        "rail-link",
        "road-link",
        "sea-link",
        "telecom-link",
    }
)
_THING = (
    r"(?:flights?|services?|routes?|lines?|crossings?|checkpoints?|ferr(?:y|ies)|trains?|links?|"
    r"roads?|highways?|railways?|bridges?|tunnels?|pipelines?|cables?|operations?|borders?)"
)
_DONE = r"(?:re)?(?:opened|launched|inaugurated|resumed|restarted|commenced|started|begun|began)"
_OPENED = re.compile(
    rf"\b(?:has |have |had )?{_DONE}\b[^.;]{{0,60}}?\b{_THING}\b"
    rf"|\b{_THING}\b[^.;]{{0,60}}?\b(?:has|have|was|were) (?:been )?{_DONE}\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|to be|if|once|plan\w*|propos\w*|agree\w*|"
    r"discuss\w*|negotiat\w*|hop\w+|due|talks|construction|works?|building)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    rf"\b(?:not yet|has yet to|have yet to|still not|yet to)\b[^.;]{{0,20}}?"
    rf"(?:{_DONE}|start|open|begin|run|fly|operate)\b",
    re.IGNORECASE,
)

_REFUSED = re.compile(
    r"\b(?:does|do|did|has|have|had) not (?:intend|plan|wish|want)\b"
    r"|\b(?:has|have|had|with) no (?:plans?|intention) (?:to|of|for)\b"
    r"|\b(?:will|would) not (?:be )?(?:open(?:ed)?|built|signed?|established|join)\b",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"\b(?:was|were|been|be|is|are) (?:put off|pushed back|delayed)\b"
    r"|\b(?:will|would) not (?:start|begin|open|be ready|be completed)\b[^.;]{0,20}?"
    r"\b(?:before|until)\b",
    re.IGNORECASE,
)


def find_refusal(clause: ClauseTraits) -> str | None:
    """Return ``suspended`` for what is put off, ``abandoned`` for what is not to be; else ``None``.

    A refusal is never an agreement, whatever else the words say.
    """
    if _DELAYED.search(clause.text):
        return "suspended"
    return "abandoned" if _REFUSED.search(clause.text) else None


def find_opening(clause: ClauseTraits, kind: str) -> str | None:
    """Return the status of a link that was opened, or promised and not begun; else ``None``."""
    if kind not in LINKS:
        return None
    sentence = clause.sentence.text
    after = sentence[clause.start - clause.sentence.start :]
    if _NOT_YET.search(after):
        return "agreed"
    opened = _OPENED.search(clause.text)
    if opened is None or _HEDGED.search(clause.text, 0, opened.end()):
        return None
    return "implemented"
