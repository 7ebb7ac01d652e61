"""Sentence by sentence to meetings: which sentences tell of one encounter, and who was at it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from comity.model.actors import Party, Place
from comity.model.dates import ReportedDate
from comity.model.text import Document, Sentence
from comity.reading.facts.believed import Belief
from comity.reading.facts.encounters import Encounter, find_encounters
from comity.reading.facts.occasions import find_day, find_opening_day, find_place
from comity.reading.facts.participants import (
    Attendee,
    attending,
    clause_end,
    known_already,
    taking_part,
)
from comity.reading.mentions import Mentions, Reference, supposed_party
from comity.reading.roles import FACTUAL

__all__ = ["Gathering", "gather", "make_gathering"]

_APART = frozenset({"letter", "ceremony", "visit"})
"""Forms that never merge with a meeting of the same people."""


@dataclass(slots=True)
class Gathering:
    """A meeting being put together: people by number, with their first reference and side."""

    encounter: Encounter
    people: dict[int, Reference] = field(default_factory=dict)
    sides: dict[int, Party] = field(default_factory=dict)
    subjects: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    day: ReportedDate | None = None
    place: Place | None = None
    end: int = 0
    continues: bool = False
    implied: bool = False

    def add(self, attendees: Sequence[Attendee]) -> None:
        """Take in people who are not there yet."""
        for attendee in attendees:
            number = attendee.reference.person
            known = self.people.get(number)
            if known is None or (known.pronoun and not attendee.reference.pronoun):
                self.people[number] = attendee.reference
            if attendee.side:
                self.sides.setdefault(number, attendee.side)
            if attendee.subject:
                self.subjects.add(number)
            elif attendee.met:
                self.met.add(number)


def gather(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    belief: Belief,
    *,
    late: bool = False,
) -> tuple[Gathering, ...]:
    """Return the encounters of a document with all who took part, in order of the text.

    With ``late``, encounters told only in passing ("after a dinner with …") count too.
    """
    found: list[Gathering] = []
    heading: Party | None = None
    document, sentences = _unwrapped(document, sentences)
    for sentence in sentences:
        if sentence.role not in FACTUAL:
            continue
        listed = _list_heading(sentence, mentions)
        heading = listed or (heading if _is_item(sentence) else None)
        encounters = _encounters(document.text, sentence, mentions, belief, late=late)
        for number, encounter in enumerate(encounters):
            until = encounters[number + 1].start if number + 1 < len(encounters) else sentence.end
            people = taking_part(document.text, sentence, encounter, until, mentions)
            reach = (encounter.start if number else sentence.start, until)
            people = belief.judged(people, encounter, reach, (document.text, mentions))
            if number and encounters[0].sentence == encounter.sentence:
                people = (*_subjects(found), *(p for p in people if not p.subject))
            people = people or (
                () if found else known_already(document.text, sentence, encounter, mentions)
            )
            for group in _separate(sentence, people):
                gathering = make_gathering(document, sentence, encounter, group, mentions)
                if not _is_old(gathering, mentions):
                    _place(found, gathering)
        if found and not encounters:
            first = _COMPANY.search(sentence.text)
            told = found[0 if first else -1].encounter
            for gathering in found:
                if gathering.encounter.start == told.start:
                    _join(gathering, document, sentence, mentions, heading)
    return tuple(found) or _listed(document, sentences, mentions)


_OF_A_BODY = re.compile(
    r"\b(?:commission|committee|council|consultations?|dialogue|session|round|working group)\b",
    re.IGNORECASE,
)


def _listed(
    document: Document, sentences: Sequence[Sentence], mentions: Mentions
) -> tuple[Gathering, ...]:
    """Return the meeting whose delegates are listed by sides, where nothing else tells of it."""
    lists = mentions.people.lists
    if len(set(lists.values())) < PAIR:
        return ()
    chosen = [s for s in sentences if s.index in lists]
    opening = f"{document.title or ''} {document.text[: chosen[0].start]}"
    form = "consultations" if _OF_A_BODY.search(opening) else "meeting"
    first = chosen[0]
    gathering = Gathering(Encounter(form, "listed", first.start, first.end, first.index))
    gathering.end = first.end
    gathering.day = find_opening_day(document.text, first.start, mentions.dateline.day)
    for sentence in chosen:
        references = mentions.people.in_sentence(sentence.index)
        gathering.add([Attendee(r, lists[sentence.index]) for r in references])
    return (gathering,)


PAIR = 2
"""Sides that make a meeting."""


def _encounters(
    text: str, sentence: Sentence, mentions: Mentions, belief: Belief, *, late: bool
) -> tuple[Encounter, ...]:
    if belief.is_doubted(sentence):
        return ()
    found = find_encounters(text, sentence, mentions, late=late)
    return belief.encounters(text, sentence, found)


OLD_DAYS = 30
"""An encounter so many days before the report is recalled, not reported."""


def _is_old(gathering: Gathering, mentions: Mentions) -> bool:
    today, day = mentions.dateline.day, gathering.day
    return bool(today and day and (today - day.last).days > OLD_DAYS)


_NOBODY = re.compile(
    r"\W*(?:[^.;]*[;.]\s*)?(?:(?:today|yesterday|this \w+|on \w+day),?\s+)?(?:(?:I|we)\s+"
    r"(?:(?:have|had)\s+)?(?:just\s+)?)?"
    r"(?:(?:also|then|later|afterwards|there|informally|subsequently)\s+)?",
    re.IGNORECASE,
)
"""What stands before "Met with …" where whoever met goes without saying."""

_COMPANY = re.compile(
    r"\b(?:accompanied by|delegation (?:also )?(?:included|comprised|consisted))\b"
)
"""Words for who went along: with whoever is first told of, not with the last one met."""

_DEFINITE = re.compile(
    r"^\W*(?:\d+\.\s*)?the (?:\w+ )?(?:meeting|talks|session|discussions?|negotiations|call|"
    r"consultations|conversation|audience|gathering|reception)\b",
    re.IGNORECASE,
)
"""Openings that speak of an encounter told before."""

_APART_WORDS = re.compile(r"\b(?:separate(?:ly)?|individual(?:ly)?|respective(?:ly)?)\b")


def _separate(sentence: Sentence, people: Sequence[Attendee]) -> tuple[tuple[Attendee, ...], ...]:
    """Give each person met their own meeting where a sentence says that they were met apart."""
    subjects = tuple(person for person in people if person.subject)
    others = tuple(person for person in people if not person.subject)
    if len(others) > 1 and subjects and _APART_WORDS.search(sentence.text):
        return tuple((*subjects, other) for other in others)
    return (tuple(people),)


def _unwrapped(
    document: Document, sentences: Sequence[Sentence]
) -> tuple[Document, Sequence[Sentence]]:
    """Return text and sentences with spaces for line ends, at the same offsets."""
    if not any("\n" in sentence.text for sentence in sentences):
        return document, sentences
    flat = [replace(s, text=s.text.replace("\n", " ")) for s in sentences]
    return replace(document, text=document.text.replace("\n", " ")), flat


def make_gathering(
    document: Document,
    sentence: Sentence,
    encounter: Encounter,
    people: Sequence[Attendee],
    mentions: Mentions,
) -> Gathering:
    """Return the gathering of some people that a sentence tells of, with its day and place."""
    gathering = Gathering(encounter)
    if encounter.rule == "pictured-with" and not any(person.subject for person in people):
        gathering.add([Attendee(mentions.people.references[0], subject=True)])
    gathering.add(people)
    ends = [person.reference.end for person in people if person.reference.start >= encounter.start]
    gathering.end = max([encounter.end, *ends])
    references = mentions.people.in_sentence(sentence.index)
    cut = clause_end(document.text, references, encounter.end, sentence.end)
    words = (encounter.start, cut)
    gathering.day = find_day(document.text, sentence, words, mentions.dateline.day)
    lead = document.text[sentence.start : encounter.start]
    gathering.implied = not gathering.subjects and bool(_NOBODY.fullmatch(lead))
    gathering.continues = bool(_DEFINITE.match(sentence.text))
    purpose = clause_end(document.text, references, encounter.end, sentence.end, words="purpose")
    gathering.place = find_place(document.text, sentence, (encounter.start, purpose), mentions)
    return gathering


def _subjects(found: Sequence[Gathering]) -> tuple[Attendee, ...]:
    """Return who acts in the last gathering, for what the same sentence says they did next."""
    if not found:
        return ()
    last = found[-1]
    numbers = last.subjects or set(list(last.people)[:1])
    return tuple(
        Attendee(last.people[number], last.sides.get(number), subject=True)
        for number in sorted(numbers)
        if number in last.people
    )


def _place(found: list[Gathering], new: Gathering) -> None:
    """Merge a gathering into the one it tells of again, or set it beside the others."""
    form = new.encounter.form
    stay = next((g for g in found if g.encounter.form == "visit"), None)
    new.place = new.place or (stay.place if stay else None)
    if form in _APART:
        _place_apart(found, new, stay)
        return
    visit = found[-1] if found and found[-1].encounter.form == "visit" else None
    if visit and (not new.subjects or visit.subjects & new.subjects):
        _inherit(visit, new)
    latest = _latest(found)
    if new.continues and latest:
        _merge(latest, new)
        return
    for old in reversed(found):
        if old.encounter.form in _APART:
            continue
        if _is_same(old, new):
            _merge(old, new)
            return
    if new.people or not found:
        found.append(new)


def _place_apart(found: list[Gathering], new: Gathering, stay: Gathering | None) -> None:
    """Set a ceremony, letter or visit beside the others; a ceremony on a visit has its visitor."""
    if stay and new.encounter.form == "ceremony" and not new.subjects:
        new.people = {**{n: stay.people[n] for n in stay.subjects}, **new.people}
        new.subjects |= stay.subjects
    told = next((g for g in found if _is_same_ceremony(g, new)), None)
    if told:
        _merge(told, new)
    elif new.people or new.encounter.form == "visit":
        found.append(new)


def _latest(found: Sequence[Gathering]) -> Gathering | None:
    return next((g for g in reversed(found) if g.encounter.form not in _APART), None)


def _is_same_ceremony(last: Gathering, new: Gathering) -> bool:
    """Whether letters of credence are told of again, or go on being received by the same host."""
    told = last.encounter.rule == new.encounter.rule == "credentials"
    if not told or last.encounter.start == new.encounter.start:
        return False
    return last.subjects == new.subjects or _is_same(last, new)


def _inherit(visit: Gathering, new: Gathering) -> None:
    """Give talks told without names the people and the days of the visit they belong to."""
    for number, reference in visit.people.items():
        new.people.setdefault(number, reference)
    new.subjects |= visit.subjects
    new.day = new.day or visit.day
    new.place = new.place or visit.place


def _is_same(old: Gathering, new: Gathering) -> bool:
    one, other = set(old.people), set(new.people)
    if not other or not one:
        return new.encounter.sentence - old.encounter.sentence <= 3  # noqa: PLR2004 - sentences
    return one <= other or other <= one


def _merge(old: Gathering, new: Gathering) -> None:
    for number, reference in new.people.items():
        old.people.setdefault(number, reference)
    for number, side in new.sides.items():
        old.sides.setdefault(number, side)
    old.subjects |= new.subjects
    old.met |= new.met
    old.day = old.day or new.day
    old.place = old.place or new.place
    if new.encounter.form == "consultations" and old.encounter.form == "meeting":
        old.encounter = new.encounter


def _join(
    gathering: Gathering,
    document: Document,
    sentence: Sentence,
    mentions: Mentions,
    heading: Party | None,
) -> None:
    """Add those whom a later sentence or a list of delegates puts at a gathering."""
    people = attending(document.text, sentence, mentions)
    heading = heading or mentions.people.lists.get(sentence.index)
    if heading and (_is_item(sentence) or sentence.index in mentions.people.lists):
        references = mentions.people.in_sentence(sentence.index)
        people = tuple(Attendee(reference, heading) for reference in references)
    company = _COMPANY.search(sentence.text)
    if company:
        side = _side_of_leader(gathering, sentence, sentence.start + company.start(), mentions)
        people = tuple(replace(one, side=one.side or side) for one in people)
    gathering.add(people)


def _side_of_leader(
    gathering: Gathering, sentence: Sentence, end: int, mentions: Mentions
) -> Party | None:
    """Return the side of whoever is accompanied: named before the words, else who acts."""
    near = [r for r in mentions.people.in_sentence(sentence.index) if r.start < end]
    before = [r.person for r in near if not r.pronoun]
    if any(r.pronoun for r in near):
        return None
    acting = [number for number in gathering.people if number in gathering.subjects]
    for number in (*before, *acting):
        party = supposed_party(mentions.people.persons[number], mentions.home)
        if gathering.sides.get(number) or party:
            return gathering.sides.get(number) or party
    return None


_ITEM = re.compile(r"^\s*(?:[-–—•*·]|\(?[a-z0-9]{1,2}[.)])\s*")
_HEADING = re.compile(
    r"^\W*(?:for|on|from|by)?\s*(?:the\s+)?(?P<who>[\w'’. -]{2,40}?)"
    r"\s+(?:side|delegation|part)\s*:?\s*$",
    re.IGNORECASE,
)


def _is_item(sentence: Sentence) -> bool:
    return bool(_ITEM.match(sentence.text))


def _list_heading(sentence: Sentence, mentions: Mentions) -> Party | None:
    """Return the party of a line such as "For the Algerian side:"."""
    match = _HEADING.match(sentence.text)
    if not match:
        return None
    start, end = sentence.start + match.start("who"), sentence.start + match.end("who")
    parties = mentions.named(start, end)
    return parties[0] if parties else None
