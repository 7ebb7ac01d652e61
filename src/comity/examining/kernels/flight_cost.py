"""Fuel, cost and break-even of one flight."""

from dataclasses import dataclass

__all__ = [
    "CHARGES_SHARE",
    "CO2_PER_FUEL",
    "FlightCost",
    "break_even_share",
    "field_length_m",
    "flight_cost",
    "fuel_kg",
]

CO2_PER_FUEL = 3.16  # kg of CO2 from a kg of jet fuel; ICAO Carbon Emissions Calculator
HEAVY_FROM_KM = 3000.0  # beyond, the fuel for later is itself carried
HEAVY_PER_1000KM = 0.015  # extra consumption; assumed
HOUR_USD_PER_SEAT = 2024.0 / 150  # block hour without fuel; US Form 41 2019, small narrow-bodies
CHARGES_SHARE = 0.35  # navigation, landing, handling and overhead on top; assumed, 0.25 to 0.45
ELEVATION_PER_300M = 0.07  # more runway for each 300 m; ICAO Aerodrome Design Manual, part 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightCost:
    """Cost of one flight one way, US dollars."""

    hours_usd: float
    fuel_usd: float
    charges_usd: float

    @property
    def total_usd(self) -> float:
        """Return the whole cost."""
        return self.hours_usd + self.fuel_usd + self.charges_usd


def fuel_kg(track_km: float, *, lto_kg: float, cruise_kg_per_km: float) -> float:
    """Return the fuel of a flight: take-off and landing, and cruise, dearer on long tracks.

    Args:
        track_km: Length flown, 0 or more.
        lto_kg: Landing and take-off cycle.
        cruise_kg_per_km: Consumption on medium tracks.
    """
    beyond = max(0.0, track_km - HEAVY_FROM_KM) / 1000
    return lto_kg + track_km * cruise_kg_per_km * (1 + HEAVY_PER_1000KM * beyond)


def flight_cost(
    block_h: float,
    burn_kg: float,
    *,
    seats_count: float,
    fuel_usd_per_kg: float,
    hour_usd: float | None = None,
    charges_share: float = CHARGES_SHARE,
) -> FlightCost:
    """Return what a flight costs its carrier, one way."""
    hour = hour_usd if hour_usd is not None else HOUR_USD_PER_SEAT * seats_count
    hours, fuel = block_h * hour, burn_kg * fuel_usd_per_kg
    return FlightCost(hours_usd=hours, fuel_usd=fuel, charges_usd=(hours + fuel) * charges_share)


def break_even_share(cost_usd: float, *, seats_count: float, fare_usd: float) -> float:
    """Return the share of seats that must be sold at a net fare to cover the cost."""
    return cost_usd / (seats_count * fare_usd)


def field_length_m(sea_level_m: float, elevation_m: float) -> float:
    """Return the runway a type needs at an elevation, temperature of a standard day."""
    return sea_level_m * (1 + ELEVATION_PER_300M * max(0.0, elevation_m) / 300)
