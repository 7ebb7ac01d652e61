"""What each paragraph is for: the news, a teaser, a byline, the publisher's own words."""

import re
from collections.abc import Sequence

from comity.model.text import SentenceRole
from comity.reading.words import PHRASES

__all__ = ["FACTUAL", "find_roles"]

FACTUAL: frozenset[SentenceRole] = frozenset({"body", "heading", "dateline"})
"""Roles of sentences that may carry facts."""

LONGEST_HEADING = 90
"""Characters of a line without a full stop that is still taken for a heading."""

_OPENINGS: tuple[tuple[str, re.RegexFlag, SentenceRole], ...] = (
    ("teaser_openings", re.IGNORECASE, "teaser"),
    ("byline_openings", re.NOFLAG, "byline"),
    ("contact_openings", re.IGNORECASE, "contact"),
    ("boilerplate_openings", re.IGNORECASE, "boilerplate"),
)
_PATTERNS: tuple[tuple[re.Pattern[str], SentenceRole], ...] = tuple(
    (re.compile(rf"^\W*(?:{'|'.join(PHRASES[name])})", flags), role)
    for name, flags, role in _OPENINGS
)
_ABOUT = re.compile("|".join(PHRASES["self_description"]), re.IGNORECASE)
_DATELINE = re.compile(
    r"^[A-Z][\w.'’ -]{2,40}(?:\s*/\s*[A-Z][\w.'’ -]{2,30})?"
    r"(?:,?\s*\(?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}\)?|"
    r",?\s*[A-Z][a-z]+ \d{1,2},? \d{4})?\W*$"
)
_AFTERMATH = re.compile(
    r"^\W*(?:about|contacts?|press contact|media contact|notes? to)\b", re.IGNORECASE
)


def find_roles(paragraphs: Sequence[str]) -> tuple[SentenceRole, ...]:
    """Return the role of each paragraph, one for one.

    A heading such as "About us" or "Contact" near the end gives its role to what follows it.
    """
    roles: list[SentenceRole] = []
    tail: SentenceRole | None = None
    for position, paragraph in enumerate(paragraphs):
        role = _role(paragraph[:400], first=position == 0)
        heading = len(paragraph) <= LONGEST_HEADING and _AFTERMATH.match(paragraph)
        if heading and role in {"boilerplate", "contact"}:
            tail = role
        elif tail and role == "body":
            role = tail
        elif role not in {"boilerplate", "contact"}:
            tail = None if role == "heading" else tail
        roles.append(role)
    return tuple(roles)


def _role(paragraph: str, *, first: bool) -> SentenceRole:
    for pattern, role in _PATTERNS:
        if pattern.match(paragraph):
            return role
    if _ABOUT.search(paragraph):
        return "boilerplate"
    if len(paragraph) <= LONGEST_HEADING and paragraph[-1:] not in '.!?:;,”"':
        if _DATELINE.match(paragraph) and (first or any(c.isdigit() for c in paragraph)):
            return "dateline"
        if not paragraph.startswith(("-", "–", "•", "*")):
            return "heading"
    return "body"
