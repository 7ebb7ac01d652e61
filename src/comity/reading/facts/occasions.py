"""When and where: the day and the place that a sentence gives to an encounter."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from comity.model.actors import Party, Place
from comity.model.dates import ReportedDate
from comity.model.text import Sentence
from comity.reading.facts.encounters import word_list
from comity.reading.mentions import Mentions
from comity.reading.mentions.dateline import place_named
from comity.reading.mentions.dates import find_dates

__all__ = [
    "find_day",
    "find_host",
    "find_news_day",
    "find_opening_day",
    "find_partner",
    "find_place",
    "find_span",
]


@cache
def _other_day() -> re.Pattern[str]:
    return re.compile(rf"\b{word_list('other_day')}\s*$", re.IGNORECASE)


_STAY = re.compile(r"\b(?:visit|trip|tour|mission|stay)\b", re.IGNORECASE)
FIRST_SENTENCES = 6
"""How many sentences are looked at for the days of a visit or of the news."""

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
        ranged = mention.date.precision == "range" and lead.rstrip().casefold().endswith("from")
        late = mention.start > cut and not _is_near(mention.date, today)
        if mention.date.precision == "month" or (future and year is None) or late:
            continue
        if ranged or not _other_day().search(lead):
            found.append((abs(mention.start - trigger), mention.date))
    if not found:
        return None
    return _as_meeting_day(min(found, key=lambda pair: pair[0])[1])


_AWAY = re.compile(
    r"\b(?:visit\w*|trip|tour|travell?ed|return\w*|arrived|arrival)\b[^.;]{0,60}?\b(?:to|from|in)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def find_host(text: str, sentences: Sequence[Sentence], mentions: Mentions) -> Party | None:
    """Return the country that the first sentences send the publisher's people to, if any."""
    for sentence in _first(sentences):
        for match in _AWAY.finditer(text, sentence.start, sentence.end):
            inside = mentions.within(match.end(), min(match.end() + 60, sentence.end))
            named = next((m for m in inside if m.start == match.end()), None)
            if named and named.party and named.party != mentions.home:
                return named.party
    return None


_COUPLE = re.compile(
    r"\s*(?:-|–|/|and|with)\s*(?:the\s+)?|['’]s? (?:relations?|ties) with (?:the )?"
)


def find_partner(text: str, mentions: Mentions) -> Party | None:
    """Return the country a document couples with the publisher's ("U.S.-Japan", "Japan and we").

    Without a couple, the only foreign country it names; ``None`` where there are several.
    """
    countries = [m for m in mentions.all if m.kind == "country" and m.party]
    coupled: Counter[Party] = Counter()
    for one, other in pairwise(countries):
        pair = {one.party, other.party}
        if (
            mentions.home in pair
            and len(pair) > 1
            and _COUPLE.fullmatch(text, one.end, other.start)
        ):
            coupled.update(party for party in pair if party and party != mentions.home)
    if coupled:
        return coupled.most_common(1)[0][0]
    foreign = {m.party for m in countries if m.party != mentions.home}
    return foreign.pop() if len(foreign) == 1 else None


def find_span(text: str, sentences: Sequence[Sentence], today: date | None) -> ReportedDate | None:
    """Return the days of the visit the first sentences tell of, as their month; else ``None``."""
    for sentence in _first(sentences):
        if not _STAY.search(sentence.text):
            continue
        for mention in find_dates(text, sentence.start, sentence.end, today):
            day = mention.date
            if day.precision == "range" and today and -1 <= (today - day.last).days <= 3 * FAR_DAYS:
                return _as_meeting_day(day)
    return None


def find_opening_day(text: str, end: int, today: date | None) -> ReportedDate | None:
    """Return the first day or days named before a place of the text: those of minutes."""
    found = find_dates(text, 0, end, today)
    return _as_meeting_day(found[0].date) if found else None


def find_news_day(
    text: str, sentences: Sequence[Sentence], today: date | None
) -> ReportedDate | None:
    """Return the recent day that the first sentence of the news names ("on Tuesday")."""
    for sentence in _first(sentences)[:1]:
        for mention in find_dates(text, sentence.start, sentence.end, today):
            if not mention.exact and _is_near(mention.date, today):
                return mention.date
    return None


def _first(sentences: Sequence[Sentence]) -> list[Sentence]:
    body = [s for s in sentences[: 3 * FIRST_SENTENCES] if s.role == "body" and len(s.text) > 40]  # noqa: PLR2004 - shorter ones are datelines
    return body[:FIRST_SENTENCES]


def _is_near(day: ReportedDate, today: date | None) -> bool:
    if today is None or day.precision != "day":
        return False
    return today - timedelta(days=FAR_DAYS) <= day.first <= today


def _as_meeting_day(day: ReportedDate) -> ReportedDate:
    """Return a range of days within a month as that month, with both ends kept."""
    if day.precision != "range" or day.first.month != day.last.month:
        return day
    return ReportedDate(first=day.first, last=day.last, precision="month", basis=day.basis)


_AT = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?(?:capital\s+|city of\s+|town of\s+)?"
    r"(?P<name>[A-ZÀ-Ž][\w'’.-]*(?:[ -](?:de|da|do|of|la|el|al)?[ -]?[A-ZÀ-Ž][\w'’-]*){0,3}"
    r"(?:, D\.?C\.?)?)"
    r"(?:,\s*(?P<state>[A-Z][\w'’. -]+))?"
)


def find_place(
    text: str, sentence: Sentence, words: tuple[int, int], mentions: Mentions
) -> Place | None:
    """Return the city or house a sentence gives to an encounter, the nearest to its words.

    ``words`` are where the words of the encounter start, and where its purpose begins.
    """
    trigger, purpose = words
    references = mentions.people.in_sentence(sentence.index)
    found: list[tuple[int, Place]] = []
    for match in _AT.finditer(text, sentence.start, purpose):
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
