"""Why there is no route: which constraint binds, or where the network ends; and the mend."""

from dataclasses import replace
from itertools import pairwise

from comity.examining.routes import route_of
from comity.examining.search import Spot, Terms, Weights, cut, search
from comity.model.findings import NotExamined, Question, Route
from comity.reference.countries import country_name
from comity.reference.transport_network import load_closed_borders

__all__ = ["explain"]

OPENING = "See what an opening would give: --closed-borders open"
AVOIDED = (
    "Every {mode} route enters {avoided}, which is to be avoided; without that there is one of "
    "{km} km through {countries}."
)
CLOSED = (
    "The {mode} route of {km} km through {countries} crosses a border that is closed: {borders}."
)
AVOIDED_AND_CLOSED = (
    "The only {mode} route, {km} km through {countries}, enters {avoided}, to be avoided, "
    "and crosses a closed border: {borders}."
)
ONE_GAUGE = (
    "No line of {gauge} mm joins the two; with a change of gauge there is a route of {km} km "
    "through {countries}."
)
RIVER = "Sea-going ships cannot pass: the only way ({km} km) is by the Volga and Don waterway."
PLANNED = (
    "No {mode} joins the two today; with lines planned or under construction there would be one of "
    "{km} km through {countries}."
)
WORDS = {"road": "road", "rail": "railway", "sea": "sea lane"}


def explain(question: Question, start: Spot, end: Spot, terms: Terms) -> NotExamined:
    """Return the reason why no route was found under the terms, and its mend."""
    mode = WORDS[terms.modes[0]]
    for spot in (start, end):
        if cut(spot, spot, replace(terms, avoid=frozenset()), 1.0) is None:
            return NotExamined(
                question=question,
                reason=f"No {mode} of the network comes within 50 km of {spot.name}.",
                mend="Name a place nearer to one, or ask for another mode: road, rail, sea.",
            )
    for loosened, reason, mend in _loosened(terms):
        path = search(start, end, loosened, Weights())
        if path is not None:
            route = route_of(path, terms.worldview, (start.name, end.name))
            return NotExamined(
                question=question,
                reason=reason.format(
                    mode=mode,
                    countries=_words(route.countries),
                    km=f"{route.distance_km:,.0f}",
                    borders=_closed_on(route, terms),
                ),
                mend=mend,
            )
    return NotExamined(
        question=question,
        reason=(
            f"{start.name} and {end.name} lie on parts of the world's {mode} network that nothing "
            "joins: water or unbuilt land lies between, and no plan in this edition bridges it."
        ),
        mend="Ask for a sea link, or a road link where a ferry is in the table of patches.",
    )


def _loosened(terms: Terms) -> list[tuple[Terms, str, str]]:
    """Return the terms with one constraint less each, and the words for it."""
    avoided = _words(tuple(sorted(terms.avoid)))
    free = replace(terms, avoid=frozenset())
    out = []
    if terms.avoid:
        out.append((free, AVOIDED.replace("{avoided}", avoided), f"Allow {avoided}."))
    if not terms.through_closed_borders:
        out.append((replace(terms, through_closed_borders=True), CLOSED, OPENING))
    if terms.avoid and not terms.through_closed_borders:
        both = AVOIDED_AND_CLOSED.replace("{avoided}", avoided)
        out.append((replace(free, through_closed_borders=True), both, OPENING))
    if terms.gauge_mm is not None:
        words = ONE_GAUGE.replace("{gauge}", str(terms.gauge_mm))
        out.append((replace(terms, gauge_mm=None), words, "Allow a change of gauge."))
    if "sea" in terms.modes and "volga-don" in terms.closed_passages:
        river = replace(terms, closed_passages=terms.closed_passages - {"volga-don", "inland"})
        out.append((river, RIVER, "Allow river-sea ships: --river-sea yes"))
    if not terms.with_plans:
        out.append((replace(terms, with_plans=True), PLANNED, "See it: --plans yes"))
    return out


def _words(countries: tuple[str, ...]) -> str:
    return ", ".join(country_name(code) for code in countries)


def _closed_on(route: Route, terms: Terms) -> str:
    found = []
    for one, other in pairwise(route.countries):
        for border in load_closed_borders():
            if border.countries == {one, other} and border.mode in {"all", *terms.modes}:
                found.append(f"{country_name(one)}–{country_name(other)} ({border.source})")
    return "; ".join(found) or "one of the worldview's own"
