"""Whom a measure concerns, its day, when it is promised, and on whose word it rests."""

import re
from datetime import date

from comity.model.actors import Party
from comity.model.dates import ReportedDate
from comity.model.text import Document
from comity.reading.facts.traits import ClauseTraits
from comity.reading.mentions import Mentions

__all__ = ["find_claimant", "find_day", "find_due", "find_parties"]

_PROMISED = frozenset({"proposed", "agreed", "signed"})
_NEXT = re.compile(r"[ \t]*[^\n]{0,300}?[.!?](?=\s|$)")
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


def find_parties(clause: ClauseTraits, mentions: Mentions) -> tuple[Party, ...]:
    """Return who would act or benefit, sorted: those the piece means, else the two sides.

    A single party named is joined by the sides of the document it deals with.
    """
    meant = mentions.meant(clause.start, clause.end)
    if len(meant) >= 2:  # noqa: PLR2004 - a pair
        return meant
    return tuple(sorted({*meant, *mentions.sides}))


def find_due(
    document: Document, clause: ClauseTraits, status: str, mentions: Mentions
) -> ReportedDate | None:
    """Return the date a measure is promised for: one after publication.

    It is sought in the measure's piece, then in its sentence, then in the next sentence of the
    paragraph if that speaks of a beginning ("The first aircraft is due to leave on …").
    """
    if status not in _PROMISED or document.published is None:
        return None
    sentence = clause.sentence
    spans = [(clause.start, clause.end), (sentence.start, sentence.end)]
    following = _NEXT.match(document.text, sentence.end)
    if following and _BEGINS.search(following[0]):
        spans.append(following.span())
    for start, end in spans:
        for mention in mentions.within(start, end):
            promised = _date(mention.value) if mention.kind == "date" else None
            if promised and promised.last > document.published.first:
                return promised
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
            if document.published is None or day.last <= document.published.last:
                return day
    return None


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
