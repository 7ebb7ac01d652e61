"""Sentence in, clauses out: the stretches of words that can carry one position or recalled fact."""

import re
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["LONGEST_CLAUSE", "REPORT_VERB", "STANCE_NOUN", "Clause", "cut_clauses"]

LONGEST_CLAUSE = 40
"""Words a clause may hold; the annotation rules ask for quotes of at most about 40 words."""

_SHORTEST = 3  # words: below this a stretch says nothing on its own
REPORT_VERB = (
    r"(?:re)?(?:affirm|iterat)\w*|(?:re)?stat(?:ed|ing)|express\w*|underscor\w+|emphasi[sz]\w+|stress\w*|not(?:ed|ing)"
    r"|welcom\w+|condemn\w*|commend\w*|prais\w+|call(?:ed|ing|s)?\s+(?:on|upon|for)|urg(?:ed?|es|ing)"
    r"|support(?:ed|ing|s)?|discuss\w*|review\w*|thank\w*|agree[ds]?|agreeing|commit(?:ted|ting)"
    r"|pledg\w+|rais(?:ed|ing)|reject\w*|oppos(?:ed?|es|ing)|convey\w*|confirm\w*|highlight\w*"
    r"|appreciat\w+|acknowledg\w+|recogni[sz]\w+|reiterat\w+|endors\w+|voic\w+|warn\w*|denounc\w*"
    r"|consult\w*|coordinat(?:ed|ing)|exchang(?:ed|ing)|demand\w*|insist\w*|recall\w*|announc\w+"
    r"|congratulat\w+|applaud\w*|hail\w*|deplor\w+|look(?:ed|ing)?\s+forward|said|told|added|ask(?:ed|ing)"
    r"|propos(?:ed|ing)|invit(?:ed|ing)|offer(?:ed|ing)|backed|backing|stood|stands?|defend(?:ed|ing|s)?"
)
STANCE_NOUN = (
    r"(?:support|commitment|concerns?|opposition|importance|need|efforts?|willingness|readiness"
    r"|determination|solidarity|gratitude|appreciation|interest|desire|intention|call|rejection"
    r"|condemnation|belief|hope|resolve|respect|backing|urgency|value)"
)
_BREAK = re.compile(
    rf"""
    (?=[\s;:,—–])(?:
    (?P<hard>[;:]\s+|\s+[—–]\s*|[—–]\s+|\s-{{1,2}}\s)
  | (?P<soft>
        ,?\s+(?:and|but|or)\s+
          (?=(?:also|further|then|again|strongly|both|jointly|in\ turn)?\s*(?:{REPORT_VERB})\b)
      | ,\s+(?=(?:also|strongly|further)?\s*(?:{REPORT_VERB})\b)
      | ,?\s+(?:and|as\ well\ as|including|including\ through|with)\s+
          (?=(?:the|a|an|his|her|its|their|our|U\.S\.|[A-Z]\w+[’']s)?\s*
             (?:\w+[\s,-]+){{0,3}}{STANCE_NOUN}\b)
      | ,\s+(?=(?:the|a|an|his|her|its|their|our)\s+(?:\w+\s+){{0,3}}{STANCE_NOUN}
             \s+(?:to|for|of|about|over|with|in)\b)
      | ,?\s+(?=(?:while|whereas|including|as\ well\ as|in\ light\ of|in\ the\ wake\ of
             |in\ addition\ to)\b)
      | ,\s+(?=and\b(?!\s+(?:the\s+)?(?-i:[A-Z])))
      | ,\s+(?=(?:but|which|who|where|with|as|so|because|after|following|adding|saying)\b)
      | ,?\s+(?:and|but)\s+
          (?=(?:both|the\ two|the)\s+(?:vice\ )?(?:\w+\s+)(?:also\s+)?(?:{REPORT_VERB})\b)
      | ,?\s+(?:and|but)\s+(?=(?:that|to|will|must|should|the\ need|we|they|he|she|it)\b)
    ))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOOSE_START = re.compile(
    r"(?:(?:and|but|or|as well as|including)\s+|\d{1,2}[.)]\s+)+", re.IGNORECASE
)
_LOOSE_END = re.compile(
    r"(?:[\s,;:]+(?:and|but|or|that|to|the|including|as well as))+$", re.IGNORECASE
)
_EDGE = " \t\n,;:—–-•*“”\"'()[]"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence: half-open code points of the document's text, and its words."""

    start: int
    end: int
    text: str


def cut_clauses(text: str, offset: int = 0) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, in order, without overlap.

    A clause ends before a verb of saying, at a semicolon or dash, and where a new noun of stance
    begins ("and their commitment to"). What is longer than ``LONGEST_CLAUSE`` words is cut at its
    commas, and failing those at its length.

    Args:
        text: One sentence.
        offset: Where it starts in the document, in code points.

    Returns:
        Clauses of at least three words each.
    """
    cuts = [0]
    cuts.extend(match.end() for match in _BREAK.finditer(text))
    cuts.append(len(text))
    spans = [piece for begin, end in pairwise(cuts) for piece in _shorten(text, begin, end)]
    return tuple(clause for span in spans if (clause := _trim(text, *span, offset)) is not None)


def _shorten(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch that is too long at commas, then at its length."""
    words = [match.span() for match in re.finditer(r"\S+", text[begin:end])]
    pieces: list[tuple[int, int]] = []
    while len(words) > LONGEST_CLAUSE:
        head = words[:LONGEST_CLAUSE]
        commas = [n for n, (_, stop) in enumerate(head) if text[begin + stop - 1] == ","]
        cut = commas[-1] + 1 if commas and commas[-1] >= _SHORTEST else LONGEST_CLAUSE
        pieces.append((begin + words[0][0], begin + words[cut - 1][1]))
        words = words[cut:]
    if words:
        pieces.append((begin + words[0][0], begin + words[-1][1]))
    return pieces


def _trim(text: str, begin: int, end: int, offset: int) -> Clause | None:
    """Return the clause without loose punctuation and joints, or nothing if too little is left."""
    piece = text[begin:end]
    left = len(piece) - len(piece.lstrip(_EDGE))
    kept = piece.strip(_EDGE).rstrip(".")
    loose = _LOOSE_START.match(kept)
    if loose:
        left += loose.end()
        kept = kept[loose.end() :]
    kept = _LOOSE_END.sub("", kept)
    if kept.count(" ") < _SHORTEST - 1:
        return None
    start = offset + begin + left
    return Clause(start, start + len(kept), kept)
