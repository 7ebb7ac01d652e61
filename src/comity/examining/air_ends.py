"""The two airports of an air link: by code, by city, else that of the capital."""

from comity.errors import UnknownPlaceError
from comity.examining.ends import End, Taking, find_ends, taken_note
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

__all__ = ["AirEnds", "find_air_ends"]

AirEnds = tuple[End[Airport], End[Airport]]

CODE_LETTERS = 3


def find_air_ends(question: Question) -> AirEnds | NotExamined:
    """Return the two airports a question is about, or why they cannot be told."""
    return find_ends(
        question,
        Taking(named=_named, main=_main, sort="cities or airports", example="ISB GYD"),
    )


def _named(place: Place) -> End[Airport]:
    name = place.name.strip()
    if len(name) == CODE_LETTERS and name.isupper() and name.isalpha():
        try:
            return _end(get_airport(name))
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
    return _end(found[0], _choice(place, found))


def _choice(place: Place, found: tuple[Airport, ...]) -> str | None:
    """Say which airport was taken where the name leaves a choice."""
    taken = found[0]
    city = taken_note(
        place, taken.city, taken.country, [airport.country for airport in found], "busiest"
    )
    own = [one for one in found[1:] if (one.city, one.country) == (taken.city, taken.country)]
    busy = ", ".join([one.iata for one in own if one.weight > 0][:4])
    which = f"{taken.city}: {taken.iata} was taken, the busiest of its airports ({busy})."
    return " ".join(filter(None, (city, which if busy else None))) or None


def _main(party: Party) -> End[Airport]:
    country = get_country(party)
    capital = country.capital if country else None
    served = find_airports(capital, party) if capital else ()
    airport = served[0] if served else find_main_airport(party)
    if airport is None:
        raise UnknownPlaceError(
            f"{party} has no airport known here.", mend="Name the two cities of the link."
        )
    why = "its capital" if served else "its busiest airport"
    return _end(
        airport,
        f"No city was named for {country_name(party)}: {airport.city} ({airport.iata}), "
        f"{why}, was taken.",
    )


def _end(airport: Airport, note: str | None = None) -> End[Airport]:
    return End(at=airport, name=airport.iata, country=airport.country, note=note)
