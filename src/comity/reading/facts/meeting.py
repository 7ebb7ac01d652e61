"""Meetings: which encounters a document reports as its news, when, where and who took part."""

from collections.abc import Sequence

from comity.model.actors import Participant, Party
from comity.model.dates import ReportedDate
from comity.model.facts import Meeting
from comity.model.text import Document, Evidence, Sentence
from comity.reading.facts.gathering import Gathering, gather
from comity.reading.mentions import Mentions, Person, Reference
from comity.reference.countries import COUNTRIES

__all__ = ["find_meetings"]

LONGEST_QUOTE = 40
"""Words of the longest quote that carries a meeting."""

CONFIDENCE = {"visit": 0.6, "ceremony": 0.6, "letter": 0.6, "took-place": 0.7, "summit": 0.6}
"""Share of the meetings of a rule that hold; ``USUAL`` for the others."""

USUAL = 0.85


def find_meetings(
    document: Document, sentences: Sequence[Sentence], mentions: Mentions
) -> tuple[Meeting, ...]:
    """Return the meetings a document reports, in the order of the text."""
    gatherings = gather(document, sentences, mentions)
    met = [g for g in gatherings if g.encounter.form != "visit"]
    visits = [g for g in gatherings if g.encounter.form == "visit"]
    span = next((visit.day for visit in visits if visit.day), None)
    kept = met if any(g.encounter.form not in {"ceremony", "letter"} for g in met) else []
    if not kept:
        kept = [*visits[:1], *met]
    meetings = [_meeting(document, sentences, mentions, g, span) for g in kept]
    return tuple(m for m in meetings if _is_between_parties(m))


def _is_between_parties(meeting: Meeting) -> bool:
    """Whether people of more than one party took part, or one was abroad."""
    parties = {p.represents for p in meeting.participants if p.represents}
    abroad = meeting.place is not None and meeting.place.country not in {None, *parties}
    return len(parties) > 1 or (len(parties) == 1 and abroad and meeting.form != "call")


def _meeting(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    gathering: Gathering,
    span: ReportedDate | None,
) -> Meeting:
    form, rule = gathering.encounter.form, gathering.encounter.rule
    place = None if form in {"call", "letter"} else gathering.place or mentions.dateline.place
    return Meeting(
        form=form,
        date=gathering.day or span or _default_day(document, mentions),
        place=place,
        participants=_participants(document, mentions, gathering),
        evidence=_evidence(document, sentences[gathering.encounter.sentence], gathering),
        confidence=CONFIDENCE.get(rule, USUAL),
        found_by=f"rule:meeting/{rule}",
    )


def _default_day(document: Document, mentions: Mentions) -> ReportedDate | None:
    day = mentions.dateline.day
    if day is None:
        return None
    stated = document.published is not None and document.published.first == day
    return ReportedDate.day(day, basis="published" if stated else "dateline")


def _participants(
    document: Document, mentions: Mentions, gathering: Gathering
) -> tuple[Participant, ...]:
    persons = mentions.people.persons
    parties = _parties(mentions, gathering)
    found = []
    for number, reference in gathering.people.items():
        person = persons[number]
        party = parties[number]
        found.append(
            _participant(document, person, _words(mentions, number, reference), party, mentions)
        )
    return tuple(found)


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
    if person.kind == "ambassador" and accredited is None:
        others = [side for side in mentions.sides if side != party and side in COUNTRIES]
        accredited = others[0] if len(others) == 1 else None
    return Participant(
        name=person.name,
        office=person.title or None,
        office_kind=person.kind,
        represents=party,
        accredited_to=accredited,
        evidence=document.quote(reference.start, reference.end),
        confidence=USUAL if person.party else 0.7,
        found_by="rule:participant/named" if person.name else "rule:participant/office",
    )


def _parties(mentions: Mentions, gathering: Gathering) -> dict[int, Party | None]:
    """Return whom each participant represents, inferred where no country is named with them.

    Who acts first is taken for the publisher's side, or for the party of the office; those met in
    another country for its people; of two holders of one office the second for the other side.
    """
    persons, home = mentions.people.persons, mentions.home
    found: dict[int, Party | None] = {
        number: persons[number].party or gathering.sides.get(number) for number in gathering.people
    }
    acting = gathering.subjects or set(list(gathering.people)[:1])
    for number in sorted(gathering.people, key=lambda n: n not in acting):
        if found[number] is None:
            known = {party for party in found.values() if party}
            title = persons[number].title
            found[number] = _inferred(mentions, gathering, number in acting, known, title)
    return found


def _inferred(
    mentions: Mentions, gathering: Gathering, acting: bool, known: set[Party], title: str
) -> Party | None:
    home, host = mentions.home, _host(mentions, gathering)
    if home is not None and home not in COUNTRIES and _is_of_organisation(title):
        return home
    if home in known or (acting and home is None):
        if host and host != home:
            return host
        return home if len(known) > 1 else _other_side(mentions, known) or home
    if acting or home is None:
        return home
    return home if host in {None, home} or known - {home} else host


def _is_of_organisation(title: str) -> bool:
    words = title.casefold()
    return any(word in words for word in ("commission", "representative", "secretary-general", "mediator"))


def _host(mentions: Mentions, gathering: Gathering) -> Party | None:
    place = gathering.place or mentions.dateline.place
    if gathering.encounter.form in {"call", "letter"} or place is None:
        return None
    return place.country


def _other_side(mentions: Mentions, known: set[Party]) -> Party | None:
    return next((side for side in mentions.sides if side not in known), None)


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
