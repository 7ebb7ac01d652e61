"""Whose report it is: the country or organisation that a document speaks for."""

import re

from comity.model.actors import Party
from comity.model.text import Document, Sentence
from comity.reading.mentions.countries import find_namings
from comity.reading.mentions.dateline import Dateline
from comity.reading.mentions.tokens import find_tokens

__all__ = ["find_home"]


_MISSION = re.compile(
    r"\b(?:embassy|high commission|consulate(?:[- ]general)?|permanent (?:mission|delegation))"
    r" of (?:the )?(?P<who>[^,;]+?)(?= in | to | at |,|$)",
    re.IGNORECASE,
)
"""Publishers that sit abroad and speak for the country that sent them."""


def find_home(document: Document, dateline: Dateline) -> Party | None:
    """Return the publisher's country, else the one its name tells, else that of the dateline."""
    sender = _MISSION.search(document.publisher or "")
    sent = _named(sender["who"]) if sender else None
    if sent:
        return sent
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
