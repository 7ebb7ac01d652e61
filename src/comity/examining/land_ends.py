"""The two places a land or sea link joins: cities by name, airports by code, else the capitals."""

from comity.errors import UnknownPlaceError
from comity.examining.doors import Spot
from comity.examining.ends import End, Taking, find_ends, is_capital, taken_note
from comity.model.actors import Party, Place
from comity.model.findings import NotExamined, Question
from comity.reference.airports import find_airports, get_airport, suggest_places
from comity.reference.countries import country_name, find_country, get_country
from comity.reference.places import City, find_cities

__all__ = ["LandEnds", "find_land_ends"]

LandEnds = tuple[End[Spot], End[Spot]]

CODE_LETTERS = 3


def find_land_ends(question: Question) -> LandEnds | NotExamined:
    """Return the two ends a question is about, or why they cannot be told."""
    return find_ends(
        question, Taking(named=_named, main=_capital, sort="cities", example="Islamabad Baku")
    )


def _named(place: Place) -> End[Spot]:
    name = place.name.strip()
    if len(name) == CODE_LETTERS and name.isupper():
        try:
            airport = get_airport(name)
        except UnknownPlaceError:
            pass
        else:
            city = _pick(find_cities(airport.city), airport.country)
            return _end(_city_spot(city) if city else _airport_spot(airport.iata))
    cities = find_cities(name)
    city = _pick(cities, place.country)
    if city is not None:
        note = taken_note(place, city.name, city.country, [one.country for one in cities])
        return _end(_city_spot(city), note)
    airports = find_airports(name, place.country)
    if airports:
        return _end(_airport_spot(airports[0].iata))
    near = suggest_places(name)
    raise UnknownPlaceError(
        f"'{name}' is no city known here"
        + (f" in {country_name(place.country)}." if place.country else "."),
        mend=f"Did you mean {' or '.join(near)}?" if near else "Give a larger city nearby.",
    )


def _pick(cities: tuple[City, ...], country: str | None) -> City | None:
    """Return the capital of that name, else the largest city of it."""
    own = [city for city in cities if country is None or city.country == country]
    capital = next((city for city in own if is_capital(city.name, city.country)), None)
    return capital or (own[0] if own else None)


def _capital(party: Party) -> End[Spot]:
    country = get_country(party) or find_country(party)
    name = country.capital if country else None
    if country is None or name is None:
        raise UnknownPlaceError(
            f"{party} has no capital known here.", mend="Name the two cities of the link."
        )
    note = f"No city was named for {country.name}: its capital {name} was taken."
    city = _pick(find_cities(name), country.iso3)
    if city is not None:
        return _end(_city_spot(city), note)
    airports = find_airports(name, country.iso3)
    if airports:
        return _end(_airport_spot(airports[0].iata), note)
    raise UnknownPlaceError(
        f"Where {name}, the capital of {country.name}, lies is not known here.",
        mend="Name the two cities of the link.",
    )


def _end(spot: Spot, note: str | None = None) -> End[Spot]:
    return End(at=spot, name=spot.name, country=spot.country, note=note)


def _city_spot(city: City) -> Spot:
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
