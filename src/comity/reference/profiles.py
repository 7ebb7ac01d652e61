"""What a country is in figures: people, economy, borders, memberships, partners, track gauges.

One embedded table, ``data/profiles/``, built by ``scripts/build_reference_profiles.py``. Values
are of the year they carry; they age, and nothing here is looked up on the network.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from comity.errors import UnknownPlaceError
from comity.model.actors import Party
from comity.model.provenance import SourceRef

__all__ = [
    "CLDR",
    "FACTBOOK",
    "Estimate",
    "Goods",
    "Language",
    "PartnerShares",
    "Profile",
    "get_profile",
    "load_profiles",
    "member_count",
    "organisation_name",
    "shared_border_km",
    "shared_memberships",
]

FACTBOOK = SourceRef(
    name="CIA World Factbook",
    vintage="last edition, February 2026",
    licence="public domain",
    address="https://www.cia.gov/the-world-factbook/",
)
CLDR = SourceRef(
    name="Unicode CLDR territory information",
    vintage="48.2",
    licence="Unicode-3.0",
    address="https://cldr.unicode.org/",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value and the year it is of; ``year`` ``None`` where the source gives none."""

    value: float
    year: int | None
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerShares:
    """The leading trade partners (mostly five) and their share of the total, 0 to 1, in order."""

    year: int
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """The leading goods by value, largest first, in the source's words."""

    year: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language used in a country: CLDR code (``pa_Arab``), share of people 0 to 1, official?

    Shares count everybody who uses the language, so they add up to more than 1.
    """

    code: str
    share: float
    is_official: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One country's figures. ``None`` and empty mean that the sources do not say, never zero.

    ``gdp_usd`` is at official exchange rates in current US$; ``gdp_ppp_usd`` at purchasing power
    parity in 2021 US$. Exports and imports are goods and services, current US$. ``border_km`` maps
    each land neighbour to the length of the border; ``gauge_km`` track gauge in mm to route length.
    ``memberships`` maps the organisations of ``organisation_name`` to the status held in them.
    """

    iso3: Party
    capital: str | None
    currency: str | None
    languages: tuple[Language, ...]
    population: Estimate | None
    gdp_usd: Estimate | None
    gdp_ppp_usd: Estimate | None
    exports_usd: Estimate | None
    imports_usd: Estimate | None
    export_partners: PartnerShares | None
    import_partners: PartnerShares | None
    export_goods: Goods | None
    import_goods: Goods | None
    border_km: Mapping[str, float]
    gauge_km: Mapping[int, float]
    memberships: Mapping[str, str]


def get_profile(iso3: str) -> Profile:
    """Return a country's profile.

    Raises:
        UnknownPlaceError: If the table holds no such country.

    Example:
        >>> get_profile("PAK").capital
        'Islamabad'
    """
    try:
        return load_profiles()[Party(iso3)]
    except KeyError:
        raise UnknownPlaceError(
            f"No profile is embedded for {iso3!r}.",
            mend="Give the ISO 3166-1 alpha-3 code of a country, for example PAK.",
        ) from None


def shared_memberships(one: str, other: str) -> tuple[str, ...]:
    """Return the organisations both countries are full members of, by short name, sorted.

    Universal bodies (UN, WHO, IMF and the like) are left out: they say nothing about a pair.
    Observers and partners do not count. Empty where a profile is missing.

    Example:
        >>> shared_memberships("PAK", "AZE")
        ('ADB', 'CICA', 'ECO', 'IDB', 'NAM', 'OIC')
    """
    held = [_full_memberships(iso3) for iso3 in (one, other)]
    return tuple(sorted(held[0] & held[1]))


def member_count(short_name: str) -> int:
    """Return how many countries are full members of an organisation, by the profiles."""
    return _member_counts()[short_name]


@cache
def _member_counts() -> Counter[str]:
    return Counter(name for iso3 in load_profiles() for name in _full_memberships(iso3))


def shared_border_km(one: str, other: str) -> float | None:
    """Return the length of the land border of two countries; ``None`` where they share none.

    Raises:
        UnknownPlaceError: If the table holds no such country.

    Example:
        >>> shared_border_km("PAK", "IRN")
        959.0
    """
    get_profile(other)
    return get_profile(one).border_km.get(Party(other))


def organisation_name(short_name: str) -> str:
    """Return an organisation's full name; the short name itself where the table has none."""
    return _organisation_names().get(short_name, short_name)


@cache
def load_profiles() -> Mapping[Party, Profile]:
    """Return every profile by ISO 3166-1 alpha-3 code; read once."""
    rows: dict[str, dict[str, Any]] = json.loads(_data("profiles.json"))
    return MappingProxyType({Party(iso3): _profile(iso3, row) for iso3, row in rows.items()})


def _profile(iso3: str, row: Mapping[str, Any]) -> Profile:
    return Profile(
        iso3=Party(iso3),
        capital=row.get("capital"),
        currency=row.get("currency"),
        languages=tuple(
            Language(code=code, share=share, is_official=status == "official")
            for code, (share, status) in row.get("languages", {}).items()
        ),
        population=_estimate(row.get("population")),
        gdp_usd=_estimate(row.get("gdp_usd")),
        gdp_ppp_usd=_estimate(row.get("gdp_ppp_usd")),
        exports_usd=_estimate(row.get("exports_usd")),
        imports_usd=_estimate(row.get("imports_usd")),
        export_partners=_shares(row.get("export_partners")),
        import_partners=_shares(row.get("import_partners")),
        export_goods=_goods(row.get("export_goods")),
        import_goods=_goods(row.get("import_goods")),
        border_km=MappingProxyType({Party(to): km for to, km in row.get("borders", {}).items()}),
        gauge_km=MappingProxyType({int(mm): km for mm, km in row.get("gauges", {}).items()}),
        memberships=MappingProxyType(row.get("memberships", {})),
    )


def _estimate(pair: tuple[float, int | None] | None) -> Estimate | None:
    if pair is None:
        return None
    value, year = pair  # the build script takes a value without a year from CLDR only
    return Estimate(value=value, year=year, source=CLDR if year is None else FACTBOOK)


def _shares(row: Mapping[str, Any] | None) -> PartnerShares | None:
    if row is None:
        return None
    return PartnerShares(year=row["year"], shares=MappingProxyType(row["shares"]))


def _goods(row: Mapping[str, Any] | None) -> Goods | None:
    return None if row is None else Goods(year=row["year"], names=tuple(row["goods"]))


def _full_memberships(iso3: str) -> frozenset[str]:
    profile = load_profiles().get(Party(iso3))
    held = profile.memberships if profile else {}
    return frozenset(name for name, status in held.items() if status == "member")


@cache
def _organisation_names() -> Mapping[str, str]:
    names: dict[str, str] = json.loads(_data("organisation_names.json"))
    return MappingProxyType(names)


def _data(name: str) -> str:
    return (files("comity.reference") / "data" / "profiles" / name).read_text(encoding="utf-8")
