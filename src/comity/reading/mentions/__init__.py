"""Sentences to mentions: who and what the words of a document stand for."""

from comity.reading.mentions.find import Mentions, find_mentions, supposed_party
from comity.reading.mentions.who import Person, Reference

__all__ = ["Mentions", "Person", "Reference", "find_mentions", "supposed_party"]
