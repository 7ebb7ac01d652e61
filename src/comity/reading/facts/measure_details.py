"""Whom a measure concerns, its day, when it is promised, and on whose word it rests."""

import re
from collections.abc import Sequence
from datetime import date

from comity.model.actors import Party
from comity.model.dates import ReportedDate
from comity.model.facts import Meeting
from comity.model.text import Document
from comity.reading.facts.promises import find_promised_dates
from comity.reading.facts.traits import ClauseTraits
from comity.reading.mentions import Mentions

__all__ = ["find_claimant", "find_day", "find_due", "find_parties", "find_sides"]

_PAIR = 2
_OF_OTHERS = frozenset({"peace-process"})
_PROMISED = frozenset({"proposed", "agreed", "signed"})
_PROMISED_FOR = re.compile(
    r"\b(?:promised|planned|scheduled|set|due|announced|expected|foreseen)\b"
    r"(?: \w+){0,2}? (?:for|on|by|in|from)(?: the)? $",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[ \t]*[^\n]{0,300}?[.!?](?=\s|$)")
_REFERS_BACK = re.compile(
    r"\s*(?:It|This|The (?:first|new|service|flights?|route|line|link|trains?|ferry|work|works))\b"
)
_BEGINS = re.compile(
    r"\b(?:first|start(?:s|ed|ing)?|begin(?:s|ning)?|due|scheduled|expected|launch(?:es|ed)?|"
    r"commence(?:s|d)?|inaugurat\w+|opens?|operational|take off|come into force)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:said|says|told|announced|claimed|stated|according to|noted|informed|added|disclosed|"
    r"pointed out|revealed)\b",
    re.IGNORECASE,
)


def find_sides(mentions: Mentions, meetings: Sequence[Meeting]) -> tuple[Party, ...]:
    """Return the two parties that a document is about: who met, else whom it names most."""
    met = {
        participant.represents
        for meeting in meetings
        for participant in meeting.participants
        if participant.represents
    }
    return tuple(sorted(met)) if len(met) == _PAIR else mentions.sides


def find_parties(
    clause: ClauseTraits, kind: str, mentions: Mentions, sides: Sequence[Party]
) -> tuple[Party, ...]:
    """Return who would act or benefit, sorted.

    They are those the piece names, and the sides where it says "both" or names no second party.
    In a peace process the sides only talk of it: those named are meant alone.
    """
    named = mentions.named(clause.start, clause.end)
    if named and kind in _OF_OTHERS:
        return tuple(sorted(named))
    together = len(mentions.meant(clause.start, clause.end)) > len(named)
    if len(named) >= _PAIR and not together:
        return tuple(sorted(named))
    return tuple(sorted({*named, *sides}))


def find_due(
    document: Document, clause: ClauseTraits, status: str, mentions: Mentions
) -> ReportedDate | None:
    """Return the date a measure is promised for: one after publication.

    It is sought in the measure's piece, then in its sentence, then in the next sentence of the
    paragraph if that speaks of a beginning ("The first aircraft is due to leave on …").
    """
    if status not in _PROMISED:
        return None
    sentence = clause.sentence
    spans = [(clause.start, clause.end), (sentence.start, sentence.end)]
    following = _NEXT.match(document.text, sentence.end)
    if following and _REFERS_BACK.match(following[0]) and _BEGINS.search(following[0]):
        spans.append(following.span())
    published = document.published
    for start, end in spans:
        for mention in mentions.within(start, end):
            promised = _date(mention.value) if mention.kind == "date" else None
            if promised is None:
                continue
            ahead = published is not None and promised.last > published.first
            if ahead or _is_promised(document, mention.start):
                return promised
        vaguer = next(find_promised_dates(document.text, start, end, published), None)
        if vaguer is not None:
            return vaguer
    return None


def find_day(
    document: Document, clause: ClauseTraits, due: ReportedDate | None, mentions: Mentions
) -> ReportedDate | None:
    """Return the day the text gives for what its piece, or else its sentence, reports.

    A day after publication is a promise and none; where the text gives no day, ``None``.
    """
    sentence = clause.sentence
    for start, end in ((clause.start, clause.end), (sentence.start, sentence.end)):
        for mention in mentions.within(start, end):
            if mention.kind != "date":
                continue
            day = _date(mention.value)
            if day is None or day.precision != "day" or (due and day.first == due.first):
                continue
            if _is_promised(document, mention.start):
                continue
            if document.published is None or day.last <= document.published.last:
                return day
    return None


def _is_promised(document: Document, start: int) -> bool:
    """Tell whether the words before a date make it one that was promised."""
    return bool(_PROMISED_FOR.search(document.text, max(0, start - 40), start))


def _date(value: str) -> ReportedDate | None:
    first, _, last = value.partition("/")
    try:
        parsed = ReportedDate.parse(first, basis="text")
        if not last:
            return parsed
        return ReportedDate(
            first=parsed.first, last=date.fromisoformat(last), precision="range", basis="text"
        )
    except ValueError:
        return None


def find_claimant(clause: ClauseTraits, mentions: Mentions) -> Party | None:
    """Return the party whose word it rests on: the one named before a verb of saying."""
    said = _SAYS.search(clause.sentence.text)
    if not said:
        return None
    named = mentions.named(clause.sentence.start, clause.sentence.start + said.start())
    return named[0] if len(named) == 1 else None
