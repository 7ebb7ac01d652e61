"""Why there is no route: which constraint binds, or where the network ends; and the mend."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from comity.examining.doors import ACCESS_KM, Spot, doors_of
from comity.examining.missing import MissingLinks, find_missing_links
from comity.examining.nearest_line import nearest_on_network
from comity.examining.routes import route_of
from comity.examining.search import Weights, search
from comity.examining.terms import Terms
from comity.model.findings import MissingLink, NotExamined, Question, Route
from comity.reference.countries import country_name
from comity.reference.transport_network import load_closed_borders
from comity.reference.worldviews import describe_worldview

__all__ = ["WORDS", "explain"]

ANSWERS_KEPT = 256  # measures of a dossier ask for the same few ways again
OPENING = "See what an opening would give: --closed-borders open"
AVOIDED = (
    "No {mode} route keeps out of {avoided}, as asked; without that there is one of {km} km "
    "through {countries}."
)
APART = (
    "{start} and {end} lie on parts of the world's {mode} network that nothing joins: water or "
    "unbuilt land lies between."
)
CLOSED = (
    "The {mode} route of {km} km through {countries} crosses a border that is closed: {borders}."
)
AVOIDED_AND_CLOSED = (
    "No {mode} route keeps out of {avoided} and off closed borders; without both there is one of "
    "{km} km through {countries}, which crosses {borders}."
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
    """Return the reason why no route was found under the terms, its mend and the links missing."""
    if any(_far(start, end, terms)):
        return _off_network(question, start, end, terms)
    missing = _missing(start, end, terms)
    bound = _what_binds(start, end, terms)
    if bound is not None:
        return _answer(question, *bound, missing)
    words = APART.format(start=start.name, end=end.name, mode=WORDS[terms.modes[0]])
    return _answer(question, words, _other_kinds(question, start, end, wet=True), missing)


@lru_cache(maxsize=ANSWERS_KEPT)
def _what_binds(start: Spot, end: Spot, terms: Terms) -> tuple[str, str] | None:
    """Return the constraint without which there would be a way, and its mend; in words."""
    for loosened, reason, mend in _loosened(terms):
        path = search(start, end, loosened, Weights())
        if path is not None:
            route = route_of(path, terms.worldview, (start.name, end.name))
            words = reason.format(
                mode=WORDS[terms.modes[0]],
                countries=_words(route.countries),
                km=f"{route.distance_km:,.0f}",
                borders=_closed_on(route, terms),
            )
            return words, mend
    return None


def _answer(question: Question, reason: str, mend: str, missing: MissingLinks) -> NotExamined:
    """Return the answer; where new links would mend it, the mend names the first of them."""
    if missing.links:
        first = missing.links[0]
        known = f" ({first.planned_as})" if first.planned_as else ", in no plan known here,"
        more = " together with the others listed" if len(missing.links) > 1 else ""
        mend = (
            f"{mend.removesuffix('.')}. A new line {first.start} – {first.end} of "
            f"{first.km:,.0f} km{known} would join them{more}."
        )
    doubts = "".join(
        f" The map data seems to lack {link.km:,.0f} km near {link.start}"
        f"{f' and {link.end}' if link.end != link.start else ''}; if the line exists there, it is "
        "part of a way."
        for link in missing.suspects
    )
    return NotExamined(
        question=question,
        reason=f"{reason}{doubts} {describe_worldview(question.worldview)}",
        mend=mend,
        missing_links=missing.links,
    )


def _missing(start: Spot, end: Spot, terms: Terms) -> MissingLinks:
    """Return the links that would join two places under the terms; none for ships."""
    if terms.modes[0] == "sea":
        return MissingLinks()
    return find_missing_links(start, end, terms, None)


def _far(start: Spot, end: Spot, terms: Terms) -> tuple[bool, bool]:
    """Tell of each place whether it lies too far from the network."""
    one, other = (len(nodes) == 0 for nodes, _ in doors_of(start, end, terms)[1])
    return one, other


def _off_network(question: Question, start: Spot, end: Spot, terms: Terms) -> NotExamined:
    """Return that a place lies off the network, and the line to the nearest that would mend it."""
    mode = WORDS[terms.modes[0]]
    said: list[str] = []
    links: list[MissingLink] = []
    ends: list[Spot] = []
    wet = False
    for spot, far in zip((start, end), _far(start, end, terms), strict=True):
        near = nearest_on_network(spot, terms) if far else None
        ends.append(spot if near is None else near.spot)
        if not far:
            continue
        words = f"No {mode} of the network comes within {ACCESS_KM:.0f} km of {spot.name}"
        if near is None or near.link is None:
            wet = True
            words += f" ({country_name(spot.country)}); the nearest lies across water"
        else:
            links.append(near.link)
            words += f"; the nearest is {near.away_km:,.0f} km off, at {near.spot.name}"
        said.append(f"{words}.")
    suspects: tuple[MissingLink, ...] = ()
    one, other = ends
    if not wet and search(one, other, terms, Weights()) is None:
        rest = _missing(one, other, terms)
        links += rest.links
        suspects = rest.suspects
    return _answer(
        question,
        " ".join(said),
        _other_kinds(question, start, end, wet=wet),
        MissingLinks(links=() if wet else tuple(links), suspects=suspects),
    )


def _other_kinds(question: Question, start: Spot, end: Spot, *, wet: bool) -> str:
    """Return how to ask for another way; by sea where water lies between."""
    kinds = ["sea-link" if wet else "road-link", "air-link"]
    names = " ".join(f'"{spot.name}"' if " " in spot.name else spot.name for spot in (start, end))
    asked = [f"comity examine {kind} {names}" for kind in kinds if kind != question.kind]
    return f"Ask for another way: {' or '.join(asked)}"


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
                names = f"{country_name(one)}–{country_name(other)}"
                found.append(f"{names} ({border.source}; {border.standing})")
    return "; ".join(found) or "one of the worldview's own"
