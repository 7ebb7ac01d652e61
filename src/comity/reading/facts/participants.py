"""Who takes part: the people of the sentences that report an encounter, and whom they represent."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from comity.model.actors import Party
from comity.model.text import Sentence
from comity.reading.facts.encounters import Encounter, word_list
from comity.reading.mentions import OF_A_STATE, Mentions, Person, Reference

__all__ = ["Attendee", "attending", "clause_end", "counts", "known_already", "taking_part"]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who takes part; ``side`` is the party a heading or phrase puts them with."""

    reference: Reference
    side: Party | None = None
    subject: bool = False
    met: bool = False


_SIDE = re.compile(
    r"\b(?P<led>[A-Z][\w'’. -]{2,40}?)\s+(?:side|delegation|party)\s+(?:(?:was|were|is)\s+"
    r"(?:also\s+)?(?:headed|led|chaired|co-chaired|represented)\s+)?by\b|"
    r"\b(?:for|on|from|by|representing)\s+(?:the\s+)?(?P<who>[A-Z][\w'’. -]{2,40}?)(?:['’]s)?"
    r"\s+(?:side|part|delegation)\b|\b(?:[Aa]n?|[Tt]he)\s+(?P<sent>[A-Z][\w'’. -]{1,40}?)"
    r"\s+delegation[^,;]{0,20}(?:led|headed)\s+by\b|"
    r"\bdelegation\s+(?:of [a-z ]{2,40}\s)?(?:of|from)\s+(?:the\s+)?(?P<from>[A-Z][\w'’. -]{2,40}?)"
    r",?\s+(?:led|headed)\s+by\b|\bFor\s+(?:the\s+)?(?P<for>[A-Z][\w'’. -]{2,40}?)\s*[:–]"
    r"|\bdelegation\b(?P<team>[^;.]{2,90}?)\b(?:led|headed)\s+by\b"
)


@cache
def _words(name: str, *, opening: bool = False) -> re.Pattern[str]:
    """Return the pattern of a list; the words where a clause ends are told by their case."""
    start = r"^\W*" if opening else r"\b"
    return re.compile(
        rf"{start}{word_list(name)}\b", re.NOFLAG if name in {"cut", "purpose"} else re.IGNORECASE
    )


def taking_part(
    text: str, sentence: Sentence, encounter: Encounter, until: int, mentions: Mentions
) -> tuple[Attendee, ...]:
    """Return those who take part in an encounter as its sentence tells, in order.

    Args:
        text: The document's text.
        sentence: The sentence that reports it.
        encounter: The words that report it.
        until: Where the next encounter of the sentence begins, else the sentence's end.
        mentions: The document's mentions.
    """
    references = mentions.people.in_sentence(sentence.index)
    begin = _after_lead(text, sentence, references, encounter.start)
    cut = clause_end(text, references, encounter.end, until)
    found = []
    for reference in references:
        source = reference.start > encounter.start and _SAID.match(text, reference.end)
        within = not source and (
            begin <= reference.start < encounter.start or encounter.start <= reference.start < cut
        )
        host = bool(_OWN_MEETING.fullmatch(text, reference.end, encounter.start))
        person = mentions.people.persons[reference.person]
        if within and (host or counts(text, reference, person)):
            found.append(
                Attendee(
                    reference,
                    _side(text, sentence, reference, mentions),
                    reference.start < encounter.start,
                )
            )
    if all(attendee.subject for attendee in found):
        found += _met_after(text, references, cut, until)
    listed = tuple(_listed(text, found, mentions))
    return (*_led_back(text, listed, mentions), *_company(text, sentence, cut, until, mentions))


def _led_back(text: str, listed: Sequence[Attendee], mentions: Mentions) -> tuple[Attendee, ...]:
    """Put those met on the side of the next in their list: "Ms A, Adviser, and Mr B of Latvia"."""
    found: list[Attendee] = []
    after: Attendee | None = None
    if not any(attendee.subject for attendee in listed):
        return tuple(listed)
    for attendee in reversed(listed):
        party = mentions.people.persons[attendee.reference.person].party
        side = attendee.side or party
        if after and attendee.met and not side and after.side != mentions.home:
            between = text[attendee.reference.end : after.reference.start]
            side = after.side if _LIST.fullmatch(between) else None
        after = replace(attendee, side=side) if attendee.met else None
        found.append(replace(attendee, side=attendee.side or (None if party else side)))
    return tuple(reversed(found))


_WITH = re.compile(r"\bwith (?:the |his |her )?$", re.IGNORECASE)


def _met_after(text: str, references: Sequence[Reference], cut: int, until: int) -> list[Attendee]:
    """Return whom an encounter was with if that is told behind its circumstance."""
    for reference in references:
        lead = text[max(cut, reference.start - 24) : reference.start]
        if cut <= reference.start < until and _WITH.search(lead):
            return [Attendee(reference)]
    return []


_LIST = re.compile(r"[\s,;]*(?:and\s+)?(?:the\s+|his\s+|her\s+)?", re.IGNORECASE)


def _listed(text: str, found: Sequence[Attendee], mentions: Mentions) -> Iterator[Attendee]:
    """Put those who are met in one list on the side of the one before: "Israel's … and …"."""
    before: Attendee | None = None
    for attendee in found:
        person = mentions.people.persons[attendee.reference.person]
        side = attendee.side
        if before and not side and not person.party and not attendee.subject:
            between = text[before.reference.end : attendee.reference.start]
            side = before.side if _LIST.fullmatch(between) else None
        listed = replace(attendee, side=side, met=not attendee.subject)
        if not attendee.subject:
            before = replace(listed, side=side or person.party)
        yield listed


