"""For whom areas of disputed rule are counted: the user's choice, one row for each view."""

from collections.abc import Mapping
from types import MappingProxyType

from comity.reference.countries import country_name

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
    held = "areas of disputed rule are counted for whoever holds them; no position is implied."
    if worldview is None:
        return held.capitalize()
    if worldview not in WORLDVIEWS:
        return f"No rule for the view of {country_name(worldview)} in this edition: {held}"
    whose = "the United Nations" if worldview == "UN" else country_name(worldview)
    areas = "; ".join(
        f"{_area_name(code)}, held by {country_name(code.partition('~')[0])}, for "
        f"{country_name(owner)}"
        for code, owner in WORLDVIEWS[worldview].items()
    )
    return f"Areas of disputed rule are counted in the view of {whose}, as asked for: {areas}."


def _area_name(code: str) -> str:
    return code.partition("~")[2].replace("-", " ").title()
