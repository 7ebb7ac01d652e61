"""Whom the people of a meeting represent, where the words name no country with them."""

import re
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

__all__ = ["SINGLE", "Setting", "represented"]

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
    return _of_two_sides(setting, gathering, found)


def _of_two_sides(
    setting: Setting, gathering: Gathering, found: dict[int, Party | None]
) -> dict[int, Party | None]:
    """Put who was only inferred to be of the one side known on the other side of the document.

    People of one side make no meeting: in "the Turkish deputy minister and Director Eleni Vafi
    met", told of two sides, the second is of the second.
    """
    known = {party for party in found.values() if party}
    other = [side for side in setting.mentions.sides if side not in known]
    told = {n for n in found if _is_told(setting, gathering, n)}
    guessed = [number for number in found if number not in told]
    pair = not told and len(found) == BOTH
    if len(known) != 1 or len(other) != 1 or not (pair or (told and len(guessed) == 1)):
        return found
    title = setting.mentions.people.persons[guessed[-1]].title.casefold()
    return found | {guessed[-1]: other[0]} if has_office(other[0], title) else found


def _is_told(setting: Setting, gathering: Gathering, number: int) -> bool:
    """Whether the words give whom somebody represents."""
    return bool(setting.mentions.people.persons[number].party or gathering.sides.get(number))


def _inferred(
    setting: Setting, gathering: Gathering, found: Mapping[int, Party | None], number: int
) -> Party | None:
    """Return whom somebody represents of whom the words do not say it; ``None`` where in doubt."""
    person = setting.mentions.people.persons[number]
    home, title = setting.mentions.home, person.title.casefold()
    if title.split(" of ")[0] in ONLY_HOLDERS:
        return ONLY_HOLDERS[title.split(" of ")[0]]
    posted = person.kind in {"ambassador", "charge-or-consul"} and person.accredited
    if posted and home in COUNTRIES and posted != home:
        return home
    if home is None or (home not in COUNTRIES and _is_of_organisation(title)):
        return home
    first = number == next(iter(gathering.people)) and not gathering.implied
    if number in gathering.subjects or first:
        return _of_who_acts(setting, gathering, found, number)
    return _of_who_is_met(setting, gathering, found, number)


def _of_who_acts(
    setting: Setting, gathering: Gathering, found: Mapping[int, Party | None], number: int
) -> Party | None:
    """Return the party of a subject: the publisher's, unless its people are those met."""
    home = setting.mentions.home
    title = setting.mentions.people.persons[number].title.casefold()
    subject = _sentence_subject(setting, gathering)
    if subject and has_office(subject, title):
        return subject
    host = gathering.place.country if gathering.place else None
    if (
        host in COUNTRIES
        and host != home
        and _hosts(setting, gathering)
        and has_office(host or "", title)
    ):
        return host
    own = _own(home, found, number)
    if any(n in gathering.met for n in own) or not _fits(setting, own, title):
        return _other_side(setting, title, _foreign(home, found))
    return None if _is_foreign_news(setting) else home


_OFFICIAL = re.compile(
    r"\b(?:minist|office|department|government|presiden|embassy|commission|mission|secretariat|"
    r"state|council|royal|palace|parliament|assembly|authority|directorate|chancellery)",
    re.IGNORECASE,
)


def _is_foreign_news(setting: Setting) -> bool:
    """Whether a paper or agency tells of two other countries, and never of its own."""
    document, mentions = setting.document, setting.mentions
    if _OFFICIAL.search(document.publisher or "office") or len(mentions.sides) < BOTH:
        return False
    return mentions.home not in mentions.sides and all(
        m.party != mentions.home for m in mentions.all
    )


BOTH = 2
"""Sides of a report."""


def _hosts(setting: Setting, gathering: Gathering) -> bool:
    """Whether a subject receives those met, or acts abroad beside an envoy of the publisher."""
    encounter, persons = gathering.encounter, setting.mentions.people.persons
    words = setting.document.text[encounter.start : encounter.end].casefold()
    receives = encounter.rule == "received" and not words.startswith(("was", "were", "been"))
    envoys = {"ambassador", "charge-or-consul"}
    beside = any(
        persons[n].kind in envoys and persons[n].party == setting.mentions.home
        for n in gathering.subjects
    )
    return receives or beside


def _of_who_is_met(
    setting: Setting, gathering: Gathering, found: Mapping[int, Party | None], number: int
) -> Party | None:
    """Return the party of somebody met: the host's abroad, else home where that can be."""
    home, person = setting.mentions.home, setting.mentions.people.persons[number]
    title, host = person.title.casefold(), _host(setting, gathering)
    own, known = _own(home, found, number), _foreign(home, found)
    if person.kind == "ambassador" and host in {None, home} and len(known) == 1:
        return next(iter(known))
    if not _fits(setting, own, title):
        abroad = host and host != home and has_office(host, title)
        return host if abroad else _other_side(setting, title, known)
    if host and host != home:
        return host
    if person.kind in LEADERS and person.name and (own or gathering.implied):
        other = _other_side(setting, title, known)
        return other if gathering.implied else other or home
    return home if home in COUNTRIES else None


def _own(home: Party | None, found: Mapping[int, Party | None], number: int) -> list[int]:
    """Return the other participants who are the publisher's."""
    return [n for n in found if n != number and found[n] == home]


def _foreign(home: Party | None, found: Mapping[int, Party | None]) -> set[Party]:
    return {party for party in found.values() if party} - {home or Party("")}


SINGLE = frozenset(
    {"head-of-state", "head-of-government", "foreign-minister", "defence-minister", "deputy-head"}
    | {"national-security-adviser"}
)
"""Offices of which a state has one holder: a second one in a meeting is the other side's."""

_OF_THE_OTHER_SIDE = ("embassy", "counterpart", "colleague", "homologue", "peer")


def _fits(setting: Setting, own: Sequence[int], title: str) -> bool:
    """Whether somebody of a title can be the publisher's: no second holder, no foreign office."""
    persons, home = setting.mentions.people.persons, setting.mentions.home
    twin = any(persons[n].title.casefold() == title and persons[n].kind in SINGLE for n in own)
    sent = any(word in title for word in _OF_THE_OTHER_SIDE)
    return not twin and not sent and has_office(home or "", title)


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
