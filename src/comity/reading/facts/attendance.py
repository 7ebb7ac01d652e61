"""Who takes part: what a model weighs of each person a document speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comity.model.text import Document
from comity.reading.facts.telling import Slot, Telling
from comity.reading.mentions import Mentions, Person, supposed_party

__all__ = ["attendance_features", "report_features"]

TOLD = 0.4
"""Probability from which a sentence counts as one that tells of an encounter."""

UNLIKELY = 0.015
"""Probability of telling an encounter below which a sentence is not looked at again, nor whoever
stands in no better one."""

MOST_PLACES = 6
"""Places of the text at which a person is looked at; later ones tell little more."""

_DETERMINERS = frozenset(
    {"a", "an", "the", "any", "each", "every", "no", "his", "her", "their", "its"}
)
_MARKS = ("former", "spokes", "late ", "counterpart")
_OWNS = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class _Place:
    """One place that means a person: the telling it stands in, what that says, and its slot."""

    said: float
    telling: Telling
    slot: Slot


def attendance_features(
    document: Document,
    mentions: Mentions,
    tellings: Sequence[Telling],
    said: Sequence[float],
) -> dict[int, list[str]]:
    """Return the features of each person referred to, by the person's number.

    ``said`` are the probabilities that the tellings report an encounter.
    """
    places: dict[int, list[_Place]] = defaultdict(list)
    for telling, probability in zip(tellings, said, strict=True):
        for slot in telling.slots:
            places[slot.reference.person].append(_Place(probability, telling, slot))
    unlikely = [n for n, every in places.items() if max(p.said for p in every) < UNLIKELY]
    for number in unlikely:
        del places[number]
    told = f"told {min(3, sum(one > TOLD for one in said))}"
    return {
        number: [
            *_of_person(mentions.people.persons[number], mentions, document.title or ""),
            *_of_places(document.text, every),
            told,
        ]
        for number, every in places.items()
    }


def _of_person(person: Person, mentions: Mentions, title: str) -> Iterator[str]:
    named = "named" if person.name else "nameless"
    side = _side(person, mentions)
    yield named
    yield f"kind {person.kind}"
    yield "titled" if person.title else "no title"
    yield f"party {side}"
    yield f"party {side} {named}"
    yield f"several {person.several} {side}"
    words = person.title.casefold()
    for mark in _MARKS:
        if mark in words:
            yield f"title {mark}"
    known = person.name and any(len(w) > 2 and w in title for w in person.name.split())  # noqa: PLR2004 - no initials
    yield "in title" if known else "not in title"


def _side(person: Person, mentions: Mentions) -> str:
    if person.party is None:
        return "none"
    if person.party == mentions.home:
        return "home"
    return "side" if person.party in mentions.sides else "other"


def _of_places(text: str, places: Sequence[_Place]) -> Iterator[str]:
    best = max(places, key=lambda place: place.said)
    first = places[0]
    for tenth in range(1, 10):
        if best.said >= tenth / 10:
            yield f"said {tenth}"
    yield f"places {min(4, len(places))}"
    yield f"first order {min(4, first.telling.order)}"
    yield f"best order {min(6, best.telling.order)}"
    yield f"role {first.telling.sentence.role}"
    yield f"beside {min(4, len({slot.reference.person for slot in best.telling.slots}))}"
    yield f"parties {min(3, best.telling.parties)}"
    before = first.slot.reference.before
    yield f"before {before if before in _DETERMINERS else '-'}"
    for name, place in (("first", first), ("best", best)):
        end = place.slot.reference.end
        if text[end : end + 2] in _OWNS:
            yield f"owner {name}"
    yield from _around("best", best)
    if first is not best:
        yield from _around("first", first)
    for place in places[:MOST_PLACES]:
        if place.telling is not best.telling:
            left, right = _beside(place)
            yield f"else {left}_"
            yield f"else _{right}"
            yield f"else {left} {right}"


def _around(name: str, place: _Place) -> Iterator[str]:
    """Yield the symbols beside a person, and where the first word of an encounter stands."""
    symbols, at = place.telling.symbols, place.slot.place
    left = ("^", "^", "^", *symbols[max(0, at - 3) : at])[-3:]
    right = (*symbols[at + 1 : at + 4], "$", "$", "$")[:3]
    trigger = place.telling.trigger
    yield f"{name} before" if trigger is not None and at < trigger else f"{name} after"
    for size in (1, 2, 3):
        yield f"{name} {' '.join(left[-size:])}_"
        yield f"{name} _{' '.join(right[:size])}"
    yield f"{name} {left[-1]} {right[0]}"
    order = list(dict.fromkeys(slot.reference.person for slot in place.telling.slots))
    yield f"{name} number {min(3, order.index(place.slot.reference.person))}"


def _beside(place: _Place) -> tuple[str, str]:
    symbols, at = place.telling.symbols, place.slot.place
    return (
        symbols[at - 1] if at else "^",
        symbols[at + 1] if at + 1 < len(symbols) else "$",
    )


_STEPS = (0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


def report_features(
    mentions: Mentions,
    tellings: Sequence[Telling],
    said: Sequence[float],
    attends: Mapping[int, float],
) -> dict[int, list[str]]:
    """Return for each likely telling what decides whether it reports an encounter after all.

    What the sentence says alone is seen beside what the others say, and beside who is likely to
    have taken part in anything.
    """
    highest = max(said, default=0.0)
    everybody = _second(mentions, attends, attends)
    found = {}
    for number, telling in enumerate(tellings):
        if said[number] < UNLIKELY:
            continue
        inside = dict.fromkeys(slot.reference.person for slot in telling.slots)
        one, two = _second(mentions, inside, attends)
        before = max(said[:number], default=0.0)
        best = said[number] >= highest
        features = [f"best {best}", f"order {min(telling.order, 4)}", f"day {telling.day}"]
        features += _steps("said", said[number])
        features += _steps("before", before)
        features += _steps("highest", highest)
        features += _steps("one", one)
        features += _steps("two", two)
        features += _steps(f"two best {best}", two)
        features += _steps("anybody", everybody[1])
        if "JOINT" in telling.symbols or "S" in telling.symbols:
            features += _steps(f"joint best {best}", everybody[1])
        trigger = telling.trigger
        features.append(f"trigger {telling.symbols[trigger] if trigger is not None else None}")
        found[number] = features
    return found


def _steps(name: str, value: float) -> list[str]:
    return [f"{name} {step}" for step in _STEPS if value >= step]


def _second(
    mentions: Mentions, numbers: Iterable[int], attends: Mapping[int, float]
) -> tuple[float, float]:
    """Return how likely the likeliest takes part, and the likeliest of another side."""
    persons = mentions.people.persons
    ranked = sorted(numbers, key=lambda n: -attends.get(n, 0.0))
    if not ranked:
        return 0.0, 0.0
    first = supposed_party(persons[ranked[0]], mentions.home)
    others = (
        n for n in ranked[1:] if supposed_party(persons[n], mentions.home) != first or first is None
    )
    return attends.get(ranked[0], 0.0), max((attends.get(n, 0.0) for n in others), default=0.0)
