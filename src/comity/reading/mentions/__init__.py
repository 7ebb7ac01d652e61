"""Sentences to mentions: who and what the words of a document stand for."""

from comity.reading.mentions.find import Mentions, find_mentions

__all__ = ["Mentions", "find_mentions"]
