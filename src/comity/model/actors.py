"""Who acts: countries and organisations, dyads, places, and the people of a meeting."""

from dataclasses import dataclass
from typing import NewType

from comity.model.text import Evidence

__all__ = ["DirectedDyad", "Dyad", "Participant", "Party", "Place"]

Party = NewType("Party", str)
"""ISO 3166-1 alpha-3 code of a country (XKX Kosovo), or an organisation's short name (UN, EU)."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties in no order: ``first`` sorts before ``second``."""

    first: Party
    second: Party

    def __post_init__(self) -> None:
        """Refuse a pair that is not two parties in order.

        Raises:
            ValueError: If the two are equal or out of order; ``Dyad.of`` sorts them.
        """
        if not self.first < self.second:
            message = (
                f"a dyad is two different parties in order, not {self.first} and {self.second}"
            )
            raise ValueError(message)

    @classmethod
    def of(cls, one: str, other: str) -> "Dyad":
        """Return the dyad of two parties given in either order."""
        first, second = sorted((one, other))
        return cls(Party(first), Party(second))


@dataclass(frozen=True, slots=True)
class DirectedDyad:
    """Two parties where the direction matters: from origin to destination."""

    origin: Party
    destination: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city or venue as the report names it; ``country`` is ``None`` where it cannot be told."""

    name: str
    country: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who took part: a person, or an office without a name.

    ``office`` is the title as the text has it; ``office_kind`` a code of the vocabulary.
    ``accredited_to`` is where an envoy of ``represents`` is posted.
    """

    name: str | None
    office: str | None
    office_kind: str
    represents: Party | None
    evidence: Evidence
    accredited_to: Party | None = None
    confidence: float = 1.0
    found_by: str = "rule:unstated"
