"""Which two places a question is about: those it names, else a main city of each of its parties."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from comity.errors import UnknownPlaceError
from comity.examining.days import refuse_day
from comity.model.actors import Party, Place
from comity.model.findings import NotExamined, Question
from comity.reference.countries import country_name, get_country
from comity.reference.places import same_city_name

__all__ = ["End", "Taking", "find_ends", "is_capital", "taken_note", "with_notes"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Generic[T]):
    """What was taken for one end of a link; ``note`` says why this one, where there was a choice.

    ``name`` is what it is called when the two ends turn out to be the same.
    """

    at: T
    name: str
    country: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking(Generic[T]):
    """How a kind of link takes its ends: by name, or for a country none of whose cities is named.

    Both raise UnknownPlaceError where there is nothing to take. ``sort`` and ``example`` are words
    of the mend: "cities or airports", "ISB GYD".
    """

    named: Callable[[Place], End[T]]
    main: Callable[[Party], End[T]]
    sort: str
    example: str


def find_ends(question: Question, taking: Taking[T]) -> tuple[End[T], End[T]] | NotExamined:
    """Return the two ends a question is about, or why they cannot be told."""
    refused = refuse_day(question)
    if refused is not None:
        return refused
    try:
        ends = [taking.named(place) for place in question.endpoints]
        ends += _main_ends(question, ends, taking)
    except UnknownPlaceError as error:
        return NotExamined(question=question, reason=error.problem, mend=error.mend)
    pair = _two(ends)
    if pair is None:
        return NotExamined(
            question=question,
            reason="The two ends of the link cannot be told: fewer than two places or countries.",
            mend=f"Name two {taking.sort}: comity examine {question.kind} {taking.example}",
        )
    if pair[0].at == pair[1].at:
        return NotExamined(
            question=question,
            reason=f"Both ends are the same place, {pair[0].name}.",
            mend=f"Name two different {taking.sort}.",
        )
    return pair


def is_capital(city: str, country: str) -> bool:
    """Tell whether a city is a capital of the country by this name."""
    known = get_country(country)
    return known is not None and any(same_city_name(city, one) for one in known.capitals)


def taken_note(
    place: Place, city: str, country: str, elsewhere: list[str], first: str = "largest"
) -> str | None:
    """Return which city a name was taken for and why; ``None`` where the question left no doubt.

    Args:
        place: As the question names it.
        city: The city taken.
        country: The country it lies in, alpha-3.
        elsewhere: Countries of other cities of the name, the likeliest first.
        first: What the city taken is among those of the name, where it is no capital.
    """
    others = list(dict.fromkeys(country_name(one) for one in elsewhere if one != country))[:3]
    if place.country is not None or (is_capital(city, country) and not others):
        return None
    why = "the capital" if is_capital(city, country) else f"the {first} of the name"
    there = f", {why}; others of the name: {', '.join(others)}" if others else ""
    return f"{place.name.strip()} was taken for {city}, {country_name(country)}{there}."


def with_notes(missing: NotExamined, ends: tuple[End[T], End[T]]) -> NotExamined:
    """Return why there is no answer, with what was taken for the ends where there was a choice."""
    notes = [end.note for end in ends if end.note]
    return replace(missing, reason=" ".join((missing.reason, *notes)))


def _main_ends(question: Question, named: list[End[T]], taking: Taking[T]) -> list[End[T]]:
    """Return main cities of the parties that no named end covers, as many as are missing."""
    missing = max(0, 2 - len(named))
    covered = {end.country for end in named}
    return [taking.main(party) for party in question.parties if party not in covered][:missing]


def _two(ends: list[End[T]]) -> tuple[End[T], End[T]] | None:
    """Return two ends, in different countries where there are such."""
    for other in ends[1:]:
        if other.country != ends[0].country:
            return ends[0], other
    return (ends[0], ends[1]) if len(ends) > 1 else None
