"""One document in, one report out: the stages in order."""

from dataclasses import replace
from itertools import combinations

from comity.model.actors import Dyad, Party
from comity.model.dates import ReportedDate
from comity.model.facts import Meeting, Rejected, Report
from comity.model.text import Document
from comity.reading.facts.echoes import without_echoes
from comity.reading.facts.events import find_events
from comity.reading.facts.history import find_history
from comity.reading.facts.measures import find_measures
from comity.reading.facts.meeting import find_meetings
from comity.reading.facts.positions import find_positions
from comity.reading.facts.related import find_related
from comity.reading.facts.statements import find_statements
from comity.reading.facts.subjects import find_subjects
from comity.reading.facts.views import view_clauses
from comity.reading.gates import refuse
from comity.reading.mentions import Mentions, find_mentions
from comity.reading.sentences import split

__all__ = ["READER", "read"]

READER = "comity-rules/1"
"""Name and version of the rules; another value means that the same text may be read otherwise."""


def read(document: Document) -> Report | Rejected:
    """Return what a document says, as facts with their words, or why it could not be read."""
    rejected = refuse(document)
    if rejected is not None:
        return rejected
    sentences = split(document)
    mentions = find_mentions(document, sentences)
    document = _dated(document, mentions)
    meetings = find_meetings(document, sentences, mentions)
    views = view_clauses(document, sentences, mentions, meetings)
    positions = find_positions(document, sentences, mentions, meetings, views)
    history = find_history(document, sentences, mentions, meetings, views)
    found = find_measures(document, sentences, mentions, meetings)
    measures = without_echoes(found, history)
    return Report(
        document=document,
        reader=READER,
        dyads=_dyads(meetings, mentions),
        meetings=meetings,
        subjects=find_subjects(document, sentences, mentions, meetings),
        measures=measures,
        positions=positions,
        history=history,
        related=find_related(document, sentences),
        statements=find_statements(document, sentences, mentions, meetings, views),
        events=find_events(
            document,
            sentences,
            mentions,
            meetings,
            measures=measures,
            positions=positions,
            history=history,
        ),
    )


def _dated(document: Document, mentions: Mentions) -> Document:
    """Return the document with the day of its dateline, if nothing else says when it appeared."""
    day = mentions.dateline.day
    if document.published is not None or day is None:
        return document
    return replace(document, published=ReportedDate.day(day, basis="dateline"))


def _dyads(meetings: tuple[Meeting, ...], mentions: Mentions) -> tuple[Dyad, ...]:
    pairs: set[tuple[Party, Party]] = set()
    for meeting in meetings:
        parties = sorted({p.represents for p in meeting.participants if p.represents})
        pairs.update(combinations(parties, 2))
    if not pairs:
        pairs.update(combinations(sorted(set(mentions.sides)), 2))
    return tuple(Dyad.of(one, other) for one, other in sorted(pairs))
