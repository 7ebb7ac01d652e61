"""A direct flight between two cities: track, time, aircraft, fuel, cost, demand, hubs."""

from comity.errors import ComityError
from comity.examining.air_demand import Demand, find_demand, frequency_figure
from comity.examining.air_ends import AirEnds, find_air_ends
from comity.examining.air_figures import (
    Operation,
    choose_aircraft,
    fits,
    fitting_types,
    operation_figures,
    range_figure,
    runway_note,
    seats_and_load,
    values_used,
)
from comity.examining.air_hubs import Hub, find_hubs
from comity.examining.inputs import Inputs
from comity.examining.kernels.block_time import (
    CLIMB_DESCENT_H,
    CRUISE_KMH,
    TAXI_H,
    block_time_h,
    track_extension_km,
)
from comity.examining.tracks import Flight, Skies, find_flight
from comity.model.actors import Party
from comity.model.findings import Figure, Finding, Leg, NotExamined, Question, Range, Route
from comity.model.provenance import SourceRef
from comity.reference.aircraft import Aircraft
from comity.reference.airports import AIRPORTS_SOURCE
from comity.reference.airspace import AIRSPACE_SOURCE
from comity.reference.countries import country_name
from comity.reference.worldviews import describe_worldview

__all__ = ["examine"]

