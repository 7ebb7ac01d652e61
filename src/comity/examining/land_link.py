"""What road and rail links have in common: from a question to routes, figures and caveats."""

from comity.errors import UsageError
from comity.examining.corridor import CAREC
from comity.examining.corridors import DETOUR_SUSPECT, find_corridors
from comity.examining.doors import ACCESS_KM
from comity.examining.ends import with_notes
from comity.examining.inputs import Inputs
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.land_ends import LandEnds, find_land_ends
from comity.examining.missing import MissingLinks, find_missing_links
from comity.examining.no_route import WORDS, explain
from comity.examining.terms import CLOSED_PASSAGES, Terms
from comity.model.findings import Figure, Finding, NotExamined, Question, Route
from comity.reference.countries import country_name
from comity.reference.transport_network import NETWORK_SOURCE, load_network
from comity.reference.worldviews import describe_worldview

__all__ = ["examine_land", "terms_of"]

DISTANCE_ERROR = {"road": 0.04, "rail": 0.07}  # nine of ten test rows lie within; docs/transport.md


def terms_of(question: Question, modes: tuple[str, ...]) -> Terms | NotExamined:
    """Return what a question allows, from its inputs: avoid, gauge, plans, closed-borders …."""
    try:
        inputs = Inputs(question)
        gauge = inputs.number("gauge")
        closed = set(CLOSED_PASSAGES) | _passages(inputs)
        if inputs.is_yes("river-sea"):
            closed -= {"volga-don", "inland"}
        return Terms(
            modes=modes,
            avoid=inputs.countries("avoid"),
            as_of=question.as_of,
            worldview=question.worldview,
            through_closed_borders=inputs.is_yes("closed-borders"),
            with_plans=inputs.is_yes("plans"),
            gauge_mm=None if gauge is None else round(gauge),
            closed_passages=frozenset(closed),
        )
    except UsageError as error:
        return NotExamined(question=question, reason=error.problem, mend=error.mend)


def _passages(inputs: Inputs) -> set[str]:
    """Return the straits and canals ships are to keep out of.

    Raises:
        UsageError: If one of them is none the network knows.
    """
    wanted = {name.strip().lower() for name in inputs.text("avoid-passage").split(",")} - {""}
    known = [name for name in load_network().passages if name]
    for name in sorted(wanted - set(known)):
        raise UsageError(
            f"'{name}' is no passage known here.",
            mend=f"Choose of {', '.join(sorted(known))}: --avoid-passage suez",
        )
    return wanted


def examine_land(question: Question, mode: str) -> Finding | NotExamined:
    """Return routes by road or rail with their figures, or why there are none."""
    ends = find_land_ends(question)
    if isinstance(ends, NotExamined):
        return ends
    terms = terms_of(question, (mode,))
    if isinstance(terms, NotExamined):
        return terms
    start, end = (one.at for one in ends)
    routes = find_corridors(start, end, terms)
    if not routes:
        return with_notes(explain(question, start, end, terms), ends)
    straight = geodesic_km(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg)
    missing = find_missing_links(start, end, terms, min(r.distance_km for r in routes))
    return Finding(
        question=question,
        headline=headline_of(mode, (start.name, end.name), routes[0]),
        figures=figures_of(routes, straight, DISTANCE_ERROR[mode]),
        assumptions=assumptions_of(ends, terms),
        routes=routes,
        missing_links=missing.links,
        caveats=(*begun_abroad(mode, ends, routes), *caveats_of(routes, straight, missing)),
    )


def headline_of(mode: str, names: tuple[str, str], best: Route) -> str:
    """Return one sentence on the quickest route."""
    days = best.time_h.low / 24, best.time_h.high / 24
    via = ", ".join(country_name(c) for c in best.countries[1:-1]) or "no third country"
    breaks = len(best.gauge_breaks)
    gauge = f", {breaks} change{'s' if breaks != 1 else ''} of gauge" if mode == "rail" else ""
    return (
        f"{names[0]}–{names[1]} by {mode}: {best.distance_km:,.0f} km through {via}, "
        f"{best.borders} border{'s' if best.borders != 1 else ''}{gauge}, "
        f"{days[0]:.1f} to {days[1]:.1f} days for freight."
    )


