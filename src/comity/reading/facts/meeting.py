"""Meetings: which encounters a document reports as its news, when, where and who took part."""

from collections.abc import Sequence

from comity.model.facts import Meeting
from comity.model.text import Document, Sentence
from comity.reading.mentions import Mentions

__all__ = ["find_meetings"]


def find_meetings(
    document: Document, sentences: Sequence[Sentence], mentions: Mentions
) -> tuple[Meeting, ...]:
    """Return the meetings a document reports, in the order of the text."""
    return ()
