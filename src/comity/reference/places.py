"""Cities: where a name lies. Table ``data/cities.tsv``, derived from GeoNames (CC BY 4.0)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from comity.model.actors import Party
from comity.reference.countries import COUNTRIES

__all__ = ["City", "find_cities", "find_city", "same_city_name"]

SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "naypyidaw": "nay pyi taw",
        "port vila": "port-vila",
        "sana'a": "sanaa",
        "washington d.c.": "washington",
        "washington dc": "washington",
        "washington, d.c.": "washington",
        "washington, dc": "washington",
    }
)
"""How capitals are written elsewhere -> as the table has them; folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city of at least 15,000 inhabitants; degrees are WGS 84, north and east positive."""

    name: str
    country: Party
    latitude_deg: float
    longitude_deg: float
    population: int


def find_city(name: str, country: str | None = None) -> City | None:
    """Return the largest city of that name, in any case and without accents, in a country if given.

    A country's capital comes before larger cities of other countries.
    """
    cities = find_cities(name)
    if country is not None:
        cities = tuple(city for city in cities if city.country == country)
    return next((city for city in cities if _is_capital(city)), cities[0] if cities else None)


def find_cities(name: str) -> tuple[City, ...]:
    """Return all cities of that name, the largest first."""
    return tuple(_city(line) for line in _lines().get(_key(name), ()))


def same_city_name(one: str, other: str) -> bool:
    """Tell whether two spellings are of one name.

    Example:
        >>> same_city_name("Washington, D.C.", "Washington"), same_city_name("Lima", "Lomé")
        (True, False)
    """
    return _key(one) == _key(other)


def _is_capital(city: City) -> bool:
    country = COUNTRIES.get(city.country)
    return country is not None and any(same_city_name(city.name, c) for c in country.capitals)


def _city(line: str) -> City:
    name, country, latitude, longitude, population = line.split("\t")
    return City(
        name=name,
        country=Party(country),
        latitude_deg=float(latitude),
        longitude_deg=float(longitude),
        population=int(population),
    )


@cache
def _lines() -> Mapping[str, tuple[str, ...]]:
    table = (files("comity.reference") / "data" / "cities.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines()[1:]:
        name = _fold(line[: line.index("\t")])
        found[name] = (*found.get(name, ()), line)
    return found


def _key(name: str) -> str:
    folded = _fold(name)
    return SPELLINGS.get(folded, folded)


def _fold(name: str) -> str:
    if name.isascii():
        return name.casefold().strip()
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()
