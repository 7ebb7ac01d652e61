"""Sentences to traits: the named features that the models of the reader weigh.

A trait is a short name: ``w:flight`` a word, ``b:direct_flight`` two, ``k:air-link`` a cue of that
kind of measure, ``gs:agreed`` a cue of that status earlier in the sentence. What a trait is worth
is learnt; what counts as a cue stands in the vocabulary.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from comity.model.text import Sentence
from comity.reading.facts.pieces import Piece, cut_pieces
from comity.reading.facts.sentence_cues import Cues, SentenceCues, find_sentence_cues
from comity.reading.roles import FACTUAL
from comity.vocabulary.cues import CueHit, Words

__all__ = [
    "ClauseTraits",
    "find_clause_traits",
    "word_traits",
]

_DULL = frozenset(
    """the of and to in a on for with that by as at is was be an its their his it from this which
    has have are he she they who been not or also were had but""".split()  # noqa: SIM905 - as prose
)
_MONEY = frozenset(("$", "€", "£", "¥", "usd", "euros", "dollars", "million", "billion"))
_LENGTHS = (5, 8, 12, 18, 28)  # words; the lengths that divide short clauses from long ones
_MARKS = frozenset(("money", "num", "list", "month", "year"))
_FAR = 4  # sentences; all further on count as one
_ITEM = re.compile(r"\W*(?:[-–•*]|\d{1,2}[.)]|\(?[a-z]\))\s")
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]+ [A-Z][a-z]+")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RELATIVE = re.compile(
    r"\W{1,3}(?:which|whose|who|that|was|were|has|have|had|is|are|will|would|could|should|if|once|"
    r"until|provided|on display|\w{3,}ed)\b[^,;.–]{0,110}"
)
_REACH = 3  # words before a cue in which "will", "may" or "not" bears on it
_ACTS = frozenset(("signed", "implemented"))
_COMING = frozenset(("will", "shall", "would", "to"))
_POSSIBLE = frozenset(("could", "may", "might"))
_DENYING = frozenset(("not", "denied", "never"))
_QUOTED = re.compile(r'["“”]')


@dataclass(frozen=True, slots=True)
class ClauseTraits:
    """A clause with its traits, in groups that the models choose from.

    ``start`` and ``end`` are offsets into the document's text. ``hits`` are its cues of kinds of
    measures; ``names`` adds the words that tell a kind only. ``own`` are the traits of its words,
    ``kinds`` of cues of kinds, ``statuses`` of statuses, ``around`` of what stands before and after
    in the sentence, ``form`` of its shape and place, ``crossed`` of kinds with statuses, ``wider``
    of the whole sentence; ``told`` are statuses said outright.
    """

    sentence: Sentence
    start: int
    end: int
    text: str
    words: Words
    told: tuple[str, ...]
    hits: tuple[CueHit, ...]
    names: tuple[CueHit, ...]
    own: tuple[str, ...]
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    around: tuple[str, ...]
    form: tuple[str, ...]
    crossed: tuple[str, ...]
    wider: tuple[str, ...]


def word_traits(words: Words) -> list[str]:
    """Return the traits of single words and of pairs, figures made alike."""
    shapes = [_shape(word) for word in words.words]
    traits = [f"w:{word}" for word in shapes if word not in _DULL]
    traits += [f"b:{one}_{two}" for one, two in pairwise(shapes)]
    if shapes:
        traits += [f"0:{shapes[0]}", f"00:{'_'.join(shapes[:2])}", f"-1:{shapes[-1]}"]
    if not _MONEY.isdisjoint(words.words):
        traits.append("money")
    if any(shape.startswith("#") for shape in shapes):
        traits.append("num")
    return traits


def _shape(word: str) -> str:
    if word.isdigit():
        return "#"
    return "#" + word.lstrip("0123456789") if word[0].isdigit() else word


def find_clause_traits(sentences: Sequence[Sentence]) -> tuple[ClauseTraits, ...]:
    """Return every clause of the sentences that may carry facts, in order, with its traits.

    The items of a list take on the cues of the line that opens it ("It was agreed:").
    """
    found: list[ClauseTraits] = []
    lead: tuple[CueHit, ...] = ()
    for sentence in sentences:
        if sentence.role not in FACTUAL:
            continue
        is_item = bool(_ITEM.match(sentence.text))
        found += _of_sentence(sentence, lead if is_item else (), is_item=is_item)
        stripped = sentence.text.rstrip()
        if stripped.endswith(":"):
            lead = find_sentence_cues(sentence.text).cues["statuses"]
        elif not is_item and not stripped.endswith(";"):
            lead = ()
    return tuple(found)


def _of_sentence(
    sentence: Sentence, lead: tuple[CueHit, ...], *, is_item: bool
) -> list[ClauseTraits]:
    pieces = cut_pieces(sentence.text)
    whole = find_sentence_cues(sentence.text)
    parts = [whole.part(piece.start, piece.end) for piece in pieces]
    words = [part.words for part in parts]
    cues = [part.cues for part in parts]
    own = [word_traits(w) for w in words]
    statuses = [found["statuses"] for found in cues]
    opening = [f"lead:{hit.label}" for hit in lead] + [f"leadc:{hit.cue}" for hit in lead]
    opening += ["list"] if is_item else []
    wider = _wider(whole)
    found = []
    for place, piece in enumerate(pieces):
        kinds = cues[place]["kinds"]
        around = _around(own, statuses, place)
        form = opening + _form(sentence, piece, words[place], cues[place], place)
        said = [trait for hit in statuses[place] for trait in (f"s:{hit.label}", f"sc:{hit.cue}")]
        marks = [trait for trait in (*own[place], *form) if trait in _MARKS]
        governing = [trait for trait in around if trait.startswith(("gs:", "gsc:"))]
        found.append(
            ClauseTraits(
                sentence=sentence,
                start=sentence.start + piece.start,
                end=sentence.start + piece.end,
                text=sentence.text[piece.start : piece.end],
                words=words[place],
                told=_told(sentence.text, piece, whole),
                hits=kinds,
                names=cues[place]["kind-names"],
                own=tuple(own[place]),
                kinds=tuple(_of_kinds(cues[place])),
                statuses=tuple(said),
                around=tuple(around),
                form=tuple(form),
                crossed=tuple(_crossed(kinds, [*said, *governing, *marks])),
                wider=wider,
            )
        )
    return found


def _wider(whole: SentenceCues) -> tuple[str, ...]:
    kinds = sorted({hit.label for hit in whole.cues["kinds"]})
    words = sorted(set(whole.words.words))
    return (*[f"S:{word}" for word in words], *[f"SK:{kind}" for kind in kinds])


def _told(text: str, piece: Piece, whole: SentenceCues) -> tuple[str, ...]:
    """Return the statuses that a piece, with the relative clause that follows it, says outright.

    What is yet to come ("to be signed") is agreed, what only may come proposed; a denial says
    nothing.
    """
    tells = whole.cues["tells"]
    if not tells:
        return ()
    after = _RELATIVE.match(text, piece.end)
    first, last = whole.words.between(piece.start, after.end() if after else piece.end)
    told = []
    for hit in tells:
        if hit.first < first or hit.last > last:
            continue
        before = set(whole.words.words[max(first, hit.first - _REACH) : hit.first])
        if not before.isdisjoint(_DENYING):
            continue
        status = hit.label
        if status in _ACTS and not before.isdisjoint(_COMING):
            status = "agreed"
        elif status in _ACTS and not before.isdisjoint(_POSSIBLE):
            status = "proposed"
        told.append(status)
    return tuple(dict.fromkeys(told))


def _of_kinds(cues: Cues) -> list[str]:
    traits = [f"k:{hit.label}" for hit in cues["kinds"]]
    traits += [f"kc:{hit.label}:{hit.cue}" for hit in cues["kinds"]]
    return traits + [f"h:{hit.label}" for hit in cues["kind-hints"]]


def _around(
    own: Sequence[Sequence[str]], statuses: Sequence[Sequence[CueHit]], place: int
) -> list[str]:
    """Return what stands beside a piece: words next to it, cues of status before it."""
    traits = []
    if place:
        traits += [f"p{trait}" for trait in own[place - 1] if trait.startswith(("w:", "-1"))]
        traits += [f"ps:{hit.label}" for hit in statuses[place - 1]]
        traits += [f"psc:{hit.cue}" for hit in statuses[place - 1]]
    for earlier in statuses[:place]:
        traits += [trait for hit in earlier for trait in (f"gs:{hit.label}", f"gsc:{hit.cue}")]
    if place + 1 < len(own):
        traits += [f"n{trait}" for trait in own[place + 1] if trait.startswith(("w:", "0:"))]
        traits += [f"ns:{hit.label}" for hit in statuses[place + 1]]
    return traits


def _form(sentence: Sentence, piece: Piece, words: Words, cues: Cues, place: int) -> list[str]:
    text = sentence.text[piece.start : piece.end]
    length = sum(len(words) >= bound for bound in _LENGTHS)
    traits = [f"len:{length}", f"pos:{min(place, 3)}", f"si:{min(sentence.index, _FAR)}"]
    traits.append(f"nk:{min(len({hit.label for hit in cues['kinds']}), 3)}")
    traits.append(f"caps:{min(len(_NAME.findall(text)), 3)}")
    traits += [f"ph:{hit.label}" for hit in cues["stances"]]
    traits += [f"hy:{hit.label}" for hit in cues["history"]]
    for name, pattern in (("year", _YEAR), ("month", _MONTH), ("q", _QUOTED)):
        traits += [name] if pattern.search(text) else []
    return traits


def _crossed(kinds: Sequence[CueHit], others: Sequence[str]) -> list[str]:
    """Return what each kind means together with each cue of status, money, date or list."""
    labels = sorted({hit.label for hit in kinds})
    some = "any" if labels else "none"
    traits = [f"x:{some}", *(f"x:{some}|{other}" for other in others)]
    plain = [other for other in others if not other.startswith(("sc:", "gsc:"))]
    return traits + [f"x:{label}|{other}" for label in labels for other in plain]
