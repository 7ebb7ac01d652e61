"""Which two places a question is about: named, or the main cities of its two parties."""

from dataclasses import dataclass

from comity.errors import UnknownPlaceError
from comity.examining.days import refuse_day
from comity.model.actors import Party, Place
from comity.model.findings import NotExamined, Question
from comity.reference.airports import (
    Airport,
    find_airports,
    find_main_airport,
    get_airport,
    suggest_places,
)
from comity.reference.countries import country_name, get_country

__all__ = ["AirEnd", "find_air_ends"]

AIRPORT_CODE_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AirEnd:
    """An airport taken for a place, and in ``note`` why this one where there was a choice."""

    airport: Airport
    note: str | None = None


def find_air_ends(question: Question) -> tuple[AirEnd, AirEnd] | NotExamined:
    """Return the two airports a question is about, or why they cannot be told."""
    refused = refuse_day(question)
    if refused is not None:
        return refused
    try:
        ends = [_air_end(place) for place in question.endpoints]
        ends += _main_ends(question, ends)
    except UnknownPlaceError as error:
        return NotExamined(question=question, reason=error.problem, mend=error.mend)
    ends = _first_two(ends)
    if len(ends) < 2:  # noqa: PLR2004 - a link has two ends
        return NotExamined(
            question=question,
            reason="The two ends of the link cannot be told: fewer than two places or countries.",
            mend="Name two cities or airports: comity examine air-link ISB GYD",
        )
    if ends[0].airport.iata == ends[1].airport.iata:
        return NotExamined(
            question=question,
            reason=f"Both ends are the same airport, {ends[0].airport.iata}.",
            mend="Name two different cities or airports.",
        )
    return ends[0], ends[1]


def _air_end(place: Place) -> AirEnd:
    name = place.name.strip()
    if len(name) == AIRPORT_CODE_LETTERS and name.isupper() and name.isalpha():
        try:
            return AirEnd(airport=get_airport(name))
        except UnknownPlaceError:
            pass
    found = find_airports(name, place.country)
    if not found:
        near = suggest_places(name)
        raise UnknownPlaceError(
            f"'{name}' is no city with an airport known here.",
            mend=f"Did you mean {' or '.join(near)}?"
            if near
            else "Give a larger city nearby or an airport code such as ISB.",
        )
    return AirEnd(airport=found[0], note=_choice_note(name, found))


def _choice_note(name: str, found: tuple[Airport, ...]) -> str | None:
    """Say which airport was taken where the name leaves a choice."""
    taken = found[0]
    abroad = [airport for airport in found if airport.country != taken.country]
    if abroad:
        others = ", ".join(dict.fromkeys(f"{a.iata} ({a.country})" for a in abroad[:3]))
        return (
            f"'{name}' is the name of several cities: {taken.city} in {taken.country} "
            f"({taken.iata}) was taken, the busiest; others: {others}."
        )
    busy = [airport.iata for airport in found[1:] if airport.weight > 0]
    if busy:
        return (
            f"{name}: {taken.iata} was taken, the busiest of its airports ({', '.join(busy[:4])})."
        )
    return None


def _main_ends(question: Question, named: list[AirEnd]) -> list[AirEnd]:
    """Return main cities of the parties that no named end covers, as many as are missing."""
    missing = max(0, 2 - len(named))
    covered = {end.airport.country for end in named}
    uncovered = [party for party in question.parties if party not in covered]
    return [_main_end(party) for party in uncovered[:missing]]


def _main_end(party: Party) -> AirEnd:
    country = get_country(party)
    capital = country.capital if country else None
    served = find_airports(capital, party) if capital else ()
    airport = served[0] if served else find_main_airport(party)
    if airport is None:
        raise UnknownPlaceError(
            f"{party} has no airport known here.", mend="Name the two cities of the link."
        )
    why = "its capital" if served else "its busiest airport"
    return AirEnd(
        airport=airport,
        note=f"No city was named for {country_name(party)}: {airport.city} ({airport.iata}), "
        f"{why}, was taken.",
    )


def _first_two(ends: list[AirEnd]) -> list[AirEnd]:
    """Return two ends, in different countries where there are such."""
    for other in ends[1:]:
        if other.airport.country != ends[0].airport.country:
            return [ends[0], other]
    return ends[:2]
