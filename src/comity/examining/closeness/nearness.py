"""Distance, borders, visas and embassies: how near two countries are for a traveller."""

import numpy as np

from comity.examining.closeness.partners import ClosenessMeasure, PartnerColumn
from comity.examining.kernels.geodesy import geodesic_km
from comity.model.actors import Party
from comity.model.provenance import SourceRef
from comity.reference.countries import COUNTRIES
from comity.reference.profiles import FACTBOOK, load_profiles
from comity.sources import Sources
from comity.sources.passport_index import VisaTable
from comity.sources.tables import CovariateTable
from comity.sources.wikidata import MissionTable

__all__ = ["MEASURES", "OPENNESS_UNIT", "visa_openness", "visa_words"]

EDITION_YEAR = 2026  # of the embedded tables
MIDDLES = SourceRef(
    name="world-countries (mledoze)",
    vintage="5.1.0",
    licence="ODbL 1.0",
    address="https://github.com/mledoze/countries",
)
# How open a visa rule is: 4 visa free, 3 on arrival, 2 electronic, 1 visa required, 0 closed.
OPENNESS = {
    "visa free": 4,
    "visa on arrival": 3,
    "eta": 2,
    "e-visa": 2,
    "visa required": 1,
    "no admission": 0,
}
OWN_PASSPORT = "-1"
OPENNESS_UNIT = f"of {max(OPENNESS.values())}"


def visa_openness(requirement: str) -> int | None:
    """Return how open a rule is, 0 closed to 4 visa free; ``None`` where it is not understood.

    A number is the days one may stay without a visa.

    Example:
        >>> visa_openness("90"), visa_openness("e-visa"), visa_openness("-1")
        (4, 2, None)
    """
    if requirement.isdigit():
        return OPENNESS["visa free"]
    return OPENNESS.get(requirement.lower())


def visa_words(requirement: str) -> str:
    """Return a rule as a reader says it.

    Example:
        >>> visa_words("90"), visa_words("eta"), visa_words("e-visa")
        ('90 days without a visa', 'electronic travel authorisation', 'e-visa')
    """
    if requirement.isdigit():
        return f"{requirement} days without a visa"
    return "electronic travel authorisation" if requirement == "eta" else requirement


def _distance_column(country: str, _sources: Sources, _until: int | None) -> PartnerColumn | None:
    here = COUNTRIES.get(country)
    if here is None:
        return None
    values = {
        there.iso3: geodesic_km(
            here.latitude_deg, here.longitude_deg, there.latitude_deg, there.longitude_deg
        )
        for there in COUNTRIES.values()
        if there.independent and there.iso3 != country
    }
    return PartnerColumn(country=Party(country), values=values, year=EDITION_YEAR, source=MIDDLES)


def _weighted_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    table = sources.get(CovariateTable)
    own = (table.origin == country) & (table.year <= (until or table.year.max()))
    if not own.any():
        return None
    year = int(table.year[own].max())
    rows = own & (table.year == year) & np.isfinite(table.distance_km)
    rows &= table.destination != country
    values = dict(
        zip(table.destination[rows].tolist(), table.distance_km[rows].tolist(), strict=True)
    )
    reference = sources.reference(CovariateTable)
    return PartnerColumn(country=Party(country), values=values, year=year, source=reference)


def _border_column(country: str, _sources: Sources, _until: int | None) -> PartnerColumn | None:
    profile = load_profiles().get(Party(country))
    if profile is None:
        return None
    return PartnerColumn(
        country=Party(country),
        values=dict(profile.border_km),
        year=EDITION_YEAR,
        source=FACTBOOK,
        elsewhere=0.0,
    )


def _visa_column(country: str, sources: Sources, _until: int | None) -> PartnerColumn | None:
    table = sources.get(VisaTable)
    rows = table.passport == country
    rules = {
        str(there): str(rule)
        for there, rule in zip(table.destination[rows], table.requirement[rows], strict=True)
        if rule != OWN_PASSPORT and visa_openness(str(rule)) is not None
    }
    if not rules:
        return None
    reference = sources.reference(VisaTable)
    return PartnerColumn(
        country=Party(country),
        values={there: float(visa_openness(rule) or 0) for there, rule in rules.items()},
        notes={there: visa_words(rule) for there, rule in rules.items()},
        year=sources.year(VisaTable),
        is_dated=sources.is_fetched(VisaTable),
        source=reference,
    )


def _mission_column(country: str, sources: Sources, _until: int | None) -> PartnerColumn | None:
    table = sources.get(MissionTable)
    rows = (table.sender == country) & (table.end == "") & (table.host != country)
    if not rows.any():
        return None
    hosts, counts = np.unique(table.host[rows], return_counts=True)
    reference = sources.reference(MissionTable)
    return PartnerColumn(
        country=Party(country),
        values={str(host): float(count) for host, count in zip(hosts, counts, strict=True)},
        year=sources.year(MissionTable),
        is_dated=sources.is_fetched(MissionTable),
        source=reference,
    )


MEASURES = (
    ClosenessMeasure(
        name="distance",
        label="Distance between the centres of the two countries",
        unit="km",
        closer="low",
        meaning="Great circle between the middles of the two territories (WGS 84).",
        column=_distance_column,
        is_timeless=True,
    ),
    ClosenessMeasure(
        name="distance-people",
        label="Distance between the peoples",
        unit="km",
        closer="low",
        meaning="Mean distance between their cities, weighted by population.",
        column=_weighted_column,
    ),
    ClosenessMeasure(
        name="border",
        label="Common land border",
        unit="km",
        closer="high",
        meaning="Length of the land border.",
        column=_border_column,
    ),
    ClosenessMeasure(
        name="visa",
        label="Visa rule for ordinary passports",
        unit=OPENNESS_UNIT,
        closer="high",
        meaning="What the partner asks of the country's travellers for a short stay: 4 visa free, "
        "3 on arrival, 2 electronic, 1 visa required, 0 closed.",
        column=_visa_column,
        is_directed=True,
    ),
    ClosenessMeasure(
        name="missions",
        label="Embassies in the partner's country",
        unit="embassies",
        closer="high",
        meaning="Embassies that Wikidata lists; one that is missing there may still exist.",
        column=_mission_column,
        is_directed=True,
    ),
)
