"""Related: teasers and links to other stories. They are kept, and are never facts."""

import re
from collections.abc import Sequence

from comity.model.facts import Related
from comity.model.text import Document, Sentence

__all__ = ["find_related"]

_LEAD = re.compile(
    r"\s*(?:also read|read also|read more|see also|related(?: stories| news)?|more on this|"
    r"don['’]t miss|you may also like|watch)\s*[:–—-]\s*",
    re.IGNORECASE,
)
LONGEST_WORDS = 60  # words of a quote; a longer teaser is cut


def find_related(document: Document, sentences: Sequence[Sentence]) -> tuple[Related, ...]:
    """Return the teasers of a document: each one's title, without the words that advertise it."""
    found = []
    for sentence in sentences:
        if sentence.role != "teaser":
            continue
        lead = _LEAD.match(sentence.text)
        title = " ".join(sentence.text[lead.end() if lead else 0 :].split())
        if not title:
            continue
        end = _end(sentence)
        found.append(
            Related(
                title=title,
                evidence=document.quote(sentence.start, end),
                confidence=0.95,
                found_by="rule:teaser",
            )
        )
    return tuple(found)


def _end(sentence: Sentence) -> int:
    words = list(re.finditer(r"\S+", sentence.text))[:LONGEST_WORDS]
    return sentence.start + words[-1].end()
