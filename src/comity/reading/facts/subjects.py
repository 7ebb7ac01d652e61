"""Subjects: the issue areas the parties talked about.

Two models. The first says of each sentence which areas it speaks of; the second weighs over the
whole document whether an area is a subject or only a word in passing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p

import numpy as np
from numpy.typing import NDArray

from comity.model.facts import Meeting, Subject
from comity.model.text import Document, Sentence
from comity.reading.facts.pieces import cut_pieces
from comity.reading.facts.sentence_cues import Cues, find_sentence_cues
from comity.reading.facts.traits import word_traits
from comity.reading.mentions import Mentions
from comity.reading.models import LinearModel, load_model
from comity.reading.roles import FACTUAL
from comity.vocabulary.cues import CueHit, Words
from comity.vocabulary.load import load_vocabulary

__all__ = [
    "SentenceView",
    "SubjectModels",
    "choose_subjects",
    "find_subjects",
    "presence_values",
    "sentence_traits",
    "view_sentences",
]

LONGEST_QUOTE = 25
"""Words of a subject's quote; a longer piece is cut around the word that names the area."""

WORDS_BEFORE = 6
"""Words of a quote that is cut which stand before the word that names the area."""

LEADING_SENTENCES = 2
"""Sentences at the head of a document in which an area weighs more."""

_SURE = 1e-4  # keeps log odds finite


@dataclass(frozen=True, slots=True)
class SubjectModels:
    """Which areas a sentence speaks of; whether an area is a subject of the document."""

    sentences: LinearModel
    presence: LinearModel

    @classmethod
    def shipped(cls) -> "SubjectModels":
        """Return the models that come with Comity."""
        return cls(load_model("subjects"), load_model("subject-presence"))


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with its words, its cues of areas, and the areas of measures it has cues of."""

    sentence: Sentence
    words: Words
    hits: tuple[CueHit, ...]
    measured: frozenset[str]
    traits: tuple[str, ...]


def find_subjects(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    meetings: Sequence[Meeting],
) -> tuple[Subject, ...]:
    """Return the subjects of a document, one for each area, in the order of the vocabulary."""
    return choose_subjects(document, view_sentences(sentences), SubjectModels.shipped())


def view_sentences(sentences: Sequence[Sentence]) -> tuple[SentenceView, ...]:
    """Return the sentences that may carry facts, with what the models look at."""
    return tuple(_view(sentence) for sentence in sentences if sentence.role in FACTUAL)


def _view(sentence: Sentence) -> SentenceView:
    whole = find_sentence_cues(sentence.text)
    words, cues = whole.words, whole.cues
    measures = load_vocabulary().measures
    measured = frozenset(measures[hit.label].issue_area for hit in cues["kinds"])
    return SentenceView(
        sentence, words, cues["areas"], measured, tuple(sentence_traits(words, cues))
    )


def sentence_traits(words: Words, cues: Cues) -> list[str]:
    """Return the traits of a sentence: words, cues and hints of areas, cues of measures."""
    traits = word_traits(words)
    traits += [f"c:{hit.label}:{hit.cue}" for hit in cues["areas"]]
    counts = Counter(hit.label for hit in cues["areas"])
    traits += [f"a:{label}" for label in counts]
    traits += [f"a2:{label}" for label, count in counts.items() if count > 1]
    traits += [f"h:{hit.label}" for hit in cues["area-hints"]]
    return traits + [f"m:{hit.label}" for hit in cues["kinds"]]


def choose_subjects(
    document: Document, views: Sequence[SentenceView], models: SubjectModels
) -> tuple[Subject, ...]:
    """Return the subjects that some models see in the sentences of a document."""
    if not views:
        return ()
    said = np.vstack([models.sentences.probabilities(view.traits) for view in views])
    found = []
    for area, values in presence_values(views, said, models.sentences.classes).items():
        probability = 1.0 / (1.0 + exp(-models.presence.score_of(values)))
        if probability < models.presence.thresholds[0]:
            continue
        column = said[:, models.sentences.classes.index(area)]
        start, end = _quote(views, column, area)
        found.append(
            Subject(
                area=area,
                evidence=document.quote(start, end),
                confidence=models.presence.calibration(probability),
                found_by="model:subjects",
            )
        )
    return tuple(found)


def presence_values(
    views: Sequence[SentenceView], said: NDArray[np.float64], classes: Sequence[str]
) -> Mapping[str, Mapping[str, float]]:
    """Return for each area what the whole document shows of it, as named values.

    Args:
        views: The sentences of the document.
        said: Probability of each area in each sentence, shape (sentences, areas).
        classes: The areas, in the order of the columns.
    """
    hits = Counter(hit.label for view in views for hit in view.hits)
    holding = Counter(label for view in views for label in {hit.label for hit in view.hits})
    cues: dict[str, set[str]] = {}
    for view in views:
        for hit in view.hits:
            cues.setdefault(hit.label, set()).add(hit.cue)
    leading = {hit.label for view in views[:LEADING_SENTENCES] for hit in view.hits}
    measured = Counter(area for view in views for area in view.measured)
    ranked = np.sort(said, axis=0)[::-1]
    first = ranked[0].tolist()
    second = ranked[1].tolist() if len(ranked) > 1 else [0.0] * len(classes)
    anywhere = (1.0 - np.prod(1.0 - ranked, axis=0)).tolist()
    values = {}
    for place, area in enumerate(classes):
        values[area] = {
            "best": _log_odds(first[place]),
            "second": _log_odds(second[place]),
            "any": _log_odds(anywhere[place]),
            "hits": log1p(hits[area]),
            "sentences": log1p(holding[area]),
            "leading": float(area in leading),
            "length": log(len(views)),
            "share": holding[area] / len(views),
            "named": float(hits[area] > 0),
            "measured": log1p(measured[area]),
            "cues": float(len(cues.get(area, ()))),
            f"area:{area}": 1.0,
        }
    return values


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _SURE), 1.0 - _SURE)
    return log(kept / (1.0 - kept))


def _quote(
    views: Sequence[SentenceView], column: NDArray[np.float64], area: str
) -> tuple[int, int]:
    """Return the offsets of the shortest stretch that shows the area where it shows best."""
    named = [n for n, view in enumerate(views) if any(hit.label == area for hit in view.hits)]
    best = max(named or range(len(views)), key=lambda n: (column[n], -n))
    view = views[best]
    at = [hit for hit in view.hits if hit.label == area]
    where = view.words.starts[at[0].first] if at else 0
    pieces = cut_pieces(view.sentence.text)
    piece = next((p for p in pieces if p.start <= where < p.end), pieces[0])
    inside = [
        n
        for n, (first, last) in enumerate(zip(view.words.starts, view.words.ends, strict=True))
        if piece.start <= first and last <= piece.end
    ]
    if len(inside) > LONGEST_QUOTE:
        centre = at[0].first if at else inside[0]
        first = max(inside[0], centre - WORDS_BEFORE)
        inside = [n for n in inside if first <= n < first + LONGEST_QUOTE]
    offset = view.sentence.start
    return offset + view.words.starts[inside[0]], offset + view.words.ends[inside[-1]]
