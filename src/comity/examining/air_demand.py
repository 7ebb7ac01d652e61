"""How many would fly and how often: from arrivals or passengers the user gives, else a prior."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from comity.examining.inputs import Inputs
from comity.examining.kernels.demand import gravity_scale, gravity_weight, weekly_flights
from comity.examining.kernels.geodesy import haversine_km
from comity.model.findings import Figure
from comity.model.provenance import SourceRef
from comity.reference.airports import Airport
from comity.reference.countries import COUNTRIES
from comity.reference.profiles import CLDR, FACTBOOK, load_profiles

__all__ = ["Demand", "find_demand", "frequency_figure"]

NONSTOP_SHARE = (0.3, 0.2, 0.4)  # of all who travel between the two countries; assumed
PRIOR_FACTOR = 4.0  # the gravity prior may be this many times off either way
USER = SourceRef(name="figure given by the user")
GRAVITY = SourceRef(
    name="gravity prior: product of both GDPs to the power 0.7 over distance, scaled to the "
    "world's 1.9 billion international passengers of 2019",
    vintage="2026-11",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Travellers one way in a year, and the share of them a nonstop flight would win."""

    figure: Figure
    share: tuple[float, float, float]
    assumption: str


def find_demand(start: Airport, end: Airport, inputs: Inputs) -> Demand | None:
    """Return the demand between two places, ``None`` where not even a prior can be had."""
    share = inputs.share("nonstop-share")
    shares = (share, share, share) if share else NONSTOP_SHARE
    passengers, arrivals = inputs.number("od"), inputs.number("arrivals")
    if passengers is not None:
        figure = _figure(passengers, passengers, passengers, "observed", USER)
        words = "Demand is the user's origin-and-destination passengers, one way, a year; all fly."
        return Demand(figure=figure, share=(1.0, 1.0, 1.0), assumption=words)
    if arrivals is not None:
        figure = _figure(arrivals, arrivals, arrivals, "observed", USER)
        words = (
            f"Demand is the user's arrivals a year; a nonstop wins {shares[0]:.0%} of them "
            f"({shares[1]:.0%} to {shares[2]:.0%}, assumed; the rest stop on the way or travel "
            "between other cities)."
        )
        return Demand(figure=figure, share=shares, assumption=words)
    prior = _gravity(start.country, end.country)
    if prior is None or start.country == end.country:
        return None
    figure = _figure(prior, prior / PRIOR_FACTOR, prior * PRIOR_FACTOR, "assumed", GRAVITY)
    words = (
        "Demand is a prior, not an estimate: gravity, elasticities 0.7 (GDP) and -1 (distance); "
        f"it may be {PRIOR_FACTOR:.0f} times off either way. Give --arrivals or --od to replace it."
    )
    return Demand(figure=figure, share=shares, assumption=words)


def frequency_figure(demand: Demand, seats_count: float, load_share: float) -> Figure:
    """Return the weekly flights, each way, that the demand would fill."""
    figure = demand.figure
    values = [
        weekly_flights(
            pax or 0.0, nonstop_share=share, seats_count=seats_count, load_share=load_share
        )
        for pax, share in zip((figure.value, figure.low, figure.high), demand.share, strict=True)
    ]
    return Figure(
        label="weekly_frequency",
        value=values[0],
        low=values[1],
        high=values[2],
        unit="flights/week",
        basis="modelled",
        sources=figure.sources,
        note="Each way, at the target load.",
    )


def _figure(value: float, low: float, high: float, basis: str, source: SourceRef) -> Figure:
    return Figure(
        label="demand",
        value=value,
        low=low,
        high=high,
        unit="passengers/year one way",
        basis="observed" if basis == "observed" else "assumed",
        sources=(source,) if source is USER else (source, CLDR, FACTBOOK),
    )


def _gravity(one: str, other: str) -> float | None:
    gdp, lat, lon, number = _economies()
    if one not in number or other not in number:
        return None
    i, j = number[one], number[other]
    weight = gravity_weight(gdp[i], gdp[j], haversine_km(lat[i], lon[i], lat[j], lon[j]))
    return float(weight * _scale()) / 2  # each pair's passengers fly in two directions


@cache
def _scale() -> float:
    gdp, lat, lon, _ = _economies()
    one, other = np.triu_indices(len(gdp), 1)
    span = haversine_km(lat[one], lon[one], lat[other], lon[other])
    return gravity_scale(gravity_weight(gdp[one], gdp[other], span))


@cache
def _economies() -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, int]]:
    """Return GDP and middle of every country that has both, and their numbers."""
    rows = [
        (code, profile.gdp_usd.value, COUNTRIES[code].latitude_deg, COUNTRIES[code].longitude_deg)
        for code, profile in load_profiles().items()
        if profile.gdp_usd is not None and code in COUNTRIES
    ]
    codes, gdp, lat, lon = zip(*rows, strict=True)
    number = {code: place for place, code in enumerate(codes)}
    return np.array(gdp), np.array(lat), np.array(lon), number
