"""PLOVER events: from the facts of a report, and from the verb of a sentence that carries none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations

from comity.model.actors import Party
from comity.model.dates import ReportedDate
from comity.model.facts import Event, HistoricalFact, Measure, Meeting, Position
from comity.model.text import Document, Evidence, Sentence
from comity.reading.facts.clauses import cut_clauses
from comity.reading.facts.deeds import find_contexts, find_deed, find_mode
from comity.reading.mentions import Mentions
from comity.reading.roles import FACTUAL
from comity.vocabulary.load import load_vocabulary

__all__ = ["find_events"]

_MODES = {"call": "phone", "visit": "visit", "meeting": None}
_STANCES = {"supports": "SUPPORT", "opposes": "ACCUSE", "calls-for": "REQUEST"}
_AID = frozenset({"development-aid", "humanitarian-aid", "military-aid", "finance"})
_DONE = frozenset({"under-way", "implemented"})
_DEED_CONFIDENCE = 0.45
"""Share of sentences whose event told from the verb alone had type, actor and recipient right:
the odd places of the PLOVER gold sentences, on which no rule was tuned (``bench/plover.py``)."""


def find_events(  # noqa: PLR0913 - an event may come from a fact of each kind
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    meetings: Sequence[Meeting] = (),
    *,
    measures: Sequence[Measure] = (),
    positions: Sequence[Position] = (),
    history: Sequence[HistoricalFact] = (),
) -> tuple[Event, ...]:
    """Return the events of a document in the order of the text, each once.

    Meetings, measures and positions give events of their own. A sentence that carries none of
    them, nor recalls history, gives the one its verb tells if it names who acts; beside a meeting
    it must also name on whom.

    Args:
        document: The document.
        sentences: Its sentences.
        mentions: Its mentions.
        meetings: The meetings found in it.
        measures: The measures found in it.
        positions: The positions found in it.
        history: What it recalls; that is no event of its own.
    """
    found = [*_from_meetings(meetings)]
    found += [event for measure in measures for event in _from_measure(measure)]
    found += [event for position in positions if (event := _from_position(position))]
    taken = [*(event.evidence for event in found), *(fact.evidence for fact in history)]
    for sentence in sentences:
        if sentence.role in FACTUAL and not any(
            sentence.start <= evidence.start < sentence.end for evidence in taken
        ):
            told = _from_sentence(document, sentence, mentions)
            found.extend(event for event in told if not meetings or _crosses(event))
    dated = [event if event.date else replace(event, date=document.published) for event in found]
    return _once(dated)


def _crosses(event: Event) -> bool:
    return event.recipient is not None and event.actor != event.recipient


def _from_meetings(meetings: Sequence[Meeting]) -> Iterable[Event]:
    for meeting in meetings:
        parties = dict.fromkeys(p.represents for p in meeting.participants if p.represents)
        for actor, recipient in permutations(parties, 2):
            yield Event(
                plover="CONSULT",
                mode=_MODES.get(meeting.form),
                context=("diplomatic",),
                actor=actor,
                recipient=recipient,
                date=meeting.date,
                evidence=meeting.evidence,
                confidence=meeting.confidence,
                found_by="rule:meeting",
            )


def _from_measure(measure: Measure) -> Iterable[Event]:
    plover = _measure_type(measure)
    pairs = list(permutations(measure.parties, 2)) if plover != "AID" else []
    if not pairs and measure.parties:
        pairs = [_giver_first(measure)]
    for actor, recipient in pairs:
        yield Event(
            plover=plover,
            actor=actor,
            recipient=recipient,
            context=find_contexts(measure.evidence.quote),
            date=measure.date,
            evidence=measure.evidence,
            confidence=measure.confidence,
            found_by="rule:measure",
        )


def _giver_first(measure: Measure) -> tuple[Party, Party]:
    """Return who gives and who gets: the party the word is claimed by gives."""
    giver = measure.claimed_by or measure.parties[0]
    others = [party for party in measure.parties if party != giver]
    return giver, others[0] if others else giver


def _measure_type(measure: Measure) -> str:
    if measure.status in _DONE:
        return "AID" if measure.kind in _AID else load_vocabulary().measures[measure.kind].plover
    plover = load_vocabulary().plover.values()
    return next((entry.code for entry in plover if measure.status in entry.statuses), "CONSULT")


def _from_position(position: Position) -> Event | None:
    if position.target is None or position.target == position.holder:
        return None
    plover = _STANCES[position.stance]
    return Event(
        plover=plover,
        mode=find_mode(plover, position.evidence.quote),
        context=find_contexts(position.evidence.quote),
        actor=position.holder,
        recipient=position.target,
        evidence=position.evidence,
        confidence=position.confidence,
        found_by="rule:position",
    )


def _from_sentence(document: Document, sentence: Sentence, mentions: Mentions) -> Iterable[Event]:
    deed = find_deed(sentence.text, sentence.start, mentions.within(sentence.start, sentence.end))
    if deed is None or deed.actor is None:
        return
    clause = next(
        (
            clause
            for clause in cut_clauses(sentence.text, sentence.start)
            if clause.start <= deed.start < clause.end
        ),
        None,
    )
    start, end = (clause.start, clause.end) if clause else (deed.start, deed.end)
    yield Event(
        plover=deed.plover,
        mode=find_mode(deed.plover, sentence.text),
        context=find_contexts(sentence.text),
        actor=deed.actor,
        recipient=deed.recipient,
        evidence=document.quote(start, end),
        confidence=_DEED_CONFIDENCE,
        found_by=f"rule:verb {deed.cue}",
    )


def _once(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events in the order of the text, the surer of two that say the same."""
    best: dict[tuple[str, Party | None, Party | None, ReportedDate | None], Event] = {}
    for event in events:
        key = (event.plover, event.actor, event.recipient, event.date)
        if key not in best or event.confidence > best[key].confidence:
            best[key] = event
    return tuple(sorted(best.values(), key=lambda event: _place(event.evidence)))


def _place(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end
