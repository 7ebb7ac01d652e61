"""Countries: codes, names, demonyms, capitals, and what stands for their governments.

The table ``data/countries.json`` is derived from world-countries (ODbL 1.0, see
``data/NOTICE.txt``); ``data/country_names.toml`` adds names as reports use them.
"""

import json
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = [
    "COUNTRIES",
    "Country",
    "country_name",
    "find_country",
    "get_country",
    "names_city",
    "the_country",
]

_WITH_ARTICLE = (
    "United ", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "DR Congo",
    "Republic of", "Central African Republic", "Dominican Republic", "Comoros", "Seychelles",
)  # fmt: skip
"""How names begin that take "the" within a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or territory.

    ``demonyms`` are adjectives and words for the people ("Dutch", "Briton"); ``capitals`` and
    ``seats`` are cities and houses that may stand for the government ("Baku", "Kremlin").
    ``latitude_deg`` and ``longitude_deg`` give its middle, WGS 84; ``borders`` the codes of its
    neighbours by land.
    """

    iso3: str
    iso2: str
    numeric: str
    name: str
    official: str
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    independent: bool
    region: str
    subregion: str
    latitude_deg: float
    longitude_deg: float
    borders: tuple[str, ...]

    @property
    def capital(self) -> str | None:
        """Return the first capital, ``None`` where there is none."""
        return self.capitals[0] if self.capitals else None

    @property
    def names(self) -> tuple[str, ...]:
        """Return every noun for the country, its usual name first."""
        return tuple(dict.fromkeys((self.name, self.official, *self.aliases)))


def get_country(iso3: str) -> Country | None:
    """Return the country of an ISO 3166-1 alpha-3 code (XKX Kosovo), ``None`` if there is none."""
    return COUNTRIES.get(iso3)


def find_country(text: str) -> Country | None:
    """Return the country that a name, demonym, capital, seat or code means, in any case.

    Names count before demonyms, demonyms before codes, codes before cities.
    """
    return _by_words().get(_fold(text))


def names_city(text: str) -> bool:
    """Tell whether a word means a country only by way of its capital or seat of government."""
    country, word = find_country(text), _fold(text)
    if country is None:
        return False
    proper = (*_names(country), *_demonyms(country), *_codes(country))
    return word not in {_fold(name) for name in proper}


def country_name(iso3: str) -> str:
    """Return the usual English name of a country, or the code itself where no country has it."""
    country = COUNTRIES.get(iso3)
    return country.name if country else iso3


def the_country(iso3: str) -> str:
    """Return a country's name as it stands within a sentence: ``the United States``."""
    name = country_name(iso3)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) or name.endswith(" Islands") else name


def _load() -> Iterator[Country]:
    data = files("comity.reference") / "data"
    extras = tomllib.loads((data / "country_names.toml").read_text(encoding="utf-8"))
    for row in json.loads((data / "countries.json").read_text(encoding="utf-8")):
        yield _country(row, extras.get(row["iso3"], {}))


def _country(row: Mapping[str, Any], extra: Mapping[str, Any]) -> Country:
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        numeric=row["numeric"],
        name=row["name"],
        official=row["official"],
        capitals=tuple(row["capitals"]),
        seats=tuple(extra.get("seats", ())),
        demonyms=tuple(dict.fromkeys((*extra.get("adjectives", ()), *row["demonyms"]))),
        aliases=tuple(dict.fromkeys((*extra.get("names", ()), *row["aliases"]))),
        independent=row["independent"] or row["iso3"] in {"PSE", "TWN", "XKX"},
        region=row["region"],
        subregion=row["subregion"],
        latitude_deg=row["latitude_deg"],
        longitude_deg=row["longitude_deg"],
        borders=tuple(row["borders"]),
    )


@cache
def _by_words() -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    ranked = sorted(COUNTRIES.values(), key=lambda country: not country.independent)
    for words in (_names, _demonyms, _codes, _cities):
        for country in ranked:
            for word in words(country):
                found.setdefault(_fold(word), country)
    return found


def _names(country: Country) -> tuple[str, ...]:
    return country.names


def _demonyms(country: Country) -> tuple[str, ...]:
    return country.demonyms


def _codes(country: Country) -> tuple[str, ...]:
    return (country.iso3, country.iso2)


def _cities(country: Country) -> tuple[str, ...]:
    return (*country.capitals, *country.seats)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(letters.removeprefix("the ").split())


COUNTRIES: Mapping[str, Country] = MappingProxyType({c.iso3: c for c in _load()})
"""Every country and territory by its ISO 3166-1 alpha-3 code (XKX for Kosovo)."""
