"""Signs that a clause recalls something: turns of phrase, and dates that lie before the report."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from comity.model.dates import ReportedDate
from comity.reading.facts.views import View

__all__ = ["find_signs", "place_in_time"]

_PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "recent-encounter": (
            r"\b(?:recent|last|previous|earlier|past|prior|first|inaugural|historic)\s+"
            r"(?:\w+[\s-]+){0,3}?(?:visits?|trips?|meetings?|conversations?|discussions?|calls?"
            r"|talks|summits?|engagements?|consultations|dialogue|session)\b"
        ),
        "their-encounter": (
            r"(?:\b(?:their|his|her)|[’']s)\s+(?:\w+[\s-]+){0,4}?(?:visit|trip|meeting"
            r"|conversations?|discussions?|call|summit|engagements?)\s+"
            r"(?:with|to|in|at|on|last|earlier|held)\b"
        ),
        "in-the-wake": (
            r"\b(?:in the wake of|in light of|after|following|since)\s+(?:the |its |their )?"
            r"(?:\S+\s+){0,4}?(?:attacks?|invasion|war|strikes?|deaths?|coup|assassination"
            r"|election|agreement|signing|visit|meeting|summit)\b"
        ),
        "owned-attack": (
            r"[’']s?\s+(?:\w+[\s,-]+){0,4}?"
            r"(?:attacks?|invasion|aggression|missile|strikes?|annexation|actions)\b"
        ),
        "thanks": (
            r"\b(?:thank\w*|appreciat\w+|gratitude|grateful|commend\w*|prais\w+|recogni\w+"
            r"|applaud\w*|congratulat\w+|lauded)\b.{0,120}?\b(?:support|help|role|hosting"
            r"|contributions?|assistance|efforts|leadership|generosity|hospitality|donation)\b"
        ),
        "under-accord": (
            r"\b(?:under|outlined in|enshrined in|set out in|signing of|pursuant to"
            r"|in accordance with|gains of|by the|in support of the)\s+(?:the\s+)?"
            r"(?:\S+\s+){0,6}?(?:agreement|accords?|communiqu[eé]|treaty|declaration|protocol"
            r"|convention|memorandum|framework)\b"
        ),
        "building-on": r"\b(?:building|builds?|built|follow\w*|reflecting)\s+(?:up)?on\b",
        "deed": (
            r"\b(?:announced|launched|established|created|founded|adopted|signed|released"
            r"|delivered|opened|hosted|joined|acceded|entered into force)\b"
        ),
        "has-done": (
            r"\b(?:has|have|had)\s+(?:\w+ly\s+|also\s+|already\s+)?"
            r"\w+(?:ed|en|ade|eld|iven|ought|ent)\b"
        ),
        "was-done": r"\b(?:was|were)\s+(?:\w+ly\s+)?\w+(?:ed|en|eld)\b",
        "years": r"\b\w+[ -]years?\b|\bdecades?\b|\bcenturies\b",
        "harm": (
            r"\b(?:killed|murdered|died|deaths?|loss of|injured|wounded|abducted|casualties"
            r"|condolences)\b"
        ),
        "figure": (r"(?:\$|usd|€)\s?[\d.,]+|\b[\d.,]+\s(?:million|billion|percent|per cent)\b|\d%"),
        "links": (
            r"\b(?:historic\w*|cultural|deep|longstanding|long-standing|people[- ]to[- ]people"
            r"|shared)\s+(?:\w+[\s,-]+){0,4}?"
            r"(?:ties|links|connections|bonds|values|friendship|partnership|relations)\b"
        ),
        "first": r"\b(?:first|inaugural|founding|among the)\b",
        "future": (
            r"\b(?:will|would|next|upcoming|forward to|plans?|intend\w*|later this|to be held"
            r"|should|must)\b"
        ),
        "ago": (
            r"\b(?:ago|last (?:year|month|week|summer|spring|autumn|winter)|yesterday"
            r"|previous day|earlier this|day prior|this past|over the (?:past|last))\b"
        ),
        "relative": r"^(?:which|where|who|when|that|whose)\b",
    }
)
"""Turns of phrase, in lower case, by what they are a sign of."""

_MARKS: Mapping[str, str] = MappingProxyType(
    {
        "recent-encounter": "recent last previous earlier past prior first inaugural historic",
        "their-encounter": (
            "visit trip meeting conversation conversations discussion discussions call summit "
            "engagement engagements"
        ),
        "in-the-wake": "wake light after following since",
        "owned-attack": (
            "attack attacks invasion aggression missile strike strikes annexation actions"
        ),
        "thanks": (
            "support help role hosting contribution contributions assistance efforts leadership "
            "generosity hospitality donation"
        ),
        "under-accord": (
            "agreement accord accords communique communiqué treaty declaration protocol "
            "convention memorandum framework"
        ),
        "building-on": "on upon",
        "deed": (
            "announced launched established created founded adopted signed released delivered "
            "opened hosted joined acceded entered"
        ),
        "has-done": "has have had",
        "was-done": "was were",
        "years": "year years decade decades centuries",
        "harm": (
            "killed murdered died death deaths loss injured wounded abducted casualties condolences"
        ),
        "links": "ties links connections bonds values friendship partnership relations",
        "first": "first inaugural founding among",
        "future": (
            "will would next upcoming forward plan plans intend intends intended intending later "
            "held should must"
        ),
        "ago": "ago last yesterday previous earlier prior past",
        "relative": "which where who when that whose",
    }
)
"""Words of which a turn of phrase holds at least one: without it the phrase is not looked for."""

_SIGNS = tuple((name, re.compile(words)) for name, words in _PHRASES.items())
_ALWAYS = frozenset(_PHRASES) - frozenset(_MARKS)
_BY_MARK = {
    mark: frozenset(name for name, marks in _MARKS.items() if mark in marks.split())
    for marks in _MARKS.values()
    for mark in marks.split()
}
_WORD = re.compile(r"[^\W\d_]+")
_NAMED_ACCORD = re.compile(
    r"\b[A-Z]\w+\s+(?:[A-Z]\w+\s+)*"
    r"(?:Agreement|Accords?|Communique|Treaty|Declaration|Protocol|Convention|Award|Charter)\b"
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_LONG_AGO_DAYS = 200
_PAST_DAYS = 4  # before the report; what happened since is the report's own news
_AHEAD_DAYS = 1  # after it: the report may be filed a day late


def find_signs(text: str) -> list[str]:
    """Return the names of the signs that the words of a clause hold."""
    lower = text.lower()
    marked = _ALWAYS.union(*[_BY_MARK[word] for word in _WORD.findall(lower) if word in _BY_MARK])
    signs = [name for name, pattern in _SIGNS if name in marked and pattern.search(lower)]
    return [*signs, "named-accord"] if _NAMED_ACCORD.search(text) else signs


def place_in_time(view: View, published: ReportedDate | None) -> str:
    """Return where the date of a clause lies: ``old``, ``past``, ``now``, ``future`` or ``none``.

    ``old-year`` is a bare year before that of the report.
    """
    place = "none"
    if published is None:
        return place
    for mention in view.mentions:
        if mention.kind == "date" and mention.value:
            date = ReportedDate.parse(mention.value.split("/")[0])
            days = (published.first - date.first).days
            place = _name(days)
    year = _YEAR.search(view.clause.text)
    if year and int(year.group()) < published.first.year and place in {"none", "future"}:
        return "old-year"
    return place


def _name(days: int) -> str:
    if days > _LONG_AGO_DAYS:
        return "old"
    if days > _PAST_DAYS:
        return "past"
    return "now" if days >= -_AHEAD_DAYS else "future"
