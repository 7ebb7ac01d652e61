"""Whom a measure concerns, what it joins, when it is promised, and on whose word it rests."""

import re
from datetime import date

from comity.model.actors import Party, Place
from comity.model.dates import ReportedDate
from comity.model.text import Document
from comity.reading.facts.traits import ClauseTraits
from comity.reading.mentions import Mentions
from comity.vocabulary.load import load_vocabulary

__all__ = ["find_claimant", "find_due", "find_endpoints", "find_parties"]

_PROMISED = frozenset({"proposed", "agreed", "signed"})
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


def find_endpoints(clause: ClauseTraits, kind: str, mentions: Mentions) -> tuple[Place, ...]:
    """Return the places a measure joins or stands at, sorted; none where the kind has none."""
    if load_vocabulary().measures[kind].endpoints == "none":
        return ()
    places = {
        mention.value: Place(name=mention.value, country=mention.party)
        for mention in mentions.within(clause.start, clause.end)
        if mention.kind == "place"
    }
    return tuple(places[name] for name in sorted(places))


def find_due(
    document: Document, clause: ClauseTraits, status: str, mentions: Mentions
) -> ReportedDate | None:
    """Return the date a measure is promised for: one after publication, named in its piece."""
    if status not in _PROMISED or document.published is None:
        return None
    for mention in mentions.within(clause.start, clause.end):
        if mention.kind == "date":
            promised = _date(mention.value)
            if promised and promised.last > document.published.first:
                return promised
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
