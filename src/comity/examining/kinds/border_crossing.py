"""A border crossing: where roads and railways cross the border of two neighbours."""

from comity.errors import UsageError
from comity.examining.corridor import CAREC, SPEEDS, is_free_border
from comity.examining.crossings import Crossing, find_crossings
from comity.examining.days import refuse_day
from comity.examining.inputs import Inputs
from comity.model.findings import Figure, Finding, Leg, NotExamined, Question, Range, Route
from comity.reference.countries import country_name
from comity.reference.places import find_city
from comity.reference.profiles import FACTBOOK, load_profiles
from comity.reference.transport_network import NETWORK_SOURCE, load_closed_borders
from comity.reference.worldviews import describe_worldview

__all__ = ["examine"]

SHOWN = 8


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the crossings between a question's two countries, or why there are none."""
    del sources
    refused = refuse_day(question)
    if refused is not None:
        return refused
    try:
        Inputs(question)
    except UsageError as error:
        return NotExamined(question=question, reason=error.problem, mend=error.mend)
    pair = _pair(question)
    if pair is None:
        return NotExamined(
            question=question,
            reason="A border crossing needs two countries, or a place in each.",
            mend="Name two neighbours: comity examine border-crossing PAK IRN",
        )
    border_km = _border_km(pair)
    crossings = find_crossings(*pair, worldview=question.worldview)
    names = f"{country_name(pair[0])} and {country_name(pair[1])}"
    if border_km is None and not crossings:
        return NotExamined(
            question=question,
            reason=f"{names} have no common land border in this edition. "
            + describe_worldview(question.worldview),
            mend="Ask for a road, rail or sea link between them: comity examine road-link "
            f"{pair[0]} {pair[1]}",
        )
    figures = [_count(mode, crossings) for mode in ("road", "rail")]
    if border_km is not None:
        figures.insert(0, _length(border_km))
    figures += [_wait(mode, pair) for mode in ("road", "rail") if _of(mode, crossings)]
    return Finding(
        question=question,
        headline=(
            f"{names}: {len(_of('road', crossings))} road and {len(_of('rail', crossings))} rail "
            "crossings on the main network."
        ),
        figures=tuple(figures),
        assumptions=(
            "Waits at the border are means of CAREC corridors (road 2021–2022, rail 2020–2022).",
            describe_worldview(question.worldview),
        ),
        routes=tuple(_route(crossing) for crossing in crossings[:SHOWN]),
        caveats=(
            *_closures(question, pair),
            "Local crossings and opening hours are not in this edition.",
        ),
    )


def _pair(question: Question) -> tuple[str, str] | None:
    found = list(dict.fromkeys(question.parties))
    for place in question.endpoints:
        city = find_city(place.name, place.country)
        country = place.country or (city.country if city else None)
        if country is not None and country not in found:
            found.append(country)
    return (found[0], found[1]) if len(found) > 1 else None


def _border_km(pair: tuple[str, str]) -> float | None:
    profiles = load_profiles()
    for one, other in (pair, pair[::-1]):
        profile = profiles.get(one)  # type: ignore[call-overload]
        if profile is not None and other in profile.border_km:
            return float(profile.border_km[other])
    return None


def _of(mode: str, crossings: tuple[Crossing, ...]) -> list[Crossing]:
    return [crossing for crossing in crossings if crossing.mode == mode]


def _length(km: float) -> Figure:
    return Figure(label="border_length", value=km, unit="km", basis="observed", sources=(FACTBOOK,))


def _count(mode: str, crossings: tuple[Crossing, ...]) -> Figure:
    return Figure(
        label=f"{mode}_crossings",
        value=float(len(_of(mode, crossings))),
        unit="count",
        basis="modelled",
        sources=(NETWORK_SOURCE,),
        note="On the main network, as mapped in April 2024 and patched.",
    )


def _wait(mode: str, pair: tuple[str, str]) -> Figure:
    low, high = SPEEDS[mode].border_h
    if is_free_border(*pair):
        return Figure(label=f"{mode}_wait", value=0.0, unit="h", low=0.0, high=low, basis="assumed")
    return Figure(
        label=f"{mode}_wait",
        value=(low + high) / 2,
        unit="h",
        low=low,
        high=high,
        basis="modelled",
        sources=(CAREC,),
    )


def _route(crossing: Crossing) -> Route:
    leg = Leg(
        mode=crossing.mode,
        start=crossing.places[0],
        end=crossing.places[1],
        distance_km=crossing.km,
        countries=crossing.countries,
        status=crossing.status,
        note=crossing.note,
        geometry=crossing.geometry,
    )
    return Route(
        modes=(crossing.mode,),
        countries=crossing.countries,
        distance_km=crossing.km,
        time_h=Range(low=0.0, high=SPEEDS[crossing.mode].border_h[1]),
        cost_usd_per_20t=None,
        borders=1,
        gauge_breaks=crossing.gauge_breaks,
        new_km=crossing.km if crossing.status in {"planned", "construction"} else 0.0,
        legs=(leg,),
    )


def _closures(question: Question, pair: tuple[str, str]) -> tuple[str, ...]:
    day = question.as_of or "9999"
    return tuple(
        f"The border is closed to {'all' if border.mode == 'all' else border.mode} traffic since "
        f"{border.since}: {border.source} ({border.standing})."
        for border in load_closed_borders()
        if border.countries == set(pair)
        and border.since <= day
        and (border.until is None or day < border.until)
    )
