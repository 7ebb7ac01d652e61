"""Direct investment one economy holds in another: the IMF's positions by counterpart (CDIS)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from comity.errors import UsageError
from comity.reference.countries import COUNTRIES, find_country
from comity.sources.columns import read_csv
from comity.sources.record import Part, Source, Table

__all__ = ["SOURCE", "InvestmentTable"]

ADDRESS = "https://api.imf.org/external/sdmx/2.1/data/IMF.STA,DIP"
INWARD, OUTWARD = "INWD_D_NETLA_FALL_ALL", "OTWD_D_NETAL_FALL_ALL"  # all instruments, all entities
REPORTED = "O"  # of DV_TYPE: what the economy reported, not what was derived from its partners


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InvestmentTable:
    """One row an investing economy, a host and a year (alpha-3), as one of the two reported it.

    ``position_usd`` is the net position at the end of the year in current US$; it may be negative.
    ``reported_by`` is "investor" or "host". The investor is the immediate one: what goes through a
    third country counts as that country's.
    """

    investor: npt.NDArray[np.str_]
    host: npt.NDArray[np.str_]
    year: npt.NDArray[np.int64]
    position_usd: npt.NDArray[np.float64]
    reported_by: npt.NDArray[np.str_]


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the reported totals of the API's CSV; confidential cells and groups are left out."""
    text = ("COUNTRY", "DV_TYPE", "INDICATOR", "COUNTERPART_COUNTRY", "TIME_PERIOD")
    columns = read_csv(files[0], (*text, "OBS_VALUE"), text=text)
    value = np.asarray(columns["OBS_VALUE"], np.float64)
    known = list(COUNTRIES)
    kept = (columns["DV_TYPE"] == REPORTED) & np.isfinite(value)
    kept &= np.isin(columns["INDICATOR"], (INWARD, OUTWARD))
    for side in ("COUNTRY", "COUNTERPART_COUNTRY"):
        kept &= np.isin(columns[side], known)
    kept &= columns["COUNTRY"] != columns["COUNTERPART_COUNTRY"]
    reporter = columns["COUNTRY"][kept].astype("U3")
    partner = columns["COUNTERPART_COUNTRY"][kept].astype("U3")
    is_outward = columns["INDICATOR"][kept] == OUTWARD
    return (
        InvestmentTable(
            investor=np.where(is_outward, reporter, partner),
            host=np.where(is_outward, partner, reporter),
            year=columns["TIME_PERIOD"][kept].astype(np.int64),
            position_usd=value[kept],
            reported_by=np.where(is_outward, "investor", "host"),
        ),
    )


def resolve(
    _source: Source, _listing: Callable[[Part], bytes], options: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return one request for the reporters asked for (all, if none), every partner, both ways."""
    reporters = "+".join(_iso3(name) for name in options["reporters"].split(",") if name.strip())
    return (
        Part(
            name="imf-dip.csv",
            address=f"{ADDRESS}/{reporters}.{REPORTED}.{INWARD}+{OUTWARD}..A?startPeriod=2009",
            form="csv",
            headers=(("Accept", "application/vnd.sdmx.data+csv"),),
        ),
    )


def _iso3(name: str) -> str:
    country = find_country(name.strip())
    if country is None:
        raise UsageError(f"{name!r} is no country.", mend="Write --option reporters=PAK,AZE")
    return country.iso3


SOURCE = Source(
    name="investment-imf",
    title="Direct Investment Positions by Counterpart Economy, formerly CDIS (IMF)",
    licence="IMF terms: free with attribution",
    address="https://data.imf.org/en/datasets/IMF.STA:DIP",
    vintage="as on the day it is fetched",
    coverage="about 110 reporting economies, all counterparts, end of year, 2009 onwards",
    size_mb=25.0,
    citation="International Monetary Fund, Direct Investment Positions by Counterpart Economy",
    tables=(InvestmentTable,),
    read=read,
    resolve=resolve,
    options=(("reporters", ""),),
    accepts="Give the API's CSV (columns COUNTRY, DV_TYPE, INDICATOR, COUNTERPART_COUNTRY, "
    "TIME_PERIOD, OBS_VALUE; codes, not names).",
    note="Without --option reporters=PAK,AZE it asks for all reporters, which may be slow.",
)
