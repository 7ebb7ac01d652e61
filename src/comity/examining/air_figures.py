"""The figures of a flight with one type of aircraft: fuel, cost, break-even."""

from dataclasses import dataclass

from comity.examining.inputs import Inputs
from comity.examining.kernels.flight_cost import (
    CHARGES_SHARE,
    CO2_PER_FUEL,
    break_even_share,
    field_length_m,
    flight_cost,
    fuel_kg,
)
from comity.model.findings import Figure
from comity.model.provenance import SourceRef
from comity.reference.aircraft import AIRCRAFT_SOURCE, Aircraft, get_aircraft, load_aircraft
from comity.reference.airports import AIRPORTS_SOURCE, Airport

__all__ = [
    "Operation",
    "choose_aircraft",
    "fits",
    "operation_figures",
    "runway_note",
    "values_used",
]

RANGE_MARGIN = 0.9  # of the brochure range: wind, reserves, full cabin
NARROW_BODY_KM = 5500.0
USUAL = {"short": "A320", "long": "B789"}
LOAD_SHARE = 0.8  # the world's mean was 82.2 % in 2023 (Air Transport Action Group)
FUEL_USD_PER_KG = (0.8, 0.6, 1.0)  # assumed
FUEL_SPREAD = 0.10  # of the fuel figure, either way
COST_SPREAD = 0.30  # of the hourly cost, either way
FARE_BASE_USD, FARE_USD_PER_KM = 40.0, 0.07  # net one-way fare where none is given; assumed
FORM41 = SourceRef(
    name="US Department of Transportation Form 41, small narrow-bodies: USD 2,024 a block hour "
    "without fuel",
    vintage="2019",
)
ASSUMED = SourceRef(name="assumption of this edition", vintage="2026-11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A flight as it would be flown."""

    aircraft: Aircraft
    track_km: float
    longest_km: float
    block_h: float
    straight_km: float


def choose_aircraft(inputs: Inputs, track_km: float) -> Aircraft:
    """Return the type the user named, else a usual one for the length."""
    if "aircraft" in inputs:
        return get_aircraft(inputs.text("aircraft"))
    return get_aircraft(USUAL["short" if track_km < NARROW_BODY_KM * RANGE_MARGIN else "long"])


def fits(aircraft: Aircraft, track_km: float, ends: tuple[Airport, Airport]) -> bool:
    """Tell whether a type has the range, and the known runways its length."""
    return track_km <= RANGE_MARGIN * aircraft.range_km and all(
        airport.runway_m == 0
        or airport.runway_m >= field_length_m(aircraft.runway_m, airport.elevation_m)
        for airport in ends
    )


def fitting_types(track_km: float, ends: tuple[Airport, Airport]) -> tuple[str, ...]:
    """Return the designators of the types that could fly it."""
    return tuple(code for code, one in load_aircraft().items() if fits(one, track_km, ends))


def runway_note(aircraft: Aircraft, ends: tuple[Airport, Airport]) -> str:
    """Return one sentence on the runways."""
    words = []
    for airport in ends:
        need = field_length_m(aircraft.runway_m, airport.elevation_m)
        if airport.runway_m == 0:
            words.append(f"{airport.iata}: length not in this edition")
        else:
            verdict = "long enough" if airport.runway_m >= need else "too short at full mass"
            words.append(f"{airport.iata} {airport.runway_m:,.0f} m for {need:,.0f} m, {verdict}")
    return (
        f"Runways for the {aircraft.name}: {'; '.join(words)} (standard day, corrected for height)."
    )


def operation_figures(operation: Operation, inputs: Inputs) -> tuple[Figure, ...]:
    """Return fuel, CO2, cost, break-even fare and load of a flight one way."""
    aircraft = operation.aircraft
    seats = inputs.number("seats") or float(aircraft.seats_count)
    load = inputs.share("load-factor") or LOAD_SHARE
    price = inputs.number("fuel-price")
    prices = (price, price, price) if price else FUEL_USD_PER_KG
    hour = inputs.number("hour-cost")
    per_km = inputs.number("fuel-burn") or aircraft.fuel_kg_per_km
    burn, longest = (
        fuel_kg(km, lto_kg=aircraft.fuel_lto_kg, cruise_kg_per_km=per_km)
        for km in (operation.track_km, operation.longest_km)
    )
    burns = (burn, burn * (1 - FUEL_SPREAD), longest * (1 + FUEL_SPREAD))
    slack = (1.0, 1.0, 1.0) if hour else (1.0, 1 - COST_SPREAD, 1 + COST_SPREAD)
    costs = tuple(
        flight_cost(
            operation.block_h * factor,
            kg,
            seats_count=float(aircraft.seats_count),
            fuel_usd_per_kg=usd,
            hour_usd=hour,
            charges_share=inputs.share("charges") or CHARGES_SHARE,
        ).total_usd
        for kg, usd, factor in zip(burns, prices, slack, strict=True)
    )
    fare = inputs.number("fare")
    net = fare or FARE_BASE_USD + FARE_USD_PER_KM * operation.straight_km
    shares = tuple(break_even_share(cost, seats_count=seats, fare_usd=net) for cost in costs)
    co2 = tuple(kg * CO2_PER_FUEL for kg in burns)
    sources = (AIRCRAFT_SOURCE, FORM41, ASSUMED)
    return (
        _figure("fuel", burns, "kg", (AIRCRAFT_SOURCE,), f"{aircraft.name}, one way"),
        _figure("co2", co2, "kg", (AIRCRAFT_SOURCE,), "3.16 kg for each kg of fuel"),
        _figure("flight_cost", costs, "USD", sources, f"{aircraft.name}, one way"),
        _figure(
            "break_even_fare",
            tuple(cost / (seats * load) for cost in costs),
            "USD",
            sources,
            f"net, one way, {seats:.0f} seats {load:.0%} full",
        ),
        _figure(
            "break_even_load_factor",
            shares,
            "share",
            sources,
            f"at a net fare of USD {net:,.0f} one way"
            + (" as given" if fare else " (assumed: 40 + 0.07 a km; give --fare)"),
        ),
    )


def seats_and_load(aircraft: Aircraft, inputs: Inputs) -> tuple[float, float]:
    """Return seats and target load, the user's where given."""
    seats = inputs.number("seats") or float(aircraft.seats_count)
    return seats, inputs.share("load-factor") or LOAD_SHARE


def values_used(
    operation: Operation, inputs: Inputs, given: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Return each input that has a value: those the user gave, and those assumed in their place."""
    seats, load = seats_and_load(operation.aircraft, inputs)
    assumed = {
        "aircraft": operation.aircraft.code,
        "seats": f"{seats:g}",
        "load-factor": f"{load:g}",
        "fare": f"{FARE_BASE_USD + FARE_USD_PER_KM * operation.straight_km:.0f}",
        "fuel-price": f"{FUEL_USD_PER_KG[0]:g}",
        "charges": f"{CHARGES_SHARE:g}",
    }
    return tuple({**assumed, **dict(given)}.items())


def range_figure(aircraft: Aircraft, track_km: float) -> Figure:
    """Return the range left over as a figure."""
    return Figure(
        label="range_margin",
        value=RANGE_MARGIN * aircraft.range_km - track_km,
        unit="km",
        basis="modelled",
        sources=(AIRCRAFT_SOURCE, AIRPORTS_SOURCE),
        note=f"{RANGE_MARGIN:.0%} of the {aircraft.name}'s range of {aircraft.range_km:,.0f} km "
        "less the track",
    )


def _figure(
    label: str,
    values: tuple[float, ...],
    unit: str,
    sources: tuple[SourceRef, ...],
    note: str,
) -> Figure:
    return Figure(
        label=label,
        value=values[0],
        low=values[1],
        high=values[2],
        unit=unit,
        basis="modelled",
        sources=sources,
        note=note,
    )
