"""The two places a land or sea link joins: cities by name, airports by code, else the capitals."""

from dataclasses import dataclass

from comity.errors import UnknownPlaceError
from comity.examining.days import refuse_day
from comity.examining.search import Spot
from comity.model.actors import Party, Place
from comity.model.findings import NotExamined, Question
from comity.reference.airports import find_airports, get_airport, suggest_places
from comity.reference.countries import country_name, find_country, get_country
from comity.reference.places import City, find_cities

__all__ = ["LandEnd", "find_land_ends"]

CODE_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LandEnd:
    """A place taken for an end of the link; ``note`` says why where there was a choice."""

    spot: Spot
    note: str | None = None


def find_land_ends(question: Question) -> tuple[LandEnd, LandEnd] | NotExamined:
    """Return the two ends a question is about, or why they cannot be told."""
    refused = refuse_day(question)
    if refused is not None:
        return refused
    try:
        ends = [_end(place) for place in question.endpoints]
        ends += _capitals(question, ends)
    except UnknownPlaceError as error:
        return NotExamined(question=question, reason=error.problem, mend=error.mend)
    pair = _two(ends)
    if pair is None:
        return NotExamined(
            question=question,
            reason="The two ends of the link cannot be told: fewer than two places or countries.",
            mend=f"Name two cities: comity examine {question.kind} Islamabad Baku",
        )
    if pair[0].spot == pair[1].spot:
        return NotExamined(
            question=question,
            reason=f"Both ends are the same place, {pair[0].spot.name}.",
            mend="Name two different cities.",
        )
    return pair


def _end(place: Place) -> LandEnd:
    name = place.name.strip()
    if len(name) == CODE_LETTERS and name.isupper():
        try:
            airport = get_airport(name)
        except UnknownPlaceError:
            pass
        else:
            city = _pick(find_cities(airport.city), airport.country)
            if city:
                return LandEnd(spot=_spot(city))
            return LandEnd(spot=_airport_spot(airport.iata))
    cities = find_cities(name)
    city = _pick(cities, place.country)
    if city is None:
        airports = find_airports(name, place.country)
        if airports:
            return LandEnd(spot=_airport_spot(airports[0].iata))
        near = suggest_places(name)
        raise UnknownPlaceError(
            f"'{name}' is no city known here"
            + (f" in {country_name(place.country)}." if place.country else "."),
            mend=f"Did you mean {' or '.join(near)}?" if near else "Give a larger city nearby.",
        )
    return LandEnd(spot=_spot(city), note=_choice(city, cities, place.country))


def _pick(cities: tuple[City, ...], country: str | None) -> City | None:
    """Return the capital of that name, else the largest city of it."""
    own = [city for city in cities if country is None or city.country == country]
    capital = next((c for c in own if c.name in _capital_names(c.country)), None)
    return capital or (own[0] if own else None)


def _capital_names(country: str) -> tuple[str, ...]:
    known = get_country(country)
    return known.capitals if known else ()


def _choice(city: City, cities: tuple[City, ...], country: str | None) -> str | None:
    abroad = [c for c in cities if c.country != city.country]
    if country is not None or not abroad:
        return None
    others = ", ".join(dict.fromkeys(country_name(c.country) for c in abroad[:3]))
    return (
        f"'{city.name}' is the name of several cities: the one in {country_name(city.country)} "
        f"was taken, the capital or largest; others lie in {others}."
    )


def _capitals(question: Question, named: list[LandEnd]) -> list[LandEnd]:
    covered = {end.spot.country for end in named}
    missing = max(0, 2 - len(named))
    rest = [party for party in question.parties if party not in covered]
    return [_capital(party) for party in rest[:missing]]


def _capital(party: Party) -> LandEnd:
    country = get_country(party) or find_country(party)
    name = country.capital if country else None
    if country is None or name is None:
        raise UnknownPlaceError(
            f"{party} has no capital known here.", mend="Name the two cities of the link."
        )
    note = f"No city was named for {country.name}: its capital {name} was taken."
    city = _pick(find_cities(name), country.iso3)
    if city is not None:
        return LandEnd(spot=_spot(city), note=note)
    airports = find_airports(name, country.iso3)
    if airports:
        return LandEnd(spot=_airport_spot(airports[0].iata), note=note)
    raise UnknownPlaceError(
        f"Where {name}, the capital of {country.name}, lies is not known here.",
        mend="Name the two cities of the link.",
    )


def _two(ends: list[LandEnd]) -> tuple[LandEnd, LandEnd] | None:
    for other in ends[1:]:
        if other.spot.country != ends[0].spot.country:
            return ends[0], other
    return (ends[0], ends[1]) if len(ends) > 1 else None


def _spot(city: City) -> Spot:
    return Spot(
        name=city.name,
        country=city.country,
        lat_deg=city.latitude_deg,
        lon_deg=city.longitude_deg,
    )


def _airport_spot(code: str) -> Spot:
    airport = get_airport(code)
    return Spot(
        name=airport.city,
        country=airport.country,
        lat_deg=airport.lat_deg,
        lon_deg=airport.lon_deg,
    )
