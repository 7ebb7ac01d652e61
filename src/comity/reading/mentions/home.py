"""Whose report it is: the country or organisation that a document speaks for."""

from comity.model.actors import Party
from comity.model.text import Document, Sentence
from comity.reading.mentions.countries import find_namings
from comity.reading.mentions.dateline import Dateline
from comity.reading.mentions.tokens import find_tokens

__all__ = ["find_home"]


def find_home(document: Document, dateline: Dateline) -> Party | None:
    """Return the publisher's country, else the one its name tells, else that of the dateline."""
    if document.publisher_country:
        return Party(document.publisher_country)
    named = _named(document.publisher or "")
    if named:
        return named
    return dateline.place.country if dateline.place else None


def _named(publisher: str) -> Party | None:
    line = Sentence(start=0, end=len(publisher), text=publisher)
    tokens = find_tokens(publisher, [line])
    return next((naming.party for naming in find_namings(tokens)), None)
