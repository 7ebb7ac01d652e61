"""Measures: the concrete things that a document says are to be done, are done or were given up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.model.facts import Measure, MeasureStatus, Meeting
from comity.model.text import Document, Sentence
from comity.reading.facts.measure_details import (
    find_claimant,
    find_day,
    find_due,
    find_parties,
    find_sides,
)
from comity.reading.facts.measure_places import find_endpoints
from comity.reading.facts.measure_status import choose_status, is_aside
from comity.reading.facts.traits import ClauseTraits, find_clause_traits
from comity.reading.mentions import Mentions
from comity.reading.models import LinearModel, load_model
from comity.vocabulary.cues import CueHit

__all__ = [
    "Candidate",
    "MeasureModels",
    "Scene",
    "carrier_traits",
    "choose_measures",
    "find_measures",
    "kind_traits",
]

SECOND_KIND = 0.4
"""Share of the probability of kinds from which a second kind, named by a cue, is said as well."""

LONGEST_QUOTE = 40
"""Words; a piece that runs on longer is cut there."""

_GENERAL = "agreement"
"""The kind that says nothing of the matter: "a treaty on extradition" is one measure, not two."""

_COORDINATORS = (("and",), ("or",))
_MANY = 2  # parties; more count as so many
_EDGES = ' \t\n.,;:–—-•*()[]"“”'
_JOINTS = ("and ", "or ", "but ", "as well as ", "that ", "which ", "while ")


@dataclass(frozen=True, slots=True)
class MeasureModels:
    """The three models: does a piece carry a measure, of which kind, in which status."""

    carries: LinearModel
    kinds: LinearModel
    statuses: LinearModel

    @classmethod
    def shipped(cls) -> "MeasureModels":
        """Return the models that come with Comity."""
        return cls(
            load_model("measures"), load_model("measure-kinds"), load_model("measure-statuses")
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """A document, its mentions, and the parties it is about."""

    document: Document
    mentions: Mentions
    sides: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that may carry measures: how likely, of which kinds (likeliest first)."""

    clause: ClauseTraits
    probability: float
    kinds: tuple[str, ...]
    start: int
    end: int


def find_measures(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    meetings: Sequence[Meeting],
) -> tuple[Measure, ...]:
    """Return the measures of a document in the order of the text."""
    clauses = find_clause_traits(sentences)
    scene = Scene(document, mentions, find_sides(mentions, meetings))
    return choose_measures(scene, clauses, MeasureModels.shipped())


def carrier_traits(clause: ClauseTraits, mentions: Mentions) -> tuple[str, ...]:
    """Return the traits that tell whether a piece carries a measure."""
    told = tuple(f"told:{status}" for status in clause.told)
    own = clause.own + clause.kinds + clause.statuses + told + clause.form
    return own + clause.around + clause.crossed + clause.wider + _setting(clause, mentions)


def _setting(clause: ClauseTraits, mentions: Mentions) -> tuple[str, ...]:
    """Return how many parties are named, in the piece and around it, and what else is named."""
    sentence = clause.sentence
    named = mentions.named(clause.start, clause.end)
    wider = mentions.named(sentence.start, sentence.end)
    kinds = {mention.kind for mention in mentions.within(clause.start, clause.end)}
    counts = {
        "named": len(named),
        "wider": len(wider),
        "foreign": sum(party != mentions.home for party in named),
        "wider-foreign": sum(party != mentions.home for party in wider),
        "meant": len(mentions.meant(clause.start, clause.end)),
        "sides": len(mentions.sides),
    }
    traits = [f"D:{name}{min(count, _MANY)}" for name, count in counts.items()]
    traits += [f"D:{kind}" for kind in sorted(kinds & {"date", "place", "person"})]
    return tuple(traits + (["D:side"] if set(named) & set(mentions.sides) else []))


def kind_traits(clause: ClauseTraits) -> tuple[str, ...]:
    """Return the traits that tell the kind of a measure: words, cues, cues of the sentence."""
    words = tuple(trait for trait in clause.own if trait.startswith("w:"))
    near = tuple(trait for trait in clause.around if trait.startswith(("pw:", "nw:")))
    wider = tuple(trait for trait in clause.wider if trait.startswith("SK:"))
    hints = tuple(trait for trait in clause.kinds if trait.startswith("h:"))
    return words + near + hints + wider + tuple(_naming(clause.names))


