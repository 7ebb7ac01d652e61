"""The map and the timeline of a dossier by themselves, for pages that are no brief."""

from comity.briefing.material import Material, Notes
from comity.briefing.parts.drawing import draw
from comity.briefing.sections.meetings import timeline
from comity.briefing.sections.pictures import map_section
from comity.model.brief import Block, BriefOptions, Map, Timeline
from comity.model.dossier import Dossier

__all__ = ["map_of", "timeline_of"]

Drawn = tuple[Map | Timeline, str]
"""A picture as data, and as SVG text."""


def map_of(dossier: Dossier) -> Drawn | None:
    """Return the map of a dossier; nothing where not both parties have an outline."""
    sections = map_section(_material(dossier))
    return _drawn(sections[0].blocks) if sections else None


def timeline_of(dossier: Dossier) -> Drawn | None:
    """Return the timeline of a dossier; nothing where fewer than two days are known."""
    return _drawn(timeline(_material(dossier)))


def _material(dossier: Dossier) -> Material:
    options = BriefOptions(as_of=dossier.as_of, worldview=dossier.worldview)
    return Material(dossier=dossier, options=options, notes=Notes({}), closed=frozenset())


def _drawn(blocks: tuple[Block, ...]) -> Drawn | None:
    for block in blocks:
        if isinstance(block, Map | Timeline):
            svg = draw(block)
            return (block, svg) if svg else None
    return None
