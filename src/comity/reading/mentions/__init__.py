"""Sentences to mentions: who and what the words of a document stand for."""

from comity.reading.mentions.find import OF_A_STATE, Mentions, find_mentions, supposed_party
from comity.reading.mentions.who import Person, Reference

__all__ = ["OF_A_STATE", "Mentions", "Person", "Reference", "find_mentions", "supposed_party"]