def figures_of(
    routes: tuple[Route, ...], straight_km: float, error_share: float
) -> tuple[Figure, ...]:
    """Return the figures of the quickest route, ranging over all routes kept."""
    best = routes[0]
    distances = [route.distance_km for route in routes]
    sources = (NETWORK_SOURCE, CAREC)
    figures = [
        Figure(
            label="great_circle_distance",
            value=straight_km,
            unit="km",
            low=straight_km,
            high=straight_km,
            basis="observed",
            sources=(NETWORK_SOURCE,),
        ),
        Figure(
            label="route_distance",
            value=best.distance_km,
            unit="km",
            low=max(straight_km, min(distances) * (1 - error_share)),
            high=max(distances) * (1 + error_share),
            basis="modelled",
            sources=(NETWORK_SOURCE,),
            note="Quickest route; the range is over the routes shown, and the error measured.",
        ),
        Figure(
            label="transit_time",
            value=(best.time_h.low + best.time_h.high) / 2,
            unit="h",
            low=best.time_h.low,
            high=best.time_h.high,
            basis="modelled",
            sources=sources,
        ),
    ]
    cost = best.cost_usd_per_20t
    if cost is not None:
        figures.append(
            Figure(
                label="cost_20t",
                value=(cost.low + cost.high) / 2,
                unit="USD",
                low=cost.low,
                high=cost.high,
                basis="modelled",
                sources=sources,
            )
        )
    for label, count in (("borders", best.borders), ("gauge_breaks", len(best.gauge_breaks))):
        figures.append(
            Figure(
                label=label,
                value=float(count),
                unit="count",
                basis="modelled",
                sources=(NETWORK_SOURCE,),
            )
        )
    return tuple(figures)


def assumptions_of(ends: LandEnds, terms: Terms) -> tuple[str, ...]:
    """Return what the answer rests on and leaves out."""
    notes = [
        *(end.note for end in ends if end.note),
        (
            "Time is for freight: low = moving speed plus the better year's wait at each border, "
            "high = speed with all stops (CAREC corridors, 2020–2022); elsewhere an assumption. "
            "Both are means of many trips: one trip may take longer."
        ),
        describe_worldview(terms.worldview),
    ]
    if terms.avoid:
        notes.append(
            f"Avoided, as asked: {', '.join(country_name(c) for c in sorted(terms.avoid))}."
        )
    notes.append(
        "Borders listed as closed are crossed, as asked."
        if terms.through_closed_borders
        else "Borders listed as closed are not crossed."
    )
    return tuple(notes)


def begun_abroad(mode: str, ends: LandEnds, routes: tuple[Route, ...]) -> tuple[str, ...]:
    """Say where a place is reached only by the lines of a neighbour."""
    said = []
    for end, number, words in zip(ends, (0, -1), ("begins", "ends"), strict=True):
        there = routes[0].countries[number]
        if there != end.at.country:
            said.append(
                f"{country_name(end.at.country)} has no {WORDS[mode]} of the network within "
                f"{ACCESS_KM:.0f} km of {end.at.name}: the way {words} in {country_name(there)}, "
                "and the border to it is not counted."
            )
    return tuple(said)


def caveats_of(
    routes: tuple[Route, ...], straight_km: float, missing: MissingLinks
) -> tuple[str, ...]:
    """Return what a careful reader must be told."""
    caveats = [
        (
            "Roads and railways as mapped in April 2024, simplified; line capacity, permits, "
            "tariffs and today's waits are not in this edition."
        ),
    ]
    if straight_km > 0 and routes[0].distance_km > DETOUR_SUSPECT * straight_km:
        ratio = routes[0].distance_km / straight_km
        caveats.append(
            f"The route is unusually long, {ratio:.1f} times the great circle: either "
            "geography forces it or a link is missing in the data; check before use."
        )
    caveats += [
        f"The map data seems to lack {link.km:,.0f} km near {link.start}"
        + (f" and {link.end}" if link.end != link.start else "")
        + f"; if the line exists there, the way is {link.saves_km:,.0f} km shorter."
        for link in missing.suspects
    ]
    if any("unchecked" in (leg.note or "") for route in routes[:1] for leg in route.legs):
        caveats.append("Rows marked unchecked name a source that was not read for this edition.")
    return tuple(caveats)