BLOCK_TIME_SOURCE = SourceRef(
    name="block time = taxi + climb and descent + track / speed, fitted to published timetables",
    vintage="timetables of 2015–2020",
)
BLOCK_SPREAD = 0.06  # either way; nine of ten published times lie within a tenth
USUAL_CRUISE_KMH = 835.0  # mean of the types whose timetables the speed was fitted to


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the figures of a direct flight, or why it cannot be examined."""
    del sources
    ends = find_air_ends(question)
    if isinstance(ends, NotExamined):
        return ends
    try:
        inputs = Inputs(question)
        flight = find_flight(ends[0].at, ends[1].at, _skies(question, inputs))
        if flight.track_km is None:
            return _no_way(question, flight)
        return _finding(question, ends, flight, inputs)
    except ComityError as error:
        return NotExamined(question=question, reason=error.problem, mend=error.mend)


def _skies(question: Question, inputs: Inputs) -> Skies:
    return Skies(
        as_of=question.as_of,
        worldview=question.worldview,
        avoid=inputs.countries("avoid"),
        ignore_closures=inputs.is_yes("airspace"),
    )


def _no_way(question: Question, flight: Flight) -> NotExamined:
    shut = sorted({country for closure in flight.closures for country in closure.countries})
    return NotExamined(
        question=question,
        reason=(
            "No track round the closed airspace was found "
            f"({', '.join(country_name(code) for code in shut)}). "
            + describe_worldview(question.worldview)
        ),
        mend="See the flight with all airspace open: --airspace open",
    )


def _finding(question: Question, ends: AirEnds, flight: Flight, inputs: Inputs) -> Finding:
    start, end = (one.at for one in ends)
    track = flight.track_km or flight.straight_km
    flown = track + (0.0 if track > flight.straight_km else track_extension_km(track))
    far = flight.other_km or track
    far += track_extension_km(far)
    aircraft = choose_aircraft(inputs, track)
    block = _block_figure((track, flown, far), aircraft, inputs)
    operation = Operation(
        aircraft=aircraft,
        track_km=flown,
        longest_km=far,
        block_h=block.value or 0.0,
        straight_km=flight.straight_km,
    )
    seats, load = seats_and_load(aircraft, inputs)
    demand = find_demand(start, end, inputs)
    hubs = find_hubs(
        start,
        end,
        skies=_skies(question, inputs),
        shut=flight.shut,
        connection_h=inputs.number("connection"),
    )
    figures = [
        _exact("great_circle_distance", flight.straight_km),
        _track_figure(flight),
        block,
        *operation_figures(operation, inputs),
        range_figure(aircraft, flown),
    ]
    if demand is not None:
        figures += [demand.figure, frequency_figure(demand, seats, load)]
    figures += _offer(inputs, seats, load)
    figures += _hub_figures(hubs, track)
    return Finding(
        question=question,
        headline=_headline(ends, flight, block),
        figures=tuple(figures),
        assumptions=_assumptions(ends, flight, demand, question),
        routes=(_route(ends, flight, block),),
        used=values_used(operation, inputs, question.inputs),
        caveats=_caveats(ends, flight, operation, fitting_types(flown, (start, end)), hubs),
    )


def _exact(label: str, km: float) -> Figure:
    return Figure(
        label=label,
        value=km,
        low=km,
        high=km,
        unit="km",
        basis="observed",
        sources=(AIRPORTS_SOURCE,),
    )


def _track_figure(flight: Flight) -> Figure:
    track = flight.track_km or flight.straight_km
    other = flight.other_km
    return Figure(
        label="track_distance",
        value=track,
        low=track,
        high=other or track,
        unit="km",
        basis="modelled",
        sources=(AIRSPACE_SOURCE, AIRPORTS_SOURCE),
        note="Shortest round closed airspace"
        + ("; high: the first or last country below refuses too." if other else ".")
        if flight.shut_on_way
        else "The great circle: no closed airspace lies on it.",
    )


def _block_figure(
    lengths_km: tuple[float, float, float], aircraft: Aircraft, inputs: Inputs
) -> Figure:
    """Return the time from gate to gate; lengths are of the track, as flown, and at the longest."""
    usual = aircraft.cruise_kmh / USUAL_CRUISE_KMH if "aircraft" in inputs else 1.0
    speed = inputs.number("cruise") or CRUISE_KMH * usual
    taxi = inputs.number("taxi") or TAXI_H
    least, hours, most = (block_time_h(km, cruise_kmh=speed, taxi_h=taxi) for km in lengths_km)
    return Figure(
        label="block_time",
        value=hours,
        low=least * (1 - BLOCK_SPREAD),
        high=most * (1 + BLOCK_SPREAD),
        unit="h",
        basis="modelled",
        sources=(BLOCK_TIME_SOURCE, AIRSPACE_SOURCE),
        note=f"Gate to gate, mean of both directions: {taxi:g} h taxi + {CLIMB_DESCENT_H:g} h "
        f"climb and descent + track at {speed:.0f} km/h.",
    )


def _offer(inputs: Inputs, seats: float, load: float) -> list[Figure]:
    """Return what a frequency the user gives would carry."""
    weekly = inputs.number("weekly")
    if weekly is None:
        return []
    carried = weekly * 52 * seats * load
    return [
        Figure(
            label="capacity",
            value=carried,
            low=carried,
            high=weekly * 52 * seats,
            unit="passengers/year one way",
            basis="modelled",
            note=f"{weekly:g} flights a week, {seats:.0f} seats, {load:.0%} full; high: all full.",
        )
    ]


def _hub_figures(hubs: tuple[Hub, ...], track_km: float) -> list[Figure]:
    return [
        Figure(
            label=f"one_stop_{hub.airport.iata.lower()}",
            value=hub.time_h,
            unit="h",
            basis="modelled",
            sources=(BLOCK_TIME_SOURCE, AIRPORTS_SOURCE),
            note=f"Via {hub.airport.city}: {hub.distance_km:,.0f} km round closed airspace, "
            f"{hub.distance_km / track_km - 1:+.0%} on the direct track, and {hub.ground_h:g} h on "
            "the ground; whether both are flown today is not in this edition.",
        )
        for hub in hubs
    ]


def _headline(ends: AirEnds, flight: Flight, block: Figure) -> str:
    names = f"{ends[0].at.city}–{ends[1].at.city}"
    km = f"{flight.straight_km:,.0f} km by great circle"
    hours = f"about {block.value:.1f} h ({block.low:.1f} to {block.high:.1f}) from gate to gate"
    if not flight.shut_on_way:
        return f"{names} is {km}, {hours}."
    shut = ", ".join(country_name(code) for code in sorted(flight.shut_on_way))
    return (
        f"{names} is {km}; round airspace not used ({shut}) it is {flight.track_km or 0:,.0f} km, "
        f"{hours}."
    )


def _assumptions(
    ends: AirEnds,
    flight: Flight,
    demand: Demand | None,
    question: Question,
) -> tuple[str, ...]:
    notes = [
        *(end.note for end in ends if end.note),
        (
            "A straight track is lengthened by "
            f"{track_extension_km(flight.straight_km):.0f} km (ICAO); one round closed airspace is "
            "not, but at the high end."
        ),
        describe_worldview(question.worldview),
    ]
    avoided = Inputs(question).countries("avoid")
    if avoided:
        names = ", ".join(country_name(code) for code in sorted(avoided))
        notes.append(f"Not overflown, as asked: {names}.")
    for closure in flight.closures:
        names = ", ".join(country_name(c) for c in sorted(closure.countries & flight.shut_on_way))
        whom = "" if "all" in closure.closed_to else " to carriers of one side"
        notes.append(
            f"Airspace not used: {names}{whom}, since {closure.since}: {closure.reason} "
            f"({closure.source})."
        )
    if not flight.closures:
        notes.append("No closed airspace lies on the straight track on this day.")
    if demand is not None:
        notes.append(demand.assumption)
    return tuple(notes)


def _caveats(
    ends: AirEnds,
    flight: Flight,
    operation: Operation,
    types: tuple[str, ...],
    hubs: tuple[Hub, ...],
) -> tuple[str, ...]:
    airports = (ends[0].at, ends[1].at)
    aircraft = operation.aircraft
    notes = [
        "Schedules are not in this edition: it cannot say whether the flight is flown today.",
        f"Types that fit by range and runway: {', '.join(types) or 'none of the table'}.",
        runway_note(aircraft, airports),
    ]
    if airports[0].country == airports[1].country:
        notes.append("Both places lie in one country: demand within it is not in this edition.")
    if not fits(aircraft, operation.track_km, airports):
        notes.append(f"The {aircraft.name} does not fit: its range or a runway is too short.")
    if flight.refused_at_end:
        names = ", ".join(country_name(code) for code in flight.refused_at_end)
        notes.append(f"Airspace at an end itself is listed as closed: {names}.")
    if hubs:
        best = hubs[0]
        notes.append(
            f"Best with one stop, by geography and traffic: {best.airport.city} "
            f"({best.airport.iata}), {best.distance_km:,.0f} km, {best.time_h:.1f} h; connections "
            "are not in this edition."
        )
    return tuple(notes)


def _route(ends: AirEnds, flight: Flight, block: Figure) -> Route:
    start, end = (one.at for one in ends)
    countries = tuple(Party(code) for code in flight.countries)
    leg = Leg(
        mode="air",
        start=f"{start.city} ({start.iata})",
        end=f"{end.city} ({end.iata})",
        distance_km=flight.track_km or flight.straight_km,
        countries=countries,
        geometry=flight.points,
    )
    return Route(
        modes=("air",),
        countries=countries,
        distance_km=leg.distance_km,
        time_h=Range(low=block.low or 0.0, high=block.high or 0.0),
        cost_usd_per_20t=None,
        borders=max(0, len(countries) - 1),
        gauge_breaks=(),
        new_km=0.0,
        legs=(leg,),
    )
