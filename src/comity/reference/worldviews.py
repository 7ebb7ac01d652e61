"""For whom areas of disputed rule are counted: the user's choice, one row for each view."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["WORLDVIEWS", "country_of_code", "describe_worldview"]

WORLDVIEWS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "UN": MappingProxyType(
            {
                "RUS~crimea": "UKR",
                "ISR~golan": "SYR",
                "MAR~western-sahara": "ESH",
            }
        ),
        "PAK": MappingProxyType({"IND~kashmir": "PAK", "IND~siachen": "PAK"}),
        "IND": MappingProxyType({"PAK~kashmir": "IND"}),
        "UKR": MappingProxyType({"RUS~crimea": "UKR"}),
        "SRB": MappingProxyType({"XKX~kosovo": "SRB"}),
        "SYR": MappingProxyType({"ISR~golan": "SYR"}),
    }
)
"""Country whose view it is (or UN) -> area code -> country it counts for instead of its holder."""


def country_of_code(code: str, worldview: str | None) -> str:
    """Return the country that a code of the network (``PAK``, ``PAK~kashmir``) counts for.

    ``None``, and a view with no row of its own, count each area for whoever holds it.
    """
    return WORLDVIEWS.get(worldview or "", {}).get(code, code.partition("~")[0])


def describe_worldview(worldview: str | None) -> str:
    """Return one sentence that says whom areas of disputed rule were counted for."""
    if worldview is None:
        return "Areas of disputed rule are counted for whoever holds them; no position is implied."
    if worldview not in WORLDVIEWS:
        return (
            f"No rule for the view of {worldview} in this edition: areas of disputed rule are "
            "counted for whoever holds them; no position is implied."
        )
    return f"Areas of disputed rule are counted in the view of {worldview}, as asked for."
