"""The map and the timeline of a dossier by themselves, for pages that are no brief."""

from collections.abc import Iterator

from comity.briefing.material import Material, Notes
from comity.briefing.parts.drawing import draw
from comity.briefing.sections.pictures import pictures
from comity.model.brief import BriefOptions, Map, Timeline
from comity.model.dossier import Dossier

__all__ = ["pictures_of"]


def pictures_of(dossier: Dossier) -> Iterator[tuple[Map | Timeline, str]]:
    """Yield the map and the timeline of a dossier, each with its drawing as SVG text."""
    options = BriefOptions(as_of=dossier.as_of, worldview=dossier.worldview)
    material = Material(dossier=dossier, options=options, notes=Notes({}), closed=frozenset())
    for section in pictures(material):
        for block in section.blocks:
            if isinstance(block, Map | Timeline) and (svg := draw(block)):
                yield block, svg