_IN_TURN = re.compile(
    r"\b(?:for|on) (?:his|her) part\b|\bin (?:his|her) turn\b|\breciprocat(?:ed|ing)\b"
)
"""What marks the other speaker of an encounter."""


def attending(text: str, sentence: Sentence, mentions: Mentions) -> tuple[Attendee, ...]:
    """Return those a sentence adds to an encounter reported elsewhere: "also attended by …"."""
    if _IN_TURN.search(sentence.text):
        return tuple(_in_turn(text, sentence, mentions))
    if not _words("attending").search(sentence.text) or _words("not_attending").search(
        sentence.text
    ):
        return ()
    references = mentions.people.in_sentence(sentence.index)
    return tuple(
        Attendee(reference, _side(text, sentence, reference, mentions))
        for reference in references
        if counts(text, reference, mentions.people.persons[reference.person])
    )


_THEY = re.compile(
    r"\b(?:we|they|both|the (?:two |\w+ )?(?:men|women|ministers|leaders|presidents|officials|pair|"
    r"diplomats|sides|heads|premiers|secretaries|counterparts|interlocutors|envoys))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""A subject that means people introduced before."""


def known_already(
    text: str,
    sentence: Sentence,
    encounter: Encounter,
    mentions: Mentions,
) -> tuple[Attendee, ...]:
    """Return the two people introduced before a first "The ministers met …" without names."""
    if not _THEY.search(text, sentence.start, encounter.start):
        return ()
    earlier = {r.person: r for r in mentions.people.references if r.start < sentence.start}
    named = [r for r in earlier.values() if mentions.people.persons[r.person].name]
    return tuple(Attendee(reference) for reference in named) if len(named) == PAIR else ()


PAIR = 2


def _in_turn(text: str, sentence: Sentence, mentions: Mentions) -> Iterator[Attendee]:
    """Yield who speaks in turn: the first person of the sentence, named with a title or country."""
    for reference in mentions.people.in_sentence(sentence.index)[:1]:
        person = mentions.people.persons[reference.person]
        if person.name and person.title and counts(text, reference, person):
            yield Attendee(reference)


def _company(
    text: str, sentence: Sentence, start: int, until: int, mentions: Mentions
) -> tuple[Attendee, ...]:
    """Return those named behind "in the presence of" or "accompanied by" in a sentence."""
    match = _words("attending").search(text, start, until)
    if not match or match.end() >= until:
        return ()
    return tuple(
        Attendee(reference, _side(text, sentence, reference, mentions))
        for reference in mentions.people.in_sentence(sentence.index)
        if match.end() <= reference.start < until
        and counts(text, reference, mentions.people.persons[reference.person])
    )


_OWN_MEETING = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}")
"""What stands between whoever holds talks and the talks: "Minister Ana Popescu's talks"."""

_INDEFINITE = frozenset({"a", "an", "any", "every", "no", "each", "as"})


_LEADS = re.compile(
    r",?\s*(?:who\s+)?(?:led|headed|represented|chaired)\s+the\s+(?P<who>[A-Z][\w'’. -]{2,40}?)\s+"
    r"(?:side|delegation|team)\b"
)
_SAID = re.compile(r"\s+(?:said|told|added|announced|noted|stated|reported|confirmed|explained)\b")


def counts(text: str, reference: Reference, person: Person) -> bool:
    """Whether a reference can be a participant: somebody, not a plural or an owner of something."""
    if re.match(r"['’](?:s?\b|\s)", text[reference.end : reference.end + 3]):
        return False
    if "spokes" in person.title.casefold():
        return False
    if person.name is None and reference.before in _INDEFINITE:
        return False
    if person.several:
        return person.party is not None and person.kind in OF_A_STATE
    return not person.title.casefold().startswith("former ") or person.name is not None


def _after_lead(
    text: str, sentence: Sentence, references: Sequence[Reference], trigger: int
) -> int:
    """Return where the subject may begin: behind "Following his talks with the King, …"."""
    if not _words("lead", opening=True).match(sentence.text):
        return sentence.start
    for match in re.finditer(",", text[sentence.start : trigger]):
        offset = sentence.start + match.start()
        if not any(r.start <= offset < r.end for r in references):
            later = [r for r in references if offset < r.start < trigger]
            return offset if later else sentence.start
    return sentence.start


def clause_end(
    text: str, references: Sequence[Reference], start: int, until: int, *, words: str = "cut"
) -> int:
    """Return where the clause of an encounter ends: at its purpose, its circumstance, the next."""
    for match in _words(words).finditer(text, start, until):
        if not any(r.start <= match.start() < r.end for r in references):
            return match.start()
    return until


def _side(text: str, sentence: Sentence, reference: Reference, mentions: Mentions) -> Party | None:
    """Return the party of the nearest "on the Brazilian side" before a reference."""
    found: Party | None = None
    if reference.pronoun or not any(
        word in sentence.text for word in ("side", "delegation", "part", "For ")
    ):
        return found
    leads = _LEADS.match(text, reference.end, sentence.end)
    if leads:
        return next(iter(mentions.named(leads.start("who"), leads.end("who"))), None)
    for match in _SIDE.finditer(text, sentence.start, reference.start):
        group = next(name for name in ("led", "who", "sent", "from", "for", "team") if match[name])
        parties = mentions.named(match.start(group), match.end(group))
        foreign = [party for party in parties if party != mentions.home]
        if group == "team" and len(foreign) != 1:
            continue
        chosen = foreign if group in {"sent", "from", "team"} and foreign else parties[::-1]
        found = chosen[0] if chosen else found
    return found
