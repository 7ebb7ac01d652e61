"""Meetings: which encounters a document reports as its news, when, where and who took part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.model.actors import Participant, Party
from comity.model.dates import ReportedDate
from comity.model.facts import Meeting
from comity.model.text import Document, Evidence, Sentence
from comity.reading.facts.believed import MODEL, Belief, Load, believe
from comity.reading.facts.completing import complete
from comity.reading.facts.encounters import Encounter
from comity.reading.facts.gathering import Gathering, gather
from comity.reading.facts.occasions import find_host, find_news_day, find_span
from comity.reading.facts.represented import SINGLE, Setting, represented
from comity.reading.mentions import Mentions, Person, Reference
from comity.reading.mentions.kinds import office_kind
from comity.reading.models import load_model
from comity.reference.countries import COUNTRIES

__all__ = ["find_meetings"]

LONGEST_QUOTE = 40
"""Words of the longest quote that carries a meeting."""

UNKNOWN_PARTY = 0.2
"""Confidence in a participant of whom the reader cannot tell whom they represent."""


def find_meetings(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    load: Load = load_model,
) -> tuple[Meeting, ...]:
    """Return the meetings a document reports, in the order of the text.

    Args:
        document: The document.
        sentences: Its sentences.
        mentions: Its mentions.
        load: Returns a model by name; training reads with models of its own.
    """
    belief = believe(document, sentences, mentions, load)
    gatherings = gather(document, sentences, mentions, belief)
    gatherings = complete(gatherings, document, sentences, mentions, belief)
    told = _meetings(document, sentences, mentions, belief, gatherings)
    if told:
        return told
    late = gather(document, sentences, mentions, belief, late=True)
    return _meetings(document, sentences, mentions, belief, late)


def _meetings(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    belief: Belief,
    gatherings: Sequence[Gathering],
) -> tuple[Meeting, ...]:
    met = [g for g in gatherings if g.encounter.form != "visit"]
    visits = [g for g in gatherings if g.encounter.form == "visit"]
    today = mentions.dateline.day
    span = next((visit.day for visit in visits if visit.day), None)
    span = span or find_span(document.text, sentences, today)
    span = span or find_news_day(document.text, sentences, today)
    kept = met if any(g.encounter.form not in {"ceremony", "letter"} for g in met) else []
    if not kept:
        kept = [*visits[:1], *met]
    setting = Setting(
        document, sentences, mentions, span, find_host(document.text, sentences, mentions)
    )
    meetings = [_meeting(setting, belief, gathering) for gathering in kept]
    return tuple(
        meeting
        for meeting, gathering in zip(meetings, kept, strict=True)
        if _is_between_parties(meeting, mentions.home, implied=gathering.implied)
    )


def _is_between_parties(meeting: Meeting, home: Party | None, *, implied: bool) -> bool:
    """Whether people of more than one party took part, or one was abroad.

    Whom only the other side can send (a king met by the president of a republic) counts as foreign;
    where the publisher's side goes without saying, one foreigner is enough.
    """
    sure = [p for p in meeting.participants if p.represents or p.office_kind in SINGLE | {"royal"}]
    parties = {p.represents for p in sure}
    foreign = parties - {home}
    if implied and home is not None:
        return bool(foreign)
    abroad = meeting.place is not None and meeting.place.country not in {None, *parties}
    if meeting.form == "call" or not abroad:
        return len(parties) > 1 and bool(foreign)
    return bool(parties - {None})


def _meeting(setting: Setting, belief: Belief, gathering: Gathering) -> Meeting:
    document, mentions = setting.document, setting.mentions
    rule = gathering.encounter.rule
    sentence = setting.sentences[gathering.encounter.sentence]
    people = _participants(setting, belief, gathering)
    people = people or tuple(_states(document, sentence, mentions, gathering))
    form = _form(gathering.encounter, people, sentence)
    place = None if form in {"call", "letter"} else gathering.place or mentions.dateline.place
    span = setting.span if form != "letter" else None
    return Meeting(
        form=form,
        date=gathering.day or span or _default_day(document, mentions),
        place=place,
        participants=people,
        evidence=_evidence(document, sentence, gathering),
        confidence=belief.sure_of_encounter(gathering.encounter),
        found_by="model:encounters" if rule == MODEL else f"rule:meeting/{rule}",
    )


FEW, MANY = 3, 5
"""Fewer parties never make a summit; the leaders of so many always do."""


_ASIDE = re.compile(
    r"\b(?:on|at) the (?:margins?|sidelines?)\b|\bin person\b"
    r"|\bover (?:an? )?(?:\w+ )?(?:breakfast|lunch|luncheon|dinner|coffee|tea)\b",
    re.IGNORECASE,
)


_FAR = re.compile(r"phone|\bcall|video|virtual|online|teleconf|\blink\b|secure", re.IGNORECASE)
_UNDER_ONE_ROOF = re.compile(
    r"\bat (?:the|his|her) [\w’' É-]{0,30}"
    r"(?:palace|office|house|residence|ministry|hotel|headquarters)",
    re.IGNORECASE,
)


def _form(encounter: Encounter, people: Sequence[Participant], sentence: Sentence) -> str:
    form = encounter.form
    if encounter.rule == "spoke-with" and _ASIDE.search(sentence.text):
        form = "meeting"
    if encounter.rule == "by-call" and not _FAR.search(sentence.text):
        form = "meeting" if _UNDER_ONE_ROOF.search(sentence.text) else form
    kinds = {"head-of-state", "head-of-government", "none"}
    leaders = {p.represents for p in people if p.office_kind in kinds}
    if form == "summit" and len({p.represents for p in people}) < FEW:
        return "meeting"
    return "summit" if form == "meeting" and len(leaders) >= MANY else form


def _default_day(document: Document, mentions: Mentions) -> ReportedDate | None:
    day = mentions.dateline.day
    if day is None:
        return None
    stated = document.published is not None and document.published.first == day
    return ReportedDate.day(day, basis="published" if stated else "dateline")


def _participants(
    setting: Setting, belief: Belief, gathering: Gathering
) -> tuple[Participant, ...]:
    document, mentions = setting.document, setting.mentions
    persons = mentions.people.persons
    parties = represented(setting, gathering)
    found = []
    for number, reference in gathering.people.items():
        person = persons[number]
        party = parties[number]
        one = _participant(document, person, _words(mentions, number, reference), party, mentions)
        sure = belief.sure_of_person(number) if party else UNKNOWN_PARTY
        found.append(replace(one, confidence=sure))
    return _counterparts(found)


def _states(
    document: Document, sentence: Sentence, mentions: Mentions, gathering: Gathering
) -> Iterator[Participant]:
    """Yield the countries and organisations of a gathering that names nobody."""
    seen: set[Party] = set()
    for mention in mentions.within(sentence.start, gathering.encounter.start):
        if mention.kind in {"country", "organisation"} and mention.party not in seen:
            seen.add(mention.party or Party(""))
            yield Participant(
                name=None,
                office=None,
                office_kind="none",
                represents=mention.party,
                evidence=document.quote(mention.start, mention.end),
                confidence=0.7,
                found_by="rule:participant/state",
            )


def _counterparts(people: Sequence[Participant]) -> tuple[Participant, ...]:
    """Give "his Qatari counterpart" the office of whom he met."""
    first = next((p for p in people if not _is_counterpart(p)), None)
    return tuple(
        replace(p, office_kind=first.office_kind, office=first.office)
        if first and _is_counterpart(p)
        else p
        for p in people
    )


def _is_counterpart(participant: Participant) -> bool:
    words = (participant.office or "").casefold()
    return any(
        word in words for word in ("counterpart", "colleague", "homologue", "opposite", "peer")
    )


def _words(mentions: Mentions, number: int, reference: Reference) -> Reference:
    """Return the reference that says most about a person: not a pronoun or a bare surname."""
    every = [r for r in mentions.people.references if r.person == number]
    return max(every, key=lambda r: (r.end - r.start, -r.start), default=reference)


def _participant(
    document: Document,
    person: Person,
    reference: Reference,
    party: Party | None,
    mentions: Mentions,
) -> Participant:
    accredited = person.accredited
    kind = person.kind if person.party else office_kind(person.title, party)
    if kind == "ambassador" and accredited is None:
        posts = (mentions.home, *mentions.sides)
        accredited = next((post for post in posts if post != party and post in COUNTRIES), None)
    if kind == "minister" and person.title.casefold() == "minister":
        kind = _own_minister(document.publisher or "")
    return Participant(
        name=person.name,
        office=person.title or None,
        office_kind=kind if person.title else person.kind,
        represents=party,
        accredited_to=accredited,
        evidence=document.quote(reference.start, reference.end),
        confidence=UNKNOWN_PARTY,
        found_by="model:attendance",
    )


_MINISTRIES = (
    ("foreign-minister", re.compile(r"\b(?:foreign|external|international relations)\b", re.I)),
    ("defence-minister", re.compile(r"\bdefen[cs]e\b", re.I)),
)


def _own_minister(publisher: str) -> str:
    """Return the office of a bare "Minister": that of the ministry whose report it is."""
    return next((kind for kind, words in _MINISTRIES if words.search(publisher)), "minister")


def _evidence(document: Document, sentence: Sentence, gathering: Gathering) -> Evidence:
    """Return the clause that tells of the encounter, no longer than ``LONGEST_QUOTE`` words."""
    encounter = gathering.encounter
    starts = [
        r.start
        for r in gathering.people.values()
        if r.sentence == encounter.sentence and r.start < encounter.start
    ]
    start = min([encounter.start, *starts])
    end = min(max(gathering.end, encounter.end), sentence.end)
    if len(document.text[start:end].split()) > LONGEST_QUOTE:
        start = encounter.start
    words = document.text[start:end].split(" ")
    if len(words) > LONGEST_QUOTE:
        end = start + len(" ".join(words[:LONGEST_QUOTE]))
    return document.quote(start, end)
