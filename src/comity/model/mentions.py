"""Phrases of a document resolved to what they name: a country, person, office, place or date."""

from dataclasses import dataclass
from typing import Literal

from comity.model.actors import Party

__all__ = ["Mention", "MentionKind"]

MentionKind = Literal["country", "organisation", "person", "office", "place", "date", "dispute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One phrase: half-open code points of the document's text, and what it stands for.

    ``value`` depends on the kind: the code of a country, the short name of an organisation, the
    full name of a person as the document gives it, the kind of an office, the name of a place or
    dispute, an ISO date. ``party`` is the country or organisation behind it: itself, the one a
    person or office represents, the one a place lies in; ``None`` where it cannot be told.
    ``form`` says how a country is named: by its ``name``, an ``adjective`` ("Dutch"), or a
    ``metonym`` ("Ankara said").
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    value: str
    sentence: int
    party: Party | None = None
    form: Literal["name", "adjective", "metonym"] | None = None
