"""What an examination gives as the public JSON ``comity.examination/1``."""

from typing import Any

from comity.model.facts import Measure
from comity.model.findings import (
    Figure,
    Finding,
    Leg,
    MissingLink,
    NotExamined,
    Question,
    Range,
    Route,
    Series,
)
from comity.model.provenance import SourceRef

__all__ = [
    "EXAMINATION_SCHEMA",
    "examination_to_json",
    "figure_to_json",
    "series_to_json",
    "source_to_json",
]

EXAMINATION_SCHEMA = "comity.examination/1"

Json = dict[str, Any]


def examination_to_json(examination: Finding | NotExamined, measure: Measure | None = None) -> Json:
    """Return a finding, or why there is none, as one JSON object with the same keys.

    ``measure`` adds the status and date of the reported measure behind the question.
    """
    found = examination if isinstance(examination, Finding) else None
    missed = examination if isinstance(examination, NotExamined) else None
    return {
        "schema": EXAMINATION_SCHEMA,
        "measure": _measure_to_json(examination.question, measure),
        "headline": found.headline if found else None,
        "figures": [figure_to_json(figure) for figure in found.figures] if found else [],
        "assumptions": list(found.assumptions) if found else [],
        "caveats": list(found.caveats) if found else [],
        "used": dict(found.used) if found else {},
        "routes": [_route_to_json(route) for route in found.routes] if found else [],
        "missing_links": [_link_to_json(link) for link in examination.missing_links],
        "series": [series_to_json(series) for series in found.series] if found else [],
        "not_examined": {"reason": missed.reason, "mend": missed.mend} if missed else None,
    }


def _measure_to_json(question: Question, measure: Measure | None) -> Json:
    return {
        "kind": question.kind,
        "parties": list(question.parties),
        "endpoints": [
            {"name": place.name, "country": place.country} for place in question.endpoints
        ],
        "inputs": dict(question.inputs),
        "as_of": question.as_of,
        "worldview": question.worldview,
        "status": measure.status if measure else None,
    }


def figure_to_json(figure: Figure) -> Json:
    """Return a figure with its range, basis, year, ranks and sources."""
    return {
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "low": figure.low,
        "high": figure.high,
        "basis": figure.basis,
        "note": figure.note,
        "year": figure.year,
        "count": figure.count,
        "ranks": [
            {"country": one.country, "rank": one.rank, "among": one.among} for one in figure.ranks
        ],
        "sources": [source_to_json(source) for source in figure.sources],
    }


def series_to_json(series: Series) -> Json:
    """Return a series, its points oldest first."""
    return {
        "label": series.label,
        "unit": series.unit,
        "points": [{"year": year, "value": value} for year, value in series.points],
        "source": source_to_json(series.source),
    }


def source_to_json(source: SourceRef) -> Json:
    """Return what a figure cites."""
    return {
        "name": source.name,
        "vintage": source.vintage,
        "licence": source.licence,
        "address": source.address,
        "row": source.row,
    }


def _route_to_json(route: Route) -> Json:
    return {
        "modes": list(route.modes),
        "countries": list(route.countries),
        "distance_km": route.distance_km,
        "time_h": _range_to_json(route.time_h),
        "cost_usd_per_20t": _range_to_json(route.cost_usd_per_20t)
        if route.cost_usd_per_20t
        else None,
        "borders": route.borders,
        "gauge_breaks": [
            {"place": turn.place, "from_mm": turn.from_mm, "to_mm": turn.to_mm}
            for turn in route.gauge_breaks
        ],
        "new_km": route.new_km,
        "legs": [_leg_to_json(leg) for leg in route.legs],
        "notes": list(route.notes),
    }


def _range_to_json(bracket: Range) -> Json:
    return {"low": bracket.low, "high": bracket.high}


def _leg_to_json(leg: Leg) -> Json:
    return {
        "mode": leg.mode,
        "from": leg.start,
        "to": leg.end,
        "km": leg.distance_km,
        "countries": list(leg.countries),
        "gauge_mm": leg.gauge_mm,
        "status": leg.status,
        "note": leg.note,
        "geometry": [list(point) for point in leg.geometry],
    }


def _link_to_json(link: MissingLink) -> Json:
    return {
        "from": link.start,
        "to": link.end,
        "km": link.km,
        "saves_km": link.saves_km,
        "countries": list(link.countries),
        "planned_as": link.planned_as,
        "gauges_mm": list(link.gauges_mm),
        "sources": [source_to_json(source) for source in link.sources],
    }
