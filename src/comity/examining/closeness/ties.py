"""People and capital: who lives, and who has invested, in the other country."""

from comity.examining.closeness.partners import ClosenessMeasure, PartnerColumn
from comity.model.actors import Party
from comity.model.findings import Figure, Series
from comity.model.provenance import SourceRef
from comity.reference.countries import country_name
from comity.sources import Sources
from comity.sources.investment import InvestmentTable
from comity.sources.migrants import MigrantTable

__all__ = ["MEASURES", "position_figures"]

SIDES = {"investor": "as {} reports", "host": "as the host countries report"}


def position_figures(one: str, other: str, sources: Sources, until: int | None) -> list[Figure]:
    """Return what each country's investors hold in the other, as either side reported it.

    Raises:
        SourceNotFetchedError: If the IMF's positions were not fetched.
    """
    table, reference = sources.get(InvestmentTable), sources.reference(InvestmentTable)
    return [
        figure
        for investor, host in ((one, other), (other, one))
        for figure in _reported(table, reference, investor, host, until)
    ]


def _reported(
    table: InvestmentTable, reference: SourceRef, investor: str, host: str, until: int | None
) -> list[Figure]:
    label = f"Direct investment of {country_name(investor)} in {country_name(host)}"
    figures = []
    for side, reporter in (("investor", investor), ("host", host)):
        rows = (table.investor == investor) & (table.host == host) & (table.reported_by == side)
        rows &= table.year <= (until or table.year.max())
        if rows.any():
            year = int(table.year[rows].max())
            figures.append(
                Figure(
                    label=f"{label}, as {country_name(reporter)} reports",
                    value=float(table.position_usd[rows & (table.year == year)][0]),
                    unit="US$",
                    basis="observed",
                    sources=(reference,),
                    year=year,
                    note="position at the end of the year; the immediate investor counts",
                )
            )
    note = "not available: neither side reports it, or it is confidential"
    return figures or [
        Figure(
            label=label, value=None, unit="US$", basis="observed", sources=(reference,), note=note
        )
    ]


def _migrant_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    table = sources.get(MigrantTable)
    own = (table.origin == country) & (table.destination != country)
    own &= table.year <= (until or table.year.max())
    if not own.any():
        return None
    year = int(table.year[own].max())
    rows = own & (table.year == year)
    values = dict(zip(table.destination[rows].tolist(), table.people[rows].tolist(), strict=True))
    reference = sources.reference(MigrantTable)
    return PartnerColumn(country=Party(country), values=values, year=year, source=reference)


def _migrant_series(one: str, other: str, sources: Sources, until: int | None) -> Series | None:
    table = sources.get(MigrantTable)
    counted = []
    for origin, destination in ((one, other), (other, one)):
        rows = (table.origin == origin) & (table.destination == destination)
        rows &= table.year <= (until or table.year.max())
        counted.append(
            dict(zip(table.year[rows].tolist(), table.people[rows].tolist(), strict=True))
        )
    shared = sorted(counted[0].keys() & counted[1].keys())
    if not shared:
        return None
    return Series(
        label="Migrants of each living in the other, together",
        unit="people",
        points=tuple((year, counted[0][year] + counted[1][year]) for year in shared),
        source=sources.reference(MigrantTable),
    )


def _investment_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    table = sources.get(InvestmentTable)
    own = (table.investor == country) & (table.year <= (until or table.year.max()))
    side = next((name for name in SIDES if (own & (table.reported_by == name)).any()), None)
    if side is None:
        return None
    own &= table.reported_by == side
    year = int(table.year[own].max())
    rows = own & (table.year == year)
    values = dict(zip(table.host[rows].tolist(), table.position_usd[rows].tolist(), strict=True))
    said = SIDES[side].format(country_name(country))
    return PartnerColumn(
        country=Party(country),
        values=values,
        notes=dict.fromkeys(values, said),
        year=year,
        source=sources.reference(InvestmentTable),
    )


MEASURES = (
    ClosenessMeasure(
        name="migrants",
        label="Migrants",
        unit="people",
        closer="high",
        meaning="People born in the country who live in the partner's, as the United Nations "
        "estimate from censuses and registers.",
        column=_migrant_column,
        through=_migrant_series,
        is_directed=True,
        basis="modelled",
    ),
    ClosenessMeasure(
        name="investment",
        label="Direct investment held",
        unit="US$",
        closer="high",
        meaning="Net position of the country's investors in the partner's economy at the end of "
        "the year; what goes through a third country counts as that country's.",
        column=_investment_column,
        is_directed=True,
    ),
)
