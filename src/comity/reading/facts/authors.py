"""Who speaks as "we" or "they": the parties of a meeting, the authors of a joint text."""

import re
from collections.abc import Iterable, Sequence

from comity.model.actors import Party
from comity.model.facts import Meeting
from comity.model.mentions import Mention
from comity.model.text import Document
from comity.reading.mentions import Mentions, find_mentions
from comity.reading.sentences import split_text

__all__ = ["MOST_AUTHORS", "find_authors", "is_joint", "unique"]

MOST_AUTHORS = 20
"""Parties; a longer list names the members of a body, which then speaks as one."""

_OPENING = 900  # characters in which a joint text names its authors
_LEAST = 3  # parties that make a list
_JOINT = re.compile(
    r"\bjoint (?:\w+ )?(?:statement|communiqu|declaration|press|leaders)"
    r"|\b(?:meeting|call|talks) (?:with|between)\b|\bwe, the\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"\bjoint (?:\w+ )?(?:statement|communiqu\w+|declaration)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"^\s*(?:\([A-Z]+\))?\s*(?:,|and|,\s*and|;)\s*(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE
)
_LED_BY = re.compile(r"\b(?:from|between|of|by|with|we,)\s+(?:the\s+)?$", re.IGNORECASE)
_PARTIES = frozenset({"country", "organisation"})


def is_joint(document: Document) -> bool:
    """Tell whether a text speaks for several parties, or of their meeting."""
    return bool(_JOINT.search(f"{document.title or ''} {document.text[:300]}"))


def find_authors(
    document: Document, mentions: Mentions, meetings: Sequence[Meeting]
) -> tuple[Party, ...]:
    """Return the parties that "we" and "they" mean in a text.

    Those of its meeting; else a list of parties in its opening, the publisher's own country added
    where the text is no joint statement; else those its title names; else its two sides. A list
    longer than ``MOST_AUTHORS`` gives none.
    """
    for meeting in meetings:
        parties = unique(p.represents for p in meeting.participants)
        if len(parties) > 1:
            return parties if len(parties) <= MOST_AUTHORS else ()
    stated = bool(_STATEMENT.search(f"{document.title or ''} {document.text[:200]}"))
    listed = _listed(document.text, mentions.within(0, _OPENING), led=not stated)
    if listed:
        home = (mentions.home,) if mentions.home and not stated else ()
        return unique([*home, *listed]) if len(listed) <= MOST_AUTHORS else ()
    titled = _titled(document) if stated else ()
    return titled if len(titled) > 1 else mentions.sides


def _listed(text: str, named: Sequence[Mention], *, led: bool) -> tuple[Party, ...]:
    """Return the first list of three parties or more, ``led`` by "from", "between" or the like."""
    run: list[Mention] = []
    for mention in [m for m in named if m.party and m.kind in _PARTIES]:
        if run and mention.start < run[-1].end:
            continue
        same = run and mention.party == run[-1].party
        if run and not same and not _BETWEEN.match(text[run[-1].end : mention.start]):
            if len(unique(m.party for m in run)) >= _LEAST:
                break
            run = []
        if run or not led or _LED_BY.search(text[max(0, mention.start - 20) : mention.start]):
            run.append(mention)
    parties = unique(m.party for m in run)
    return parties if len(parties) >= _LEAST else ()


def _titled(document: Document) -> tuple[Party, ...]:
    """Return the parties that the title names before it says what the text is about."""
    title = re.split(r"\b(?:on|regarding|endorsing|following)\b", document.title or "")
    found: list[Party | None] = []
    for part in title:
        whole = Document(id=document.id, text=part)
        found.extend(m.party for m in find_mentions(whole, split_text(part)).all)
        if len(unique(found)) > 1:
            break
    return unique(found)


def unique(parties: Iterable[Party | None]) -> tuple[Party, ...]:
    """Return the parties in order, each once."""
    return tuple(dict.fromkeys(party for party in parties if party))
