"""The pictures of two countries: where they lie, and what happened when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.model.actors import Party
from comity.model.brief import Map, Timeline
from comity.model.dossier import Dossier
from comity.model.records import MeasureHistory, MeetingRecord
from comity.workbench.bench import Workbench

__all__ = ["Picture", "pair_map", "pair_timeline"]

DRAWN = ("air-link", "road-link", "rail-link", "sea-link")
"""Kinds of measure whose way is drawn."""
DRAWN_AT_MOST = 6  # of a map: more cannot be told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing as SVG text, with its caption and what it shows in words."""

    svg: str
    caption: str
    alt: str


def pair_map(
    bench: Workbench, parties: tuple[Party, Party], measures: Iterable[MeasureHistory], as_of: date
) -> Picture | None:
    """Return the map of two countries with the places and ways of their measures.

    Nothing where one of the two has no outline: an organisation has none.
    """
    found = tuple(measures)
    drawn = [one for one in found if one.kind in DRAWN and len(one.endpoints) > 1][:DRAWN_AT_MOST]
    dossier = Dossier(
        parties=parties,
        as_of=as_of,
        measures=found,
        examinations=tuple(bench.examine(bench.question_of(one, as_of)) for one in drawn),
        worldview=bench.settings.worldview,
    )
    from comity.briefing.pictures import map_of  # noqa: PLC0415 - loads the composer

    return _picture(map_of(dossier))


def pair_timeline(
    parties: tuple[Party, Party],
    measures: Iterable[MeasureHistory],
    meetings: Iterable[MeetingRecord],
    as_of: date,
) -> Picture | None:
    """Return the latest meetings and steps of measures in time; nothing where all is of one day."""
    dossier = Dossier(
        parties=parties, as_of=as_of, measures=tuple(measures), meetings=tuple(meetings)
    )
    from comity.briefing.pictures import timeline_of  # noqa: PLC0415 - loads the composer

    return _picture(timeline_of(dossier))


def _picture(drawn: tuple[Map | Timeline, str] | None) -> Picture | None:
    if drawn is None:
        return None
    block, svg = drawn
    return Picture(svg=svg, caption=block.caption, alt=block.alt)
