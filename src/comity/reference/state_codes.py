"""The number codes that data sets of peace science and of customs use for countries.

``tables/state_codes.csv`` pairs the Correlates of War state numbers with ISO 3166-1 alpha-3 codes.
States that are no more have the code of ISO 3166-3 (DDR, CSK, YMD; Zanzibar ZAN); a state number
that outlived its country goes to the successor with the seat (365 RUS, 345 SRB, 255 and 260 DEU).
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from comity.reference.countries import COUNTRIES

__all__ = ["iso3_by_cow", "iso3_by_iso2", "iso3_by_m49"]

# Comtrade and BACI number some economies otherwise than ISO 3166-1 (Comtrade country codes).
CUSTOMS_NUMBERS = MappingProxyType(
    {251: "FRA", 579: "NOR", 699: "IND", 757: "CHE", 842: "USA", 490: "TWN"}
)


@cache
def iso3_by_cow() -> Mapping[int, str]:
    """Return Correlates of War state number -> ISO 3166-1 (or 3166-3) alpha-3."""
    table = files("comity.reference") / "tables" / "state_codes.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({int(row["cow"]): row["iso3"] for row in rows})


@cache
def iso3_by_m49() -> Mapping[int, str]:
    """Return UN M49 number (with Comtrade's own numbers) -> ISO 3166-1 alpha-3."""
    numbers = {int(one.numeric): one.iso3 for one in COUNTRIES.values() if one.numeric.isdigit()}
    return MappingProxyType(numbers | CUSTOMS_NUMBERS)


@cache
def iso3_by_iso2() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 -> alpha-3, with the codes of states that are no more."""
    former = {"DD": "DDR", "CS": "CSK", "YU": "YUG", "YD": "YMD"}
    return MappingProxyType(former | {one.iso2: one.iso3 for one in COUNTRIES.values()})
