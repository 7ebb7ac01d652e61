"""A direct flight between two cities: how far and how long."""

from comity.examining.ends import AirEnd, find_air_ends
from comity.examining.kernels.block_time import (
    CLIMB_DESCENT_H,
    CRUISE_KMH,
    TAXI_H,
    block_time_h,
    track_extension_km,
)
from comity.examining.kernels.geodesy import geodesic_km
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.model.provenance import SourceRef
from comity.reference.airports import AIRPORTS_SOURCE

__all__ = ["examine"]

BLOCK_TIME_SOURCE = SourceRef(
    name="block time = taxi + climb and descent + track / cruise speed",
    vintage="2026-11",
)
DETOUR_ALLOWANCE = 0.30  # longest detour round closed airspace allowed for in the upper end


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return distance and block time of a direct flight, or why it cannot be examined."""
    del sources
    ends = find_air_ends(question)
    if isinstance(ends, NotExamined):
        return ends
    start, end = (one.airport for one in ends)
    distance = geodesic_km(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg)
    track = distance + track_extension_km(distance)
    hours = block_time_h(track)
    return Finding(
        question=question,
        headline=(
            f"{start.city}–{end.city} is {distance:,.0f} km by great circle, "
            f"about {hours:.1f} h from gate to gate."
        ),
        figures=(
            Figure(
                label="great_circle_distance",
                value=distance,
                unit="km",
                low=distance,
                high=distance,
                basis="observed",
                sources=(AIRPORTS_SOURCE,),
            ),
            Figure(
                label="block_time",
                value=hours,
                unit="h",
                low=block_time_h(distance),
                high=block_time_h(track * (1 + DETOUR_ALLOWANCE)),
                basis="modelled",
                sources=(BLOCK_TIME_SOURCE, AIRPORTS_SOURCE),
            ),
        ),
        assumptions=(
            (
                f"Block time = {TAXI_H} h taxi + {CLIMB_DESCENT_H} h climb and descent "
                f"+ track / {CRUISE_KMH:.0f} km/h; track = great circle "
                f"+ {track_extension_km(distance):.0f} km."
            ),
            (
                "Closed airspace is not yet considered; the upper end allows for a detour of "
                f"{DETOUR_ALLOWANCE:.0%}."
            ),
            *_notes(ends),
        ),
    )


def _notes(ends: tuple[AirEnd, AirEnd]) -> tuple[str, ...]:
    return tuple(end.note for end in ends if end.note)
