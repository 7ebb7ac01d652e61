"""The pictures of a brief: when and how far."""

from comity.briefing.material import Material
from comity.briefing.sections.meetings import timeline
from comity.model.brief import Section

__all__ = ["pictures"]


def pictures(material: Material) -> tuple[Section, ...]:
    """Return the timeline of meetings and measures, where there is more than one day to show."""
    blocks = timeline(material)
    return (Section(key="timeline", heading="Timeline", blocks=blocks),) if blocks else ()