def _naming(hits: Sequence[CueHit]) -> list[str]:
    """Return which kinds cues name: which first, last, alone, most often, by the longest cue.

    A cue never seen in training counts as much as any other of its kind.
    """
    if not hits:
        return []
    traits = [f"kc:{hit.label}:{hit.cue}" for hit in hits] + [f"k:{hit.label}" for hit in hits]
    traits += [f"k{1 + (hit.last - hit.first > 1)}:{hit.label}" for hit in hits]
    traits += [f"fk:{hits[0].label}", f"lk:{hits[-1].label}"]
    longest = max(hit.last - hit.first for hit in hits)
    best = [hit.label for hit in hits if hit.last - hit.first == longest]
    traits += [f"lg:{label}" for label in best]
    traits += [f"lg2:{label}" for label in best if longest > 1]
    counts = Counter(hit.label for hit in hits)
    most = max(counts.values())
    traits += [f"mc:{label}" for label, count in counts.items() if count == most]
    return traits + ([f"only:{hits[0].label}"] if len(counts) == 1 else [])


def choose_measures(
    scene: Scene, clauses: Sequence[ClauseTraits], models: MeasureModels
) -> tuple[Measure, ...]:
    """Return the measures that some models see in the pieces of a document."""
    candidates = [
        found
        for before, clause in zip((None, *clauses), clauses, strict=False)
        if not is_aside(clause, before) and (found := _candidate(clause, scene.mentions, models))
    ]
    return tuple(
        measure
        for candidate in _joined(candidates)
        for measure in _measures(scene, candidate, models)
    )


def _candidate(clause: ClauseTraits, mentions: Mentions, models: MeasureModels) -> Candidate | None:
    probability = models.carries.probability(carrier_traits(clause, mentions))
    if probability < models.carries.thresholds[0]:
        return None
    start, end = _trimmed(clause)
    if end <= start:
        return None
    return Candidate(clause, probability, _kinds(clause, models.kinds), start, end)


def _kinds(clause: ClauseTraits, model: LinearModel) -> tuple[str, ...]:
    """Return the likeliest kind, and others that a cue names and the model does not rule out."""
    shares = model.probabilities(kind_traits(clause))
    ranked = sorted(zip(shares.tolist(), model.classes, strict=True), reverse=True)
    best = ranked[0][1]
    named = {hit.label for hit in clause.hits}
    others = [
        kind
        for share, kind in ranked[1:3]
        if kind in named and share >= SECOND_KIND and _GENERAL not in (kind, best)
    ]
    return tuple(dict.fromkeys((best, *others, *_coordinated(clause, best))))


def _coordinated(clause: ClauseTraits, kind: str) -> list[str]:
    """Return the kinds whose cues are joined to a cue of this kind: "road and rail links"."""
    pairs = ((one, other) for one in clause.hits for other in clause.hits if one.last < other.last)
    joined = []
    for one, other in pairs:
        between = clause.words.words[one.last : other.first]
        if between in _COORDINATORS and kind in (one.label, other.label):
            joined.append(other.label if one.label == kind else one.label)
    return joined


def _joined(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Join neighbouring pieces of one sentence that speak of one kind: they are one measure."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last and _continues(last, candidate):
            if candidate.probability > last.probability:
                joined[-1] = candidate
            continue
        joined.append(candidate)
    return joined


def _continues(last: Candidate, candidate: Candidate) -> bool:
    return (
        last.clause.sentence is candidate.clause.sentence
        and last.kinds[0] == candidate.kinds[0]
        and candidate.clause.start - last.clause.end <= len(" as well as and ")
    )


def _trimmed(clause: ClauseTraits) -> tuple[int, int]:
    """Return the offsets of a piece without loose joints and punctuation, 40 words at most."""
    text = clause.text
    start, end = 0, len(text)
    words = clause.words
    if len(words) > LONGEST_QUOTE:
        end = words.ends[LONGEST_QUOTE - 1]
    moved = True
    while moved:
        moved = False
        while start < end and text[start] in _EDGES:
            start += 1
        for joint in _JOINTS:
            if text.startswith(joint, start, end):
                start += len(joint)
                moved = True
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return clause.start + start, clause.start + end


def _measures(scene: Scene, candidate: Candidate, models: MeasureModels) -> list[Measure]:
    """Return one measure for each kind that a candidate is of, with the same words."""
    clause, mentions = candidate.clause, scene.mentions
    status, status_by = choose_status(clause, candidate.kinds[0], models.statuses)
    due = find_due(scene.document, clause, status, mentions)
    return [
        Measure(
            kind=kind,
            parties=find_parties(clause, kind, mentions, scene.sides),
            status=MeasureStatus(status),
            evidence=scene.document.quote(candidate.start, candidate.end),
            endpoints=find_endpoints(clause, kind, mentions),
            due=due,
            date=find_day(scene.document, clause, due, mentions),
            claimed_by=find_claimant(clause, mentions),
            confidence=models.carries.calibration(candidate.probability),
            found_by=f"model:measures+{status_by}",
        )
        for kind in candidate.kinds
    ]
