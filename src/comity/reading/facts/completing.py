"""People believed to take part who are in no gathering yet: they join one, or make one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.model.actors import Party
from comity.model.text import Document, Sentence
from comity.reading.facts.believed import ATTENDS, MODEL, Belief
from comity.reading.facts.encounters import Encounter, is_to_come
from comity.reading.facts.gathering import Gathering, make_gathering
from comity.reading.facts.participants import Attendee, counts
from comity.reading.facts.telling import Slot, Telling, form_features
from comity.reading.mentions import Mentions, supposed_party

__all__ = ["complete"]

SURE = 0.9
"""Probability from which somebody takes part though no gathering is told to have them."""

SURE_OF_A_NAME = 0.97
"""The same for somebody without a title: capital letters alone may be anything."""

OWN_WORDS = 0.5
"""Probability of telling an encounter from which a sentence's own words give its form."""

_APART = frozenset({"letter", "visit"})


@dataclass(frozen=True, slots=True)
class _Left:
    """Somebody in no gathering: the number, the side if known, and where they stand best."""

    number: int
    side: Party | None
    telling: Telling
    slot: Slot


def complete(
    found: Sequence[Gathering],
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    belief: Belief,
) -> tuple[Gathering, ...]:
    """Return the gatherings with everybody believed to take part, new ones among them."""
    gatherings = list(found)
    left = sorted(
        _left(gatherings, document, mentions, belief), key=lambda one: one.slot.reference.start
    )
    if not gatherings:
        alone = _together(left, document, mentions, belief)
        return (alone,) if alone else ()
    for one in left:
        if any(one.number in gathering.people for gathering in gatherings):
            continue
        earlier = _before(gatherings, one.telling)
        partners = _partners(one, mentions, belief)
        if "ATTEND" in one.telling.symbols or not _is_new(one, earlier, partners, mentions):
            earlier.add([Attendee(one.slot.reference, met=True)])
        else:
            gatherings.append(_new(one, earlier, partners, (document, mentions, belief)))
    gatherings.sort(key=lambda gathering: gathering.encounter.start)
    return tuple(gatherings)


def _left(
    gatherings: Sequence[Gathering], document: Document, mentions: Mentions, belief: Belief
) -> Iterator[_Left]:
    """Yield those who are likely to take part and stand in no gathering."""
    persons = mentions.people.persons
    placed = {number for gathering in gatherings for number in gathering.people}
    held = {(persons[n].kind, supposed_party(persons[n], mentions.home)) for n in placed}
    for number, probability in belief.attends.items():
        person = persons[number]
        if number in placed or probability < (SURE if person.title else SURE_OF_A_NAME):
            continue
        if not (person.title or person.party):
            continue
        side = supposed_party(person, mentions.home)
        if person.name is None and ((person.kind, side) in held or person.several):
            continue
        telling, slot = belief.best_place(number)
        if counts(document.text, slot.reference, person) and not _is_to_come(
            document.text, telling
        ):
            yield _Left(number, side, telling, slot)


def _is_to_come(text: str, telling: Telling) -> bool:
    trigger = telling.trigger
    start = telling.span(trigger)[0] if trigger is not None else telling.sentence.end
    return is_to_come(text, telling.sentence, start)


def _before(gatherings: Sequence[Gathering], telling: Telling) -> Gathering:
    """Return the last gathering told before a sentence or in it, else the first."""
    start = telling.sentence.end
    real = [g for g in gatherings if g.encounter.form not in _APART] or gatherings
    return next((g for g in reversed(real) if g.encounter.start < start), real[0])


def _partners(one: _Left, mentions: Mentions, belief: Belief) -> list[Slot]:
    """Return those of another side who are likely to take part, in the same sentence."""
    persons = mentions.people.persons
    return [
        slot
        for slot in one.telling.slots
        if slot.reference.person != one.number
        and belief.attends.get(slot.reference.person, 0.0) >= ATTENDS
        and supposed_party(persons[slot.reference.person], mentions.home) != one.side
    ]


def _is_new(one: _Left, earlier: Gathering, partners: Sequence[Slot], mentions: Mentions) -> bool:
    """Whether somebody met in a gathering of their own, not in the one told before."""
    if one.side is None or one.side == mentions.home:
        return False
    persons = mentions.people.persons
    sides = {supposed_party(persons[n], mentions.home) for n in earlier.people}
    foreign = sides - {mentions.home, None}
    if not foreign or one.side in foreign:
        return False
    return bool(partners) or one.telling.sentence.paragraph > 0


def _new(
    one: _Left,
    earlier: Gathering,
    partners: Sequence[Slot],
    context: tuple[Document, Mentions, Belief],
) -> Gathering:
    document, mentions, belief = context
    people = [Attendee(one.slot.reference, met=True)]
    if partners:
        people += [Attendee(slot.reference, subject=True) for slot in partners]
    else:
        people += [
            Attendee(reference, earlier.sides.get(number), subject=True)
            for number, reference in earlier.people.items()
            if number in (earlier.subjects or set(list(earlier.people)[:1]))
        ]
    gathering = make_gathering(
        document, one.telling.sentence, _encounter(one.telling, belief, earlier), people, mentions
    )
    gathering.day = gathering.day or earlier.day
    gathering.place = gathering.place or earlier.place
    return gathering


def _encounter(telling: Telling, belief: Belief, earlier: Gathering | None) -> Encounter:
    """Return what a sentence tells: in its own form, or in that of what was told before."""
    trigger = telling.trigger
    first = trigger if trigger is not None else 0
    start, end = telling.span(first)
    form, _ = belief.forms.best(form_features(telling, belief.title))
    if earlier and belief.told.get(telling.sentence.index, 0.0) < OWN_WORDS:
        form = earlier.encounter.form
    return Encounter(form, MODEL, start, end, telling.sentence.index)


def _together(
    left: Sequence[_Left], document: Document, mentions: Mentions, belief: Belief
) -> Gathering | None:
    """Return the one gathering of people of two sides where no sentence tells of it outright."""
    sides = {one.side for one in left}
    if len(left) < 2 or len(sides) < 2:  # noqa: PLR2004 - a pair
        return None
    best = max(left, key=lambda one: belief.told.get(one.telling.sentence.index, 0.0)).telling
    encounter = _encounter(best, belief, None)
    people = [
        Attendee(one.slot.reference, subject=one.slot.reference.start < encounter.start)
        for one in left
    ]
    return make_gathering(document, best.sentence, encounter, people, mentions)
