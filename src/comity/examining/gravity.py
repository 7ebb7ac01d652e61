"""Gravity equations by PPML: an effect estimated on the user's own data, and untapped potential.

The estimator is pyfixest's (the extra ``trade``); this module squares the panel, names the fixed
effects, and says how many rows were left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from comity.errors import MissingExtraError
from comity.examining.closeness.trade import trade_year
from comity.examining.trade_effects import Effect
from comity.model.findings import Figure
from comity.model.provenance import SourceRef
from comity.reference.countries import country_name
from comity.sources import Sources
from comity.sources.tables import CovariateTable, FlowTable

__all__ = ["PpmlFit", "estimate_ppml", "own_effect", "potential_figures"]

Column = npt.NDArray[Any]
YEARS_APART = 4  # trade adjusts slowly: panels take every fourth year (Advanced Guide, ch. 1)
QUARTERS = (0.25, 0.75)
FEWEST_PAIRS = 500  # a cross-section with fewer pairs says little about any one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class PpmlFit:
    """A fitted gravity equation. ``dropped_count`` rows were perfectly explained or singletons."""

    coefficients: Mapping[str, float]
    standard_errors: Mapping[str, float]
    rows_count: int
    dropped_count: int
    fitted: npt.NDArray[np.float64]
    kept: npt.NDArray[np.int64]


def estimate_ppml(
    panel: Mapping[str, Column], formula: str, *, cluster: str | None = None
) -> PpmlFit:
    """Return a Poisson pseudo-maximum-likelihood fit with fixed effects.

    Args:
        panel: Columns by name, all equally long.
        formula: As pyfixest writes it: ``flow ~ rta | exporter_year + importer_year + pair``.
        cluster: Column whose groups may have correlated errors; ``None``: robust errors.

    Raises:
        MissingExtraError: If pyfixest is not installed.

    Source:
        Santos Silva, J. M. C. and Tenreyro, S. (2006), The Log of Gravity, Review of Economics and
        Statistics 88, 641-658; Correia, S., Guimaraes, P. and Zylkin, T. (2020), Fast Poisson
        Estimation with High-Dimensional Fixed Effects, Stata Journal 20, 95-115.
    """
    try:
        import pandas as pd  # noqa: PLC0415 — the extra [trade]
        import pyfixest  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError(
            "Estimating a gravity equation needs pyfixest, which is not installed.",
            mend='Run: pip install "comity[trade]"',
        ) from error
    frame = pd.DataFrame(dict(panel)).reset_index(drop=True)
    errors = {"CRV1": cluster} if cluster else "hetero"
    fit = pyfixest.fepois(formula, data=frame, vcov=errors)
    kept = np.asarray(fit._data.index, np.int64)  # noqa: SLF001 — no public name for the rows kept
    return PpmlFit(
        coefficients={str(name): float(value) for name, value in fit.coef().items()},
        standard_errors={str(name): float(value) for name, value in fit.se().items()},
        rows_count=len(kept),
        dropped_count=len(frame) - len(kept),
        fitted=np.asarray(fit.predict(type="response"), np.float64),
        kept=kept,
    )


def own_effect(sources: Sources, until: int | None) -> Effect:
    """Return the average effect of trade agreements in the user's own gravity data.

    Exporter-year, importer-year and directed-pair effects; every fourth year back from the newest.

    Raises:
        SourceNotFetchedError: If no gravity covariates were fetched.
        MissingExtraError: If pyfixest is not installed.
    """
    table, reference = sources.get(CovariateTable), sources.reference(CovariateTable)
    flow = _flows(table, sources)
    known = np.isfinite(flow) & np.isfinite(table.has_trade_agreement)
    known &= (table.origin != table.destination) & (table.year <= (until or table.year.max()))
    newest = int(table.year[known].max())
    known &= (newest - table.year) % YEARS_APART == 0
    origin, destination = table.origin[known], table.destination[known]
    year = table.year[known].astype("U4")
    panel = {
        "flow": flow[known],
        "rta": table.has_trade_agreement[known],
        "exporter_year": np.char.add(origin, year),
        "importer_year": np.char.add(destination, year),
        "pair": np.char.add(origin, destination),
    }
    fit = estimate_ppml(panel, "flow ~ rta | exporter_year + importer_year + pair", cluster="pair")
    return Effect(
        name="an average trade agreement, as estimated on your data",
        coefficient=fit.coefficients["rta"],
        standard_error=fit.standard_errors["rta"],
        source=SourceRef(
            name=f"own PPML estimate on {reference.name}: {fit.rows_count:,} rows, "
            f"{fit.dropped_count:,} left out as perfectly explained",
            vintage=reference.vintage,
            licence=reference.licence,
            address=reference.address,
        ),
    )


def potential_figures(one: str, other: str, sources: Sources, until: int | None) -> list[Figure]:
    """Return trade each way against what gravity predicts for the pair.

    The prediction is a PPML cross-section with exporter and importer effects, distance, border,
    language, colony and agreement. Its range is where half of all pairs lie around theirs.

    Raises:
        SourceNotFetchedError: If no gravity covariates were fetched.
        MissingExtraError: If pyfixest is not installed.
    """
    found = _cross_section(one, other, sources, until)
    if found is None:
        return []
    year, panel, usable = found
    reference = sources.reference(CovariateTable)
    formula = f"flow ~ {' + '.join(('log_distance', *usable))} | exporter + importer"
    fit = estimate_ppml(panel, formula)
    observed = panel["flow"][fit.kept]
    traded = observed > 0
    spread = np.quantile(observed[traded] / fit.fitted[traded], QUARTERS)
    figures = []
    for exporter, importer in ((one, other), (other, one)):
        here = (panel["exporter"][fit.kept] == exporter) & (panel["importer"][fit.kept] == importer)
        if here.any():
            predicted, actual = float(fit.fitted[here][0]), float(observed[here][0])
            figures.append(
                Figure(
                    label=f"Goods from {country_name(exporter)} to {country_name(importer)} "
                    "that gravity predicts",
                    value=predicted,
                    unit="US$",
                    low=predicted * float(spread[0]),
                    high=predicted * float(spread[1]),
                    basis="modelled",
                    sources=(reference,),
                    year=year,
                    count=fit.rows_count,
                    note=f"observed: US$ {actual:,.0f}, {actual / predicted:.2f} times the "
                    "prediction; half of all trading pairs lie within the range around theirs",
                )
            )
    return figures


def _cross_section(
    one: str, other: str, sources: Sources, until: int | None
) -> tuple[int, dict[str, Column], list[str]] | None:
    """Return (year, panel, flags used) of the newest year that has both countries' flows."""
    table = sources.get(CovariateTable)
    flow = _flows(table, sources)
    names = ("is_contiguous", "has_common_language", "had_colonial_tie", "has_trade_agreement")
    usable = [name for name in names if np.isfinite(getattr(table, name)).any()]
    known = np.isfinite(flow) & np.isfinite(table.distance_km) & (table.distance_km > 0)
    known &= (table.origin != table.destination) & (table.year <= (until or table.year.max()))
    for name in usable:
        known &= np.isfinite(getattr(table, name))
    pair = known & np.isin(table.origin, (one, other)) & np.isin(table.destination, (one, other))
    if not pair.any():
        return None
    year = int(table.year[pair].max())
    rows = known & (table.year == year)
    if rows.sum() < FEWEST_PAIRS:
        return None
    panel = {
        "flow": flow[rows],
        "log_distance": np.log(table.distance_km[rows]),
        "exporter": table.origin[rows],
        "importer": table.destination[rows],
        **{name: getattr(table, name)[rows] for name in usable},
    }
    return year, panel, usable


def _flows(table: CovariateTable, sources: Sources) -> npt.NDArray[np.float64]:
    """Return the table's own flows, or those of a fetched source laid beside its rows."""
    if np.isfinite(table.flow_usd).any() or not sources.has(FlowTable):
        return table.flow_usd
    flows = sources.get(FlowTable)
    beside = np.full(len(table.year), np.nan)
    for year in np.intersect1d(np.unique(flows.year), np.unique(table.year)).tolist():
        trade = trade_year(flows, int(year))
        rows = np.flatnonzero(
            (table.year == year)
            & np.isin(table.origin, trade.states)
            & np.isin(table.destination, trade.states)
        )
        one = np.searchsorted(trade.states, table.origin[rows])
        other = np.searchsorted(trade.states, table.destination[rows])
        beside[rows] = trade.flow_usd[one, other]
    return beside
