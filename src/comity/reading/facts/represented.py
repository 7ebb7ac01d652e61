"""Whom the people of a meeting represent, where the words name no country with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.model.dates import ReportedDate
from comity.model.text import Document, Sentence
from comity.reading.facts.gathering import Gathering
from comity.reading.facts.occasions import find_partner
from comity.reading.mentions import Mentions
from comity.reference.countries import COUNTRIES
from comity.reference.governments import ONLY_HOLDERS, has_office

__all__ = ["Setting", "represented"]

LEADERS = frozenset({"head-of-state", "head-of-government", "foreign-minister"})
"""Whoever of the publisher's side meets one of these named without a country, meets a foreigner."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of all its meetings: their days and the country they are held in."""

    document: Document
    sentences: Sequence[Sentence]
    mentions: Mentions
    span: ReportedDate | None
    away: Party | None


def represented(setting: Setting, gathering: Gathering) -> dict[int, Party | None]:
    """Return whom each participant represents, inferred where no country is named with them.

    Who acts first is taken for the publisher's side, or for the party of the office; those met in
    another country for its people; of two holders of one office the second for the other side.
    """
    persons = setting.mentions.people.persons
    found: dict[int, Party | None] = {
        number: persons[number].party or gathering.sides.get(number) for number in gathering.people
    }
    acting = gathering.subjects or set(list(gathering.people)[:1])
    for number in sorted(gathering.people, key=lambda n: n not in acting):
        if found[number] is None:
            found[number] = _inferred(setting, gathering, found, number)
    return found


def _inferred(
    setting: Setting, gathering: Gathering, found: Mapping[int, Party | None], number: int
) -> Party | None:
    """Return whom somebody represents of whom the words do not say it; ``None`` where in doubt."""
    mentions = setting.mentions
    persons, home = mentions.people.persons, mentions.home
    title = persons[number].title.casefold()
    if title.split(" of ")[0] in ONLY_HOLDERS:
        return ONLY_HOLDERS[title.split(" of ")[0]]
    if home is None or (home not in COUNTRIES and _is_of_organisation(title)):
        return home
    others = [n for n in found if n != number and found[n] == home]
    known = {party for party in found.values() if party} - {home}
    twin = any(persons[n].title.casefold() == title for n in others)
    first = number == next(iter(gathering.people)) and not gathering.implied
    acting = number in gathering.subjects or first
    met_home = acting and any(n in gathering.met for n in others)
    subject = _sentence_subject(setting, gathering) if acting else None
    if subject and has_office(subject, title):
        return subject
    host = _host(setting, gathering)
    if "embassy" in title or twin or met_home or not has_office(home, title):
        if not acting and host and host != home and has_office(host, title):
            return host
        return _other_side(setting, title, known)
    if not acting and host and host != home:
        return host
    if not acting and persons[number].kind in LEADERS and persons[number].name:
        if gathering.implied:
            return _other_side(setting, title, known)
        if others:
            return _other_side(setting, title, known) or home
    return home if home in COUNTRIES or acting else None


def _sentence_subject(setting: Setting, gathering: Gathering) -> Party | None:
    """Return the country that opens the sentence of an encounter the publisher is no side of."""
    mentions = setting.mentions
    sentence = setting.sentences[gathering.encounter.sentence]
    named = [m for m in mentions.in_sentence(sentence.index) if m.kind == "country"]
    if mentions.home in mentions.sides or not named or named[0].start > sentence.start + 4:
        return None
    return named[0].party if named[0].party != mentions.home else None


def _other_side(setting: Setting, title: str, known: set[Party]) -> Party | None:
    """Return the one foreign party of the meeting, else the publisher's partner in the document."""
    fitting = [party for party in known if has_office(party, title)]
    if known:
        return fitting[0] if len(fitting) == 1 else None
    partner = find_partner(setting.document.text, setting.mentions)
    return partner if partner and has_office(partner, title) else None


def _is_of_organisation(title: str) -> bool:
    words = title.casefold()
    return any(
        word in words for word in ("commission", "representative", "secretary-general", "mediator")
    )


def _host(setting: Setting, gathering: Gathering) -> Party | None:
    """Return the country a meeting is held in, ``None`` for calls and where it is not told."""
    if gathering.encounter.form in {"call", "letter"}:
        return None
    if gathering.place and gathering.place.country != setting.mentions.home:
        return gathering.place.country
    place = setting.mentions.dateline.place
    away = place and place.country != setting.mentions.home
    return place.country if place and away else setting.away
