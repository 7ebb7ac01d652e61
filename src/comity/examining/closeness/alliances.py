"""Alliances and organisations: who is bound to whom, who sits at the same tables."""

from functools import lru_cache

import numpy as np

from comity.examining.closeness.partners import ClosenessMeasure, Column, PartnerColumn
from comity.examining.kernels.alliances import compare_portfolios
from comity.model.actors import Party
from comity.reference.countries import COUNTRIES
from comity.reference.profiles import (
    FACTBOOK,
    get_profile,
    load_profiles,
    shared_memberships,
)
from comity.sources import Sources
from comity.sources.tables import AllianceTable, OrganisationTable

__all__ = ["MEASURES"]

FACTBOOK_YEAR = 2026  # last edition, February 2026
COMMITMENTS = {1: "consultation", 2: "neutrality or non-aggression", 3: "defence"}


def _alliance_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    table = sources.get(AllianceTable)
    last = int(table.year.max())
    if until is not None and until > last:
        return None  # an alliance that ended after the data does not show: never filled
    year = last if until is None else until
    rows = (table.one == country) & (table.year == year)
    partners = table.other[rows].tolist()
    worths = table.commitment[rows].tolist()
    return PartnerColumn(
        country=Party(country),
        values=dict(zip(partners, map(float, worths), strict=True)),
        notes={one: COMMITMENTS[worth] for one, worth in zip(partners, worths, strict=True)},
        year=year,
        source=sources.reference(AllianceTable),
        elsewhere=0.0,
    )


def _portfolio_column(place: int) -> Column:
    def column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
        table = sources.get(AllianceTable)
        year = int(table.year.max()) if until is None else until
        if year > int(table.year.max()) or year < int(table.year.min()):
            return None
        states, *measures = _portfolios(table, year)
        if country not in states:
            return None
        row = measures[place][states.index(country)]
        values = {
            state: float(value)
            for state, value in zip(states, row, strict=True)
            if state != country and np.isfinite(value)
        }
        reference = sources.reference(AllianceTable)
        return PartnerColumn(country=Party(country), values=values, year=year, source=reference)

    return column


@lru_cache(maxsize=2)
def _portfolios(
    table: AllianceTable, year: int
) -> tuple[
    list[str],
    "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
]:
    rows = table.year == year
    independent = {country.iso3 for country in COUNTRIES.values() if country.independent}
    states = sorted(independent | set(table.one[rows].tolist()))
    commitments = np.zeros((len(states), len(states)), np.int64)
    one = np.searchsorted(states, table.one[rows])
    other = np.searchsorted(states, table.other[rows])
    commitments[one, other] = table.commitment[rows]
    return states, *compare_portfolios(commitments)


def _organisation_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    table = sources.get(OrganisationTable)
    last = int(table.year.max())
    if until is not None and until > last:
        return None
    year = last if until is None else until
    rows = table.year == year
    held: dict[str, set[str]] = {}
    for state, name in zip(
        table.iso3[rows].tolist(), table.organisation[rows].tolist(), strict=True
    ):
        held.setdefault(state, set()).add(name)
    if country not in held:
        return None
    own = held.pop(country)
    return PartnerColumn(
        country=Party(country),
        values={state: float(len(own & names)) for state, names in held.items()},
        year=year,
        source=sources.reference(OrganisationTable),
    )


def _membership_column(country: str, _sources: Sources, _until: int | None) -> PartnerColumn | None:
    if country not in load_profiles() or not get_profile(country).memberships:
        return None
    shared = {
        other: shared_memberships(country, other)
        for other, profile in load_profiles().items()
        if other != country and profile.memberships and COUNTRIES[other].independent
    }
    return PartnerColumn(
        country=Party(country),
        values={other: float(len(names)) for other, names in shared.items()},
        notes={other: ", ".join(names) for other, names in shared.items()},
        year=FACTBOOK_YEAR,
        source=FACTBOOK,
    )


MEASURES = (
    ClosenessMeasure(
        name="memberships",
        label="Shared regional and political organisations",
        unit="organisations",
        closer="high",
        meaning="Organisations of which both are full members, universal ones left out.",
        column=_membership_column,
    ),
    ClosenessMeasure(
        name="igos",
        label="Shared intergovernmental organisations",
        unit="organisations",
        closer="high",
        meaning="All organisations of the Correlates of War list of which both are full members.",
        column=_organisation_column,
    ),
    ClosenessMeasure(
        name="alliance",
        label="Alliance in force",
        unit="",
        closer="high",
        meaning="The strongest obligation between the two under a treaty in force: 0 none, "
        "1 consultation, 2 neutrality or non-aggression, 3 defence.",
        column=_alliance_column,
    ),
    ClosenessMeasure(
        name="alliance-s",
        label="Likeness of alliances (S)",
        unit="",
        closer="high",
        meaning="How alike the two states' alliances with all others are; high for any two "
        "states with few alliances, so read it with kappa.",
        column=_portfolio_column(0),
    ),
    ClosenessMeasure(
        name="alliance-kappa",
        label="Likeness of alliances (kappa)",
        unit="",
        closer="high",
        meaning="Likeness of alliances beyond chance.",
        column=_portfolio_column(1),
    ),
)
