"""Pictures as SVG text, by the kind of block; nothing where a picture cannot be drawn here."""

from functools import lru_cache

from comity.briefing.parts import charts, timeline
from comity.briefing.parts import map as maps
from comity.model.brief import Chart, Map, Timeline

__all__ = ["draw"]


@lru_cache(maxsize=32)
def draw(block: Chart | Map | Timeline) -> str | None:
    """Return the SVG of a block, or ``None`` where its table or caption must do."""
    if isinstance(block, Timeline):
        return timeline.draw(block)
    if isinstance(block, Map):
        return maps.draw(block)
    return charts.draw(block)
