"""The countries at a glance."""

from comity.briefing.material import Material
from comity.model.brief import Section

__all__ = ["glance"]


def glance(material: Material) -> tuple[Section, ...]:
    """Return the two countries side by side; nothing where no profile is known."""
    return ()
