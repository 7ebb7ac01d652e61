"""Pictures as SVG text, by the kind of block; nothing where a picture cannot be drawn here."""

from comity.briefing.parts import timeline
from comity.model.brief import Chart, Map, Timeline

__all__ = ["draw"]


def draw(block: Chart | Map | Timeline) -> str | None:
    """Return the SVG of a block, or ``None`` where its table or caption must do."""
    if isinstance(block, Timeline):
        return timeline.draw(block)
    return None
