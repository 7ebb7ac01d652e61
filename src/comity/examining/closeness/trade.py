"""Trade: what weight two economies have for each other."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from comity.examining.closeness.partners import ClosenessMeasure, PartnerColumn
from comity.examining.kernels.trade_indices import trade_intensity
from comity.model.actors import Party
from comity.model.findings import Series
from comity.model.provenance import SourceRef
from comity.reference.profiles import FACTBOOK, load_profiles
from comity.sources import Sources
from comity.sources.tables import FlowTable

__all__ = ["MEASURES", "TradeYear", "flow_years", "flows_of", "share_column", "trade_year"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TradeYear:
    """The flows of one year without domestic sales: ``flow_usd`` has shape (exporters, importers).

    ``states`` names both axes. NaN where the source has no row; 0 where it says there was none.
    """

    year: int
    states: tuple[str, ...]
    flow_usd: npt.NDArray[np.float64]

    def at(self, exporter: str, importer: str) -> float:
        """Return one flow, NaN where there is no row or no such country."""
        if exporter not in self.states or importer not in self.states:
            return float("nan")
        return float(self.flow_usd[self.states.index(exporter), self.states.index(importer)])


@lru_cache(maxsize=8)
def trade_year(table: FlowTable, year: int, reported_by: str = "exporter") -> TradeYear:
    """Return the flows of a year as that side reported them, or as both sides' reports agree."""
    rows = (table.year == year) & (table.exporter != table.importer)
    rows &= np.isin(table.reported_by, ("both", reported_by))
    states = np.unique(np.concatenate([table.exporter[rows], table.importer[rows]]))
    flow = np.full((len(states), len(states)), np.nan)
    one = np.searchsorted(states, table.exporter[rows])
    other = np.searchsorted(states, table.importer[rows])
    flow[one, other] = table.flow_usd[rows]
    return TradeYear(year=year, states=tuple(states.tolist()), flow_usd=flow)


def flows_of(
    country: str, sources: Sources, until: int | None
) -> tuple[FlowTable, SourceRef, int] | None:
    """Return the first table of flows that covers a country's trade, with its newest year.

    Raises:
        SourceNotFetchedError: If no source of flows was fetched.
    """
    tables = sources.every(FlowTable)
    if not tables:
        sources.get(FlowTable)  # says what to fetch
    for table, reference in tables:
        own = (table.exporter == country) & (table.importer != country)
        years = table.year[own & (table.year <= (until or table.year.max()))]
        if len(years):
            return table, reference, int(years.max())
    return None


def flow_years(
    table: FlowTable, exporter: str, importer: str, *, reported_by: str, until: int | None
) -> list[int]:
    """Return the years in which a side (or both as one) gives a flow, oldest first."""
    rows = (table.exporter == exporter) & (table.importer == importer)
    rows &= (table.reported_by == reported_by) & (table.year <= (until or table.year.max()))
    return sorted(set(table.year[rows].tolist()))


def share_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    """Return each partner's share in a country's exports plus imports of goods.

    Raises:
        SourceNotFetchedError: If no source of flows was fetched.
    """
    found = flows_of(country, sources, until)
    if found is None:
        return None
    table, reference, year = found
    trade = trade_year(table, year)
    row = trade.states.index(country)
    both = np.nan_to_num(trade.flow_usd[row]) + np.nan_to_num(trade.flow_usd[:, row])
    known = np.isfinite(trade.flow_usd[row]) | np.isfinite(trade.flow_usd[:, row])
    values = {
        state: float(both[at] / both.sum())
        for at, state in enumerate(trade.states)
        if known[at] and state != country and both.sum() > 0
    }
    notes = {
        state: f"exports {_dollars(trade.at(country, state))}, "
        f"imports {_dollars(trade.at(state, country))}"
        for state in values
    }
    return PartnerColumn(
        country=Party(country), values=values, notes=notes, year=year, source=reference
    )


def _intensity_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    found = flows_of(country, sources, until)
    if found is None:
        return None
    table, reference, year = found
    trade = trade_year(table, year)
    row = trade.states.index(country)
    exports, imports = np.nansum(trade.flow_usd, axis=1), np.nansum(trade.flow_usd, axis=0)
    values = {
        state: trade_intensity(
            flow_usd=float(trade.flow_usd[row, at]),
            exports_usd=float(exports[row]),
            imports_usd=float(imports[at]),
            own_imports_usd=float(imports[row]),
            world_usd=float(imports.sum()),
        )
        for at, state in enumerate(trade.states)
        if state != country
    }
    kept = {state: value for state, value in values.items() if np.isfinite(value)}
    return PartnerColumn(country=Party(country), values=kept, year=year, source=reference)


def _flow_series(one: str, other: str, sources: Sources, until: int | None) -> Series | None:
    found = flows_of(one, sources, until)
    if found is None:
        return None
    table, reference, _ = found
    rows = ((table.exporter == one) & (table.importer == other)) | (
        (table.exporter == other) & (table.importer == one)
    )
    rows &= (table.year <= (until or table.year.max())) & (table.reported_by != "importer")
    years = np.unique(table.year[rows]).tolist()
    points = tuple(
        (int(year), float(table.flow_usd[rows & (table.year == year)].sum())) for year in years
    )
    label = "Goods traded both ways"
    return Series(label=label, unit="US$", points=points, source=reference) if points else None


def _partner_column(country: str, _sources: Sources, _until: int | None) -> PartnerColumn | None:
    profile = load_profiles().get(Party(country))
    partners = profile.export_partners if profile else None
    if partners is None:
        return None
    return PartnerColumn(
        country=Party(country),
        values=dict(partners.shares),
        year=partners.year,
        source=FACTBOOK,
        absent=f"not among the {len(partners.shares)} leading partners of {partners.year}",
    )


def _dollars(value: float) -> str:
    return "not known" if np.isnan(value) else f"US$ {value / 1e6:,.1f} million"


MEASURES = (
    ClosenessMeasure(
        name="trade-share",
        label="Share of goods trade",
        unit="share",
        closer="high",
        meaning="The partner's weight in all goods the country exports and imports.",
        column=share_column,
        through=_flow_series,
        is_directed=True,
    ),
    ClosenessMeasure(
        name="trade-intensity",
        label="Trade intensity of exports",
        unit="",
        closer="high",
        meaning="Above 1 the country sells the partner more than the partner's size would suggest.",
        column=_intensity_column,
        is_directed=True,
    ),
    ClosenessMeasure(
        name="export-partner",
        label="Among the leading export partners",
        unit="share",
        closer="high",
        meaning="The five leading customers only; a partner that is not listed has a lower share.",
        column=_partner_column,
        is_directed=True,
    ),
)
