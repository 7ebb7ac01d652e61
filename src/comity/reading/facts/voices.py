"""Whose words a clause gives: the subject of its verb, "both sides", "he", a possessor."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.model.facts import Meeting
from comity.model.mentions import Mention
from comity.model.text import Document
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
_JOINT_TITLE = re.compile(
    r"\bjoint (?:\w+ )?(?:statement|communiqu|declaration|press|leaders)"
    r"|\b(?:meeting|call|talks) (?:with|between)\b|\bwe, the\b",
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
_ADDITION = re.compile(r"^\W*(?:and|&)(?: the)?\W*(?:\w+\W+){0,6}$", re.IGNORECASE)
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
        text = self._text = document.text
        joint = bool(_JOINT_TITLE.search(f"{document.title or ''} {text[:300]}"))
        self._mentions = mentions
        self._all = _together(mentions, meetings)
        self._together = bool(meetings) or joint
        home = (mentions.home,) if mentions.home else mentions.sides[:1]
        self._home = Voice(home, "home")
        self._subject = self._home
        self._single = self._home

    def hear(self, clause: Clause, verb: int | None) -> Voice:
        """Return whose words a clause gives.

        Args:
            clause: The clause; clauses must be given in the order of the text.
            verb: Where its verb of saying starts in the document, ``None`` if it has none.
        """
        start = clause.start
        intro = _INTRO.match(clause.text)
        if intro and (verb is None or start + intro.end() < verb):
            start += intro.end()
        said = self._find_subject(start, clause.end if verb is None else verb)
        if verb is None and said and not (said.how == "named" and self._opens(start)):
            said = None  # without a verb of saying, only a party at the very start speaks
        if verb is not None or said:
            if said is not None:
                self._subject = said
                if len(said.parties) == 1:
                    self._single = said
            elif self._subject.how not in {"home", "before"}:
                self._subject = Voice(self._subject.parties, "before", self._subject.speaker)
        return self._owner(clause) or self._subject

    def _find_subject(self, start: int, end: int) -> Voice | None:
        words = self._text[start:end]
        joint, pronoun = _JOINT.search(words), _PRONOUN.search(words)
        named = [m for m in self._mentions.within(start, end) if m.party and m.kind in _ACTORS]
        office = _HOME_OFFICE.search(words)
        first = min((m.start() + start for m in (joint, pronoun, office) if m), default=end)
        if named and named[0].start <= first + _ARTICLE:
            parties, speaker = self._joined(named, end)
            return Voice(parties, "named", speaker)
        if joint and joint.start() + start == first:
            ours = joint.group().lower() == "we" and not self._together
            return self._home if ours else Voice(self._all, "joint")
        if pronoun and pronoun.start() + start == first:
            return Voice(self._single.parties, "pronoun", self._single.speaker)
        if office:
            return Voice(self._home.parties, "office")
        return None

    def _joined(
        self, named: Sequence[Mention], end: int
    ) -> tuple[tuple[Party, ...], Mention | None]:
        """Return the parties of a subject: the first named, and those added with "and"."""
        found = [named[0]]
        for mention in named[1:]:
            between = self._text[found[-1].end : mention.start]
            if mention.party == found[-1].party or _ADDITION.match(between):
                found.append(mention)
            else:
                break
        speaker = next((m for m in found if m.kind in {"person", "office"}), None)
        return _unique(m.party for m in found), speaker

    def _opens(self, start: int) -> bool:
        """Whether a party named at this offset is the subject: no possessor, no adjective."""
        return any(
            mention.start <= start + _ARTICLE
            and mention.form != "adjective"
            and self._text[mention.end : mention.end + 1] not in {"’", "'", "-"}
            for mention in self._mentions.within(start, start + 60)
        )

    def _owner(self, clause: Clause) -> Voice | None:
        """Return whose support, commitment or concern the clause speaks of, if it says so."""
        if _JUDGES.search(clause.text[:80]):
            return None
        for mention in self._mentions.within(clause.start, clause.end):
            if not mention.party or mention.kind not in {"country", "organisation"}:
                continue
            after = self._text[mention.end : min(clause.end, mention.end + 60)]
            before = self._text[clause.start : mention.start]
            if _OF.search(before) or (_OWNED.match(after) and not before.rstrip().endswith(" for")):
                parties, _ = self._joined(
                    [m for m in self._mentions.within(mention.start, clause.end) if m.party],
                    clause.end,
                )
                return Voice(parties, "owner", self._subject.speaker)
        if _HOME_OWNS.search(clause.text):
            return Voice(self._home.parties, "owner", self._subject.speaker)
        if _SHARED.search(clause.text) and len(self._subject.parties) == 1:
            return Voice(self._all, "joint")
        return None


def _together(mentions: Mentions, meetings: Sequence[Meeting]) -> tuple[Party, ...]:
    """Return the parties that "they" means: those of the first meeting, else the two sides."""
    for meeting in meetings:
        parties = _unique(p.represents for p in meeting.participants)
        if len(parties) > 1:
            return parties
    return mentions.sides


def _unique(parties: Iterable[Party | None]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(party for party in parties if party))
