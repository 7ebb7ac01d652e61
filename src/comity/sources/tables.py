"""The types of table that more than one source gives; each column a numpy array, all equally long.

Tables are compared by identity, so that what is computed from one can be remembered for it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = [
    "AllianceTable",
    "CovariateTable",
    "EventTable",
    "FlowTable",
    "IndicatorTable",
    "OrganisationTable",
    "ProductTable",
]

Text = npt.NDArray[np.str_]
Whole = npt.NDArray[np.int64]
Number = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FlowTable:
    """Goods traded: one row an exporter, importer and year (alpha-3).

    ``flow_usd`` is in current US$. ``reported_by`` is "exporter" (free on board), "importer"
    (mostly with freight and insurance), or "both" where the source reconciled the two. Rows whose
    exporter is the importer hold domestic sales, where the source has them.
    """

    exporter: Text
    importer: Text
    year: Whole
    flow_usd: Number
    reported_by: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProductTable:
    """What a country trades with the world: one row a country, year and product (HS heading)."""

    iso3: Text
    year: Whole
    product: Text
    exports_usd: Number
    imports_usd: Number


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CovariateTable:
    """What gravity equations use: one row an origin, destination and year.

    The four flags are 0, 1 or NaN where the source does not say; ``flow_usd`` NaN likewise.
    """

    origin: Text
    destination: Text
    year: Whole
    distance_km: Number
    is_contiguous: Number
    has_common_language: Number
    had_colonial_tie: Number
    has_trade_agreement: Number
    flow_usd: Number


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IndicatorTable:
    """Yearly figures of countries: ``indicator`` is the source's code, ``value`` in its unit."""

    indicator: Text
    iso3: Text
    year: Whole
    value: Number


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AllianceTable:
    """One row a pair and year with an alliance in force; a pair stands in both orders.

    ``commitment`` is 3 for defence, 2 for neutrality or non-aggression, 1 for consultation or
    entente: the strongest obligation in force. ``last_year`` of coverage is ``year.max()``.
    """

    one: Text
    other: Text
    year: Whole
    commitment: Whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OrganisationTable:
    """One row a full membership: state, organisation (the source's short name), year."""

    iso3: Text
    organisation: Text
    year: Whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventTable:
    """Coded news events: who did what to whom on which day (``YYYY-MM-DD``).

    ``category`` is the source's code: a CAMEO root for GDELT, a PLOVER type for POLECAT.
    ``intensity`` is the source's scale (Goldstein, -10 to 10).
    """

    day: Text
    actor: Text
    recipient: Text
    category: Text
    intensity: Number
