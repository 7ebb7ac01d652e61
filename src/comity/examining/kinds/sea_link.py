"""A sea link: by ship between the ports of two places, with the way to and from them by road."""

from comity.examining.corridors import DETOUR_SUSPECT
from comity.examining.ends import with_notes
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.land_ends import find_land_ends
from comity.examining.land_link import assumptions_of, figures_of, terms_of
from comity.examining.no_route import explain
from comity.examining.sea_routes import find_sea_routes
from comity.model.findings import Finding, NotExamined, Question, Route
from comity.reference.countries import country_name

__all__ = ["examine"]

DISTANCE_ERROR = 0.05  # lanes are a coarse net; assumed


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the ways by sea between a question's two ends, or why there are none."""
    del sources
    ends = find_land_ends(question)
    if isinstance(ends, NotExamined):
        return ends
    terms = terms_of(question, ("sea", "transfer", "road"))
    if isinstance(terms, NotExamined):
        return terms
    start, end = (one.at for one in ends)
    routes = find_sea_routes(start, end, terms)
    if not routes:
        return with_notes(explain(question, start, end, terms), ends)
    straight = geodesic_km(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg)
    return Finding(
        question=question,
        headline=_headline((start.name, end.name), routes[0]),
        figures=figures_of(routes, straight, DISTANCE_ERROR),
        assumptions=(
            *assumptions_of(ends, terms),
            (
                "At sea 12 to 18 knots; each port 24 to 96 hours; cost of sea and ports assumed. "
                "Rivers, the Volga and Don and the Arctic are not for sea-going ships."
            ),
        ),
        routes=routes,
        caveats=_caveats(routes, straight),
    )


def _headline(names: tuple[str, str], best: Route) -> str:
    sea = sum(leg.distance_km for leg in best.legs if leg.mode == "sea")
    ports = [leg for leg in best.legs if leg.mode == "sea"]
    via = f" from {ports[0].start} to {ports[-1].end}" if ports else ""
    days = best.time_h.low / 24, best.time_h.high / 24
    return (
        f"{names[0]}–{names[1]} by sea: {sea:,.0f} km by ship{via}, "
        f"{best.distance_km:,.0f} km in all, {days[0]:.0f} to {days[1]:.0f} days."
    )


def _caveats(routes: tuple[Route, ...], straight_km: float) -> tuple[str, ...]:
    notes = [
        (
            "Sea lanes are a net of usual courses; draught, ice, risk areas and schedules are "
            "not in this edition."
        )
    ]
    if straight_km > 0 and routes[0].distance_km > DETOUR_SUSPECT * straight_km:
        notes.append(
            f"The way is {routes[0].distance_km / straight_km:.1f} times the great circle: ships "
            "go round the land between."
        )
    crossed = [c for c in routes[0].countries if c not in {routes[0].countries[0]}]
    if len(crossed) > 1:
        between = ", ".join(country_name(c) for c in crossed[:-1])
        notes.append(f"On land the way also crosses {between}.")
    return tuple(notes)
