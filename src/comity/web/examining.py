"""The card of an examination: its inputs, filled with the values used, and its numbers."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from fastapi import Request
from starlette.responses import Response

from comity.model.finding_json import examination_to_json
from comity.model.findings import Finding, NotExamined
from comity.web.pages import fragment, page

__all__ = ["INPUTS", "card"]

INPUTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "air-link": {
            "aircraft": "Aircraft, ICAO type",
            "seats": "Seats",
            "load-factor": "Share of seats sold",
            "weekly": "Flights a week",
            "arrivals": "Arrivals a year",
            "fare": "Net fare one way, USD",
            "fuel-price": "Fuel, USD a kg",
        },
        "road-link": {"avoid": "Countries to avoid"},
        "rail-link": {"avoid": "Countries to avoid"},
        "sea-link": {"avoid": "Countries to avoid"},
        "trade-agreement": {
            "estimate": "Estimate: published or own",
            "elasticity": "Trade elasticity",
        },
        "market-access": {"cut": "Fall of trade costs, share", "elasticity": "Trade elasticity"},
    }
)
"""Kind of measure -> the inputs that its card offers, with labels; any other of its inputs can be
given in the address."""
ASSUMED = "assumed"
"""Field that tells which values the card was filled with: what nobody changed stays an assumption,
with its range."""


def card(
    request: Request, kind: str, examine: Callable[[Mapping[str, str]], Finding | NotExamined]
) -> Response:
    """Return an examination with the inputs in the address: its card, or its data.

    Args:
        request: The request.
        kind: The kind of measure.
        examine: Puts it to numbers with the inputs that a user changed.
    """
    filled = set(request.query_params.getlist(ASSUMED))
    given = {
        name: value
        for name, value in request.query_params.items()
        if name != ASSUMED and value.strip() and f"{name}={value}" not in filled
    }
    found = examine(given)
    data = examination_to_json(found)
    if request.url.path.endswith(".json"):
        return page(request, "examination.html", data)
    return fragment(
        request,
        "examination_card.html",
        data=data,
        inputs=INPUTS.get(kind, {}),
        address=request.url.path,
        given=given,
    )
