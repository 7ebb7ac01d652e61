"""How many people would fly between two countries, where nothing is counted: a gravity prior."""

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "DISTANCE_ELASTICITY",
    "INCOME_ELASTICITY",
    "WORLD_PASSENGERS",
    "gravity_scale",
    "gravity_weight",
    "weekly_flights",
]

INCOME_ELASTICITY = 0.7  # of passengers to each country's product; prior
DISTANCE_ELASTICITY = -1.0  # prior; the usual range is -0.7 to -1.3
WORLD_PASSENGERS = 1.9e9  # international passengers of 2019, each flight counted once; IATA WATS
NEAREST_KM = 300.0  # nearer pairs travel by land
WEEKS = 52.0


def gravity_weight(
    gdp1_usd: NDArray[np.float64] | float,
    gdp2_usd: NDArray[np.float64] | float,
    distance_km: NDArray[np.float64] | float,
) -> NDArray[np.float64]:
    """Return the attraction of country pairs, in no unit.

    Source:
        Form of Gelhausen, M. and Berster, P. (2017), Modelling air passenger demand, DLR; the
        elasticities here are priors, not estimates.
    """
    span = np.maximum(np.asarray(distance_km, float), NEAREST_KM)
    mass = (np.asarray(gdp1_usd, float) * np.asarray(gdp2_usd, float)) ** INCOME_ELASTICITY
    return np.asarray(mass * span**DISTANCE_ELASTICITY)


def gravity_scale(weights: NDArray[np.float64]) -> float:
    """Return the factor that makes all pairs together carry the world's passengers."""
    return float(WORLD_PASSENGERS / weights.sum())


def weekly_flights(
    oneway_pax: float, *, nonstop_share: float, seats_count: float, load_share: float
) -> float:
    """Return the flights a week, each way, that one-way passengers of a year would fill.

    Example:
        >>> round(weekly_flights(41_000, nonstop_share=0.3, seats_count=150, load_share=0.8), 1)
        2.0
    """
    return oneway_pax * nonstop_share / (WEEKS * seats_count * load_share)
