"""Which states have which highest offices: plain facts that tell whose "Prime Minister" is meant.

Monarchies are those with a reigning monarch of any title, the realms of the Commonwealth included;
the states without a head of government beside the president are as of 2026.
"""

from collections.abc import Mapping
from types import MappingProxyType

from comity.model.actors import Party

__all__ = ["MONARCHIES", "ONLY_HOLDERS", "WITHOUT_PRIME_MINISTER", "has_office"]

MONARCHIES: frozenset[str] = frozenset(
    [
        "AND",
        "ARE",
        "ATG",
        "AUS",
        "BEL",
        "BHR",
        "BHS",
        "BLZ",
        "BRN",
        "BTN",
        "CAN",
        "DNK",
        "ESP",
        "GBR",
        "GRD",
        "JAM",
        "JOR",
        "JPN",
        "KHM",
        "KNA",
        "KWT",
        "LCA",
        "LIE",
        "LSO",
        "LUX",
        "MAR",
        "MCO",
        "MYS",
        "NLD",
        "NOR",
        "NZL",
        "OMN",
        "PNG",
        "QAT",
        "SAU",
        "SLB",
        "SWE",
        "SWZ",
        "THA",
        "TON",
        "TUV",
        "VAT",
        "VCT",
    ]
)
"""States with a reigning king, queen, emir, sultan, prince, grand duke or pope."""

WITHOUT_PRIME_MINISTER: frozenset[str] = frozenset(
    [
        "AFG",
        "AGO",
        "ARG",
        "BEN",
        "BOL",
        "BRA",
        "BWA",
        "CHE",
        "CHL",
        "COL",
        "COM",
        "CRI",
        "CYP",
        "DOM",
        "ECU",
        "FSM",
        "GHA",
        "GMB",
        "GTM",
        "HND",
        "IDN",
        "IRN",
        "KEN",
        "LBR",
        "MEX",
        "MHL",
        "MWI",
        "NGA",
        "NIC",
        "PAN",
        "PHL",
        "PLW",
        "PRY",
        "SLE",
        "SLV",
        "SYC",
        "TKM",
        "TUR",
        "URY",
        "USA",
        "VEN",
        "ZMB",
        "ZWE",
    ]
)
"""States whose president leads the government."""

ONLY_HOLDERS: Mapping[str, Party] = MappingProxyType(
    {
        "pope": Party("VAT"),
        "taoiseach": Party("IRL"),
        "tánaiste": Party("IRL"),
        "tanaiste": Party("IRL"),
    }
)
"""Titles that only one state has."""

_CROWNED = frozenset({"king", "queen", "emir", "amir", "sultan", "prince", "princess"})
_CHANCELLORS = frozenset({"DEU", "AUT"})
_LATIN = frozenset(
    {"ARG", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "GTM", "HND", "NIC", "PAN"}
    | {"PER", "PRY", "SLV", "URY", "VEN", "MEX"}
)  # where a chancellor is the foreign minister


def has_office(country: str, title: str) -> bool:
    """Return whether a state can have an office: no king in a republic, no president in a realm."""
    words = title.casefold().split(" of ")[0].replace("-", " ").split()
    if not words:
        return True
    last = words[-1]
    if last in _CROWNED:
        return country in MONARCHIES
    if words[-2:] == ["prime", "minister"] or last == "premier":
        return country not in WITHOUT_PRIME_MINISTER
    if last == "chancellor":
        return country in _CHANCELLORS or country == "GBR" or country in _LATIN
    if last in {"president", "elect"} and "vice" not in words:
        return country not in MONARCHIES - {"ARE"}
    return True
