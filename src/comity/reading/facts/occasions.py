"""When and where: the day and the place that a sentence gives to an encounter."""

import re
from datetime import date, timedelta
from functools import cache

from comity.model.actors import Party, Place
from comity.model.dates import ReportedDate
from comity.model.text import Sentence
from comity.reading.facts.encounters import word_list
from comity.reading.mentions import Mentions
from comity.reading.mentions.dateline import place_named
from comity.reading.mentions.dates import find_dates

__all__ = ["find_day", "find_place"]


@cache
def _other_day() -> re.Pattern[str]:
    return re.compile(rf"\b{word_list('other_day')}\s*$", re.IGNORECASE)


FAR_DAYS = 10
"""A day told after the purpose of an encounter is its day only if it lies so few days back."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find_day(
    text: str, sentence: Sentence, words: tuple[int, int], today: date | None
) -> ReportedDate | None:
    """Return the day or days a sentence gives to an encounter.

    ``None`` if it gives none: then the dateline or the day of publication stands.

    Args:
        text: The document's text.
        sentence: The sentence that reports the encounter.
        words: Where the words of the encounter start, and where its clause ends.
        today: The day the report speaks on.
    """
    trigger, cut = words
    year = _YEAR.search(sentence.text) if today is None else None
    today = date(int(year.group()), 7, 1) if year else today
    found = []
    for mention in find_dates(text, sentence.start, sentence.end, today):
        lead = text[max(sentence.start, mention.start - 80) : mention.start]
        future = today is not None and mention.date.first > today + timedelta(days=1)
        ranged = mention.date.precision == "range" and lead.rstrip().endswith("from")
        late = mention.start > cut and not _is_near(mention.date, today)
        if mention.date.precision == "month" or (future and year is None) or late:
            continue
        if ranged or not _other_day().search(lead):
            found.append((abs(mention.start - trigger), mention.date))
    if not found:
        return None
    return _as_meeting_day(min(found, key=lambda pair: pair[0])[1])


def _is_near(day: ReportedDate, today: date | None) -> bool:
    if today is None or day.precision != "day":
        return False
    return today - timedelta(days=FAR_DAYS) <= day.first <= today


def _as_meeting_day(day: ReportedDate) -> ReportedDate:
    """Return a range of days as its month, with both ends kept."""
    if day.precision != "range":
        return day
    return ReportedDate(first=day.first, last=day.last, precision="month", basis=day.basis)


_AT = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?(?:capital\s+|city of\s+|town of\s+)?"
    r"(?P<name>[A-ZÀ-Ž][\w'’.-]*(?:[ -](?:de|da|do|of|la|el|al)?[ -]?[A-ZÀ-Ž][\w'’-]*){0,3}"
    r"(?:, D\.?C\.?)?)"
    r"(?:,\s*(?P<state>[A-Z][\w'’. -]+))?"
)


def find_place(text: str, sentence: Sentence, trigger: int, mentions: Mentions) -> Place | None:
    """Return the city or house a sentence gives to an encounter, the nearest to its words."""
    references = mentions.people.in_sentence(sentence.index)
    found: list[tuple[int, Place]] = []
    for match in _AT.finditer(text, sentence.start, sentence.end):
        if any(r.start <= match.start() < r.end for r in references):
            continue
        place = _named(match["name"], _state(match, mentions))
        if place:
            found.append((abs(match.start() - trigger), place))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _state(match: re.Match[str], mentions: Mentions) -> Party | None:
    if not match["state"]:
        return None
    parties = mentions.named(match.start("state"), match.end("state"))
    return parties[0] if parties else None


def _named(name: str, state: Party | None) -> Place | None:
    """Return the place of the longest beginning of a run of capitals that is one."""
    words = name.rstrip(".,").split(" ")
    for size in range(len(words), 0, -1):
        shown = " ".join(words[:size]).rstrip(",")
        place = place_named(shown)
        if place:
            return Place(name=shown, country=state or place.country)
    return Place(name=name.rstrip("."), country=state) if state else None
