"""Clauses with all that is known of them: their words, signs, areas, parties and voice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from comity.model.actors import Party
from comity.model.facts import Meeting
from comity.model.mentions import Mention
from comity.model.text import Document, Sentence
from comity.reading.facts.clauses import REPORT_VERB, STANCE_NOUN, Clause, cut_clauses
from comity.reading.facts.sentence_cues import find_sentence_cues
from comity.reading.facts.voices import Voice, Voices
from comity.reading.mentions import Mentions
from comity.reading.roles import FACTUAL
from comity.vocabulary.cues import CueHit, Words

__all__ = ["View", "view_clauses"]

_VERB = re.compile(rf"\b(?:{REPORT_VERB})\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b{STANCE_NOUN}\b", re.IGNORECASE)
_LONG_ENDING = re.compile(
    r"(?:ments?|ations?|ings?|ions?|ance|ence|ed|es|s|ly|ty|al|ive|e)$"
)  # cut from words of six letters and more
_SHORT_ENDING = re.compile(r"(?:ing|ed|s)$")
_LONG_WORD = 6
_SHORT_WORD = 4
_MOST_FOREIGN = 3
_WORDS_A_STEP = 5  # the length of a clause counts in steps of so many words …
_LAST_STEP = 6  # … up to this one
_LAST_VOICE = 3  # parties that speak together count up to this
_PARTIES = frozenset({"country", "organisation"})


@dataclass(frozen=True, kw_only=True)
class View:
    """A clause in its sentence.

    ``words`` are stems in lower case, names of parties masked. ``signs`` and ``areas`` are labels
    of ``clause_cues.toml`` found in the clause; ``before`` and ``after`` are signs of the rest of
    the sentence, ``around`` areas of the whole. ``verb`` is the stem of its own verb of saying,
    ``governor`` that of the nearest one up to it, ``noun`` the stem of its noun of stance; "" if
    none. ``parties`` are those it names; ``foreign`` counts, up to three, the parties that the
    whole document names beside the publisher's own.
    """

    clause: Clause
    sentence: Sentence
    words: tuple[str, ...]
    previous: tuple[str, ...]
    signs: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    areas: tuple[str, ...]
    around: frozenset[str]
    verb: str
    verb_text: str
    governor: str
    noun: str
    parties: tuple[Party, ...]
    mentions: tuple[Mention, ...]
    voice: Voice
    foreign: int

    @cached_property
    def traits(self) -> tuple[str, ...]:
        """Return what both stances and recalled facts are told by, as named features."""
        words = self.words
        signs = sorted(set(self.signs))
        verb, noun = self.governor or "-", self.noun or "-"
        return (
            *[f"w={word}" for word in words],
            f"first={words[0] if words else ''}",
            f"verb={verb}",
            f"own={self.verb or '-'}",
            f"noun={noun}",
            f"verb+noun={verb}+{noun}",
            *[f"sign={sign}" for sign in signs],
            *[f"signs={one}+{two}" for one, two in combinations(signs, 2)],
            *[f"verb+sign={verb}+{sign}" for sign in signs],
            *[f"area={area}" for area in sorted(set(self.areas))],
            *[f"sign<{sign}" for sign in sorted(self.before)],
            *[f"sign>{sign}" for sign in sorted(self.after)],
            f"length={min(_LAST_STEP, len(words) // _WORDS_A_STEP)}",
            f"opens={self.clause.start == self.sentence.start}",
            f"voice={self.voice.how}",
            f"voice+verb={self.voice.how}+{verb}",
            f"voices={min(_LAST_VOICE, len(self.voice.parties))}",
            f"foreign={self.foreign}",
            f"named={min(2, len(self.parties))}",
            f"other={any(p not in self.voice.parties for p in self.parties)}",
            f"role={self.sentence.role}",
        )


def view_clauses(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    meetings: Sequence[Meeting] = (),
) -> tuple[View, ...]:
    """Return the clauses of every sentence that may carry facts, in the order of the text."""
    voices = Voices(document, mentions, meetings)
    others = {m.party for m in mentions.all if m.kind in _PARTIES} - {mentions.home, None}
    foreign = min(_MOST_FOREIGN, len(others))
    found: list[View] = []
    for sentence in sentences:
        if sentence.role in FACTUAL:
            found.extend(_view_sentence(sentence, mentions, voices, foreign))
    return tuple(found)


def _view_sentence(
    sentence: Sentence, mentions: Mentions, voices: Voices, foreign: int
) -> list[View]:
    clauses = cut_clauses(sentence.text, sentence.start)
    if not clauses:
        return []
    whole = find_sentence_cues(sentence.text)
    words, signs, areas = whole.words, whole.cues["clause-signs"], whole.cues["clause-areas"]
    named = mentions.within(sentence.start, sentence.end)
    stems = _masked(words, named, sentence.start)
    verbs = [
        (match.start(), _stem(match.group().split()[0].lower()), match.group())
        for match in _VERB.finditer(sentence.text)
    ]
    around = frozenset(hit.label for hit in areas)
    views = []
    for clause in clauses:
        begin, end = clause.start - sentence.start, clause.end - sentence.start
        first, last = words.between(begin, end)
        own = [verb for verb in verbs if begin <= verb[0] < end]
        earlier = [verb for verb in verbs if verb[0] < begin]
        governor = own[0] if own else (earlier[-1] if earlier else (0, "", ""))
        noun = _NOUN.search(clause.text)
        inside = tuple(m for m in named if clause.start <= m.start and m.end <= clause.end)
        views.append(
            View(
                clause=clause,
                sentence=sentence,
                words=stems[first:last],
                previous=stems[max(0, first - 2) : first],
                signs=_labels(signs, first, last),
                before=frozenset(h.label for h in signs if h.first < first),
                after=frozenset(h.label for h in signs if h.first >= last),
                areas=_labels(areas, first, last),
                around=around,
                verb=own[0][1] if own else "",
                verb_text=governor[2],
                governor=governor[1],
                noun=_stem(noun.group().lower()) if noun else "",
                parties=tuple(
                    dict.fromkeys(m.party for m in inside if m.party and m.kind in _PARTIES)
                ),
                mentions=inside,
                voice=voices.hear(
                    clause,
                    sentence.start + own[0][0] if own else None,
                    opens=clause is clauses[0],
                ),
                foreign=foreign,
            )
        )
    return views


def _labels(hits: Sequence[CueHit], first: int, last: int) -> tuple[str, ...]:
    """Return the label of each hit in a range of words, in order, one for every hit."""
    return tuple(hit.label for hit in hits if first <= hit.first < last)


def _masked(words: Words, named: Sequence[Mention], offset: int) -> tuple[str, ...]:
    """Return the stems of the words, the name of a party as one mark for each of its words."""
    stems = []
    position = 0
    for word, start in zip(words.words, words.starts, strict=True):
        at = start + offset
        while position < len(named) and named[position].end <= at:
            position += 1
        inside = position < len(named) and named[position].start <= at
        stems.append(f"<{named[position].kind}>" if inside else _stem(word))
    return tuple(stems)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    if len(word) >= _LONG_WORD:
        return _LONG_ENDING.sub("", word)
    return _SHORT_ENDING.sub("", word) if len(word) > _SHORT_WORD else word
