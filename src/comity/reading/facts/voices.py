"""Whose words a clause gives: the subject of its verb, "both sides", "he", a possessor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.model.facts import Meeting
from comity.model.mentions import Mention
from comity.model.text import Document
from comity.reading.facts.authors import MOST_AUTHORS, find_authors, is_joint, unique
from comity.reading.facts.clauses import STANCE_NOUN, Clause
from comity.reading.mentions import Mentions

__all__ = ["Voice", "Voices"]

_JOINT = re.compile(
    r"\b(?:both|the two|the (?:three|four)|they|we|each other"
    r"|the (?:\w+ )?(?:leaders|presidents|(?:prime |foreign |defen[cs]e )?ministers|sides|parties"
    r"|officials|delegations|interlocutors|countries|principals|heads of (?:state|government)"
    r"|advis[eo]rs|secretaries|diplomats|counterparts|dignitaries|partners|participants))\b",
    re.IGNORECASE,
)
_JUDGES = re.compile(
    r"\b(?:thank|commend|welcom|prais|applaud|recogni[sz]|acknowledg|appreciat|congratulat|not(?:ed|ing)|hail|valu)\w*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|I)\b|\bHe\b|\bShe\b")
_HOME_OFFICE = re.compile(
    r"\b(?:the|my) (?:vice[ -]president|president|secretary(?: of state)?"
    r"|(?:prime|foreign) minister|foreign secretary|administration|minister|ambassador"
    r"|king|government)\b",
    re.IGNORECASE,
)
_INTRO = re.compile(
    r"^\W*(?:during|in|at|on|after|following|with|as|for|while|regarding|amid|upon|under)\b[^,]{0,200},\s",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\b(?:(?:their|our) (?:\w+ )?(?:shared|joint|mutual|common|countries|two)|shared|jointly"
    r"|both (?:countries|sides|nations)[’']?)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"(?:[’']s?)?\s+(?:\S+\s+){{0,4}}?{STANCE_NOUN}\b", re.IGNORECASE)
_HOME_OWNS = re.compile(
    rf"\b(?:the|our) (?:\w+-?\w+ )?"
    rf"(?:President|Administration|Government|Secretary|Minister|Kingdom)[’']s"
    rf"\s+(?:\S+\s+){{0,3}}?{STANCE_NOUN}\b"
)
_OF = re.compile(rf"\b{STANCE_NOUN}\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_STANCE = re.compile(rf"\b{STANCE_NOUN}\b", re.IGNORECASE)
_OBJECT = re.compile(r"^(?:[’']s|\s+(?:people|government|in|against|and)\b)", re.IGNORECASE)
_THEIRS = re.compile(rf"\btheir (?:\S+ ){{0,3}}?{STANCE_NOUN}\b", re.IGNORECASE)
_THANKED = re.compile(
    r"\b(?:thank\w*|grateful to|(?:appreciation|gratitude) (?:to|for))\s+(?:\S+\s+){0,2}$",
    re.IGNORECASE,
)
_ACKNOWLEDGED = re.compile(r"\backnowledg\w+\s+(?:the\s+)?$", re.IGNORECASE)
_SAID_THAT = re.compile(
    r"\b(?:that|said|says|stressed|noted|affirmed|declared|stated)\s+(?:the\s+)?$", re.IGNORECASE
)
_TAKES_STANCE = re.compile(
    r"^(?:\s+and\s+(?:the\s+)?\w+(?:\s+\w+)?)?"
    r"(?:\s+(?:has|have|had|is|are|was|were|will|would|does|do|did|not|never|also|fully|again"
    r"|strongly|firmly|always|continues? to|remains?|stands?|\w+ly)\b)*"
    r"\s+(?:support|oppos|condemn|reject|commit|back|stand|respect|against|welcom|recogni[sz]"
    r"|aligned|defend|adher|call|urge|demand|ready|continu|uphold|want|valu|share)\w*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\bthe \w+(?: \w+)? and (?:the )?[A-Z]?\w+(?: \w+)?\s*(?:also\s*)?$")
_WE = re.compile(r"(?:together,? )?(?:we|both|they|the two)\b", re.IGNORECASE)
_ADDITION = re.compile(
    r"^\W*(?:and|&)(?: the)?\W*(?:\w+\W+){0,6}$|^,\s+(?:and\s+)?(?:the\s+)?$", re.IGNORECASE
)
_PAIR_SIZE = 2  # parties; a subject of more is the whole list of authors
_ARTICLE = 4  # characters: "The "
_ACTORS = frozenset({"country", "organisation", "person", "office"})


@dataclass(frozen=True, slots=True)
class Voice:
    """The parties whose words a clause gives, the person who speaks, and how that was told.

    ``how`` is ``named``, ``joint``, ``pronoun``, ``office``, ``owner``, ``before`` (as in the
    clause before) or ``home``.
    """

    parties: tuple[Party, ...]
    how: str
    speaker: Mention | None = None


class Voices:
    """Walks the clauses of one document in order and remembers who spoke last."""

    def __init__(
        self, document: Document, mentions: Mentions, meetings: Sequence[Meeting] = ()
    ) -> None:
        self._text = document.text
        self._mentions = mentions
        self._all = find_authors(document, mentions, meetings)
        self._together = bool(meetings) or is_joint(document)
        home = (mentions.home,) if mentions.home else mentions.sides[:1]
        self._home = Voice(home, "home")
        self._subject = self._home
        self._single = self._home

    def hear(self, clause: Clause, verb: int | None, *, opens: bool = False) -> Voice:
        """Return whose words a clause gives.

        Args:
            clause: The clause; clauses must be given in the order of the text.
            verb: Where its verb of saying starts in the document, ``None`` if it has none.
            opens: Whether it opens its sentence.
        """
        start = clause.start
        intro = _INTRO.match(clause.text)
        if intro and (verb is None or start + intro.end() < verb):
            start += intro.end()
        said = self._find_subject(start, clause.end if verb is None else verb)
        if verb is None and said and not self._opens(said, start):
            said = None
        if said is not None:
            self._subject = said
            if len(said.parties) == 1:
                self._single = said
        elif opens and not self._together:
            self._subject = self._home
        elif verb == clause.start and opens:
            self._subject = Voice(self._all, "joint")  # "Condemn …": an item of a joint text
        elif verb is not None and self._subject.how not in {"home", "before"}:
            self._subject = Voice(self._subject.parties, "before", self._subject.speaker)
        return self._other(clause) or self._subject

    def _find_subject(self, start: int, end: int) -> Voice | None:
        words = self._text[start:end]
        joint, pronoun = _JOINT.search(words), _PRONOUN.search(words)
        named = [m for m in self._mentions.within(start, end) if m.party and m.kind in _ACTORS]
        office = _HOME_OFFICE.search(words)
        first = min((m.start() + start for m in (joint, pronoun, office) if m), default=end)
        if joint and joint.start() + start == first and (not named or named[0].start >= first):
            ours = joint.group().lower() == "we" and not self._together
            return self._home if ours else Voice(self._all, "joint")
        if named and named[0].start <= first + _ARTICLE:
            voice = self._joined(named, "named")
            alone = len(voice.parties) == 1 and _PAIR.search(words)
            return Voice(self._all, "joint") if alone else voice
        if pronoun and pronoun.start() + start == first:
            return Voice(self._single.parties, "pronoun", self._single.speaker)
        if office:
            pair = _PAIR.search(words)
            return Voice(self._all, "joint") if pair else Voice(self._home.parties, "office")
        return None

    def _joined(self, named: Sequence[Mention], how: str) -> Voice:
        """Return the voice of a subject: the first named, and those added by comma or "and"."""
        found = [named[0]]
        for mention in named[1:]:
            between = self._text[found[-1].end : mention.start]
            if mention.party != found[-1].party and not _ADDITION.match(between):
                break
            found.append(mention)
        speaker = next((m for m in found if m.kind in {"person", "office"}), None)
        parties = unique(m.party for m in found)
        many = len(self._all) > _PAIR_SIZE and len(parties) > _PAIR_SIZE
        if many or len(parties) > MOST_AUTHORS:
            return Voice(self._all, "joint")
        return Voice(parties, how, speaker)

    def _opens(self, said: Voice, start: int) -> bool:
        """Whether a subject counts without a verb of saying: "we", or a side at the very start."""
        if said.how == "joint" or said is self._home:
            return bool(_WE.match(self._text, start))
        return said.how == "named" and any(
            mention.start <= start + _ARTICLE
            and mention.party in {*self._all, *self._home.parties}
            and mention.form != "adjective"
            and self._text[mention.end : mention.end + 1] not in {"’", "'", "-"}
            for mention in self._mentions.within(start, start + 60)
        )

    def _other(self, clause: Clause) -> Voice | None:
        """Return whose stance the clause gives, where it is not its subject's."""
        named = [
            m
            for m in self._mentions.within(clause.start, clause.end)
            if m.party and m.kind in _ACTORS
        ]
        for number, mention in enumerate(named):
            before = self._text[clause.start : mention.start]
            after = self._text[mention.end : min(clause.end, mention.end + 70)]
            if mention.party not in self._subject.parties and (
                _THANKED.search(before) or _ACKNOWLEDGED.search(before)
            ):
                return Voice((mention.party,), "owner", self._subject.speaker)  # type: ignore[arg-type]
            if _SAID_THAT.search(before) and _TAKES_STANCE.match(after):
                return self._joined(named[number:], "owner")
            if mention.kind in {"person", "office"} or _JUDGES.search(clause.text[:80]):
                continue
            of = _OF.search(before) and not _OBJECT.match(after)
            if of or (_OWNED.match(after) and not _STANCE.search(before)):
                return self._joined(named[number:], "owner")
        return self._shared(clause)

    def _shared(self, clause: Clause) -> Voice | None:
        """Return the voice of a stance that the words call the publisher's, or both sides'."""
        if _HOME_OWNS.search(clause.text):
            return Voice(self._home.parties, "owner", self._subject.speaker)
        judged = _JUDGES.search(clause.text)
        if len(self._subject.parties) == 1 and (
            _SHARED.search(clause.text) or (_THEIRS.search(clause.text) and not judged)
        ):
            return Voice(self._all, "joint")
        return None
