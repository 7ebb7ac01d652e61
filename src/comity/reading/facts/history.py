"""History: earlier facts that a document recalls about a relationship, with parties and date."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from comity.model.actors import Party
from comity.model.dates import ReportedDate
from comity.model.facts import HistoricalFact, Meeting
from comity.model.mentions import Mention
from comity.model.text import Document, Sentence
from comity.reading.facts.clause_features import history_features
from comity.reading.facts.plain_words import CONFIDENCE, find_recalled
from comity.reading.facts.views import View, view_clauses
from comity.reading.mentions import Mentions
from comity.reading.models import LinearModel, load_model

__all__ = ["HISTORY", "find_history", "find_kind"]

HISTORY = "history"
"""The class of a clause that recalls a fact."""

_CUES: Mapping[str, str] = MappingProxyType(
    {
        "trade-figure": (
            r"(?:trade|exports?|imports?|turnover|supplier|goods|commerce|tourists?|arrivals|cargo)"
            r"\b.{0,80}?(?:\d|percent|largest|third|times|doubled|tripled)"
            r"|(?:\d|million|billion|percent).{0,60}?\b(?:in|of) (?:\w+ )?(?:trade|exports|imports)"
            r"|\w+ (?:destination|market|partner) (?:of|for) (?:\w+ )?exports"
        ),
        "recognition": (
            r"recogni[sz]\w* .{0,60}?(?:independen|state|sovereign)"
            r"|first .{0,40}?to recogni[sz]e|recognition of"
            r"|acknowledg\w+ .{0,40}?(?:sovereignty|independence)"
        ),
        "relations-established": (
            r"(?:establish\w*|open\w*|resum\w*|restor\w*|anniversary|years|since|maintain\w*)\b"
            r".{0,60}?\b(?:diplomatic|bilateral|official) (?:relations|ties)"
            r"|(?:diplomatic|bilateral) (?:relations|ties)\b"
            r".{0,60}?(?:establish|since|date|\d{4}|resum|began)"
            r"|anniversary of .{0,60}?(?:relations|ties|partnership|friendship)"
            r"|dialogue partner|(?:with|between) [A-Z]\w+ (?:from|since|in) \d{4}"
        ),
        "treaty": (
            r"(?:treaty|agreement|accords?|convention|protocol|declaration|communiqu|pact\b|deal\b"
            r"|memorandum|framework|armistice|entered into force|compact|charter|alliance with"
            r"|ruling)"
        ),
        "conflict": (
            r"(?:invasion|invaded|attack\w*|war\b|annex\w*|terror\w*|missiles?|killed|murder\w*"
            r"|abduct\w*|assault|strikes?\b|fighting|genocide|occup\w+|hostilities|aggression"
            r"|division of|liberation|severed|violence|loss of|defeat)"
        ),
        "visit-or-meeting": (
            r"(?:visit\w*|meeting\w*|met\b|summit\w*|trip\b|calls? with|conversations?|spoke"
            r"|discussions?|talks|dialogue|consultations|session|engagements?|hosted|funeral"
            r"|inauguration|address by|conference|gathering|travel\w*)"
        ),
        "support-given": (
            r"(?:support\w*|assist\w*|aid\b|donat\w*|contribut\w*|help\w*|provided|delivered"
            r"|granted|humanitarian|package|relief|role in|efforts|evacuat\w*|hosting of|stood by)"
        ),
        "links": (
            r"(?:historic\w*|cultural\w*|heritage|friendship|ties|diaspora|origin|reside|workers"
            r"|values|ally\b|brother\w*|shared|links|community|founders?|monument|connections?)"
        ),
    }
)
"""What the words of a recalled fact hold, by its kind; the first kind that fits is the one."""

_KINDS = tuple(
    (kind, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for kind, words in _CUES.items()
)
_BODY = re.compile(
    r"\b(?:re)?launch\w* of\b"
    r"|\bestablished the\b.{0,60}?\b(?:committee|group|council|initiative)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_ENOUGH = 2  # parties a recalled fact needs before the sides of the document are put in


def find_history(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    meetings: Sequence[Meeting] = (),
    views: Sequence[View] | None = None,
    load: Callable[[str], LinearModel] = load_model,
) -> tuple[HistoricalFact, ...]:
    """Return the earlier facts that a document recalls, in the order of the text.

    Args:
        document: The document.
        sentences: Its sentences.
        mentions: Its mentions.
        meetings: The meetings found in it; they tell whom "they" means.
        views: Its clauses, if they have been viewed already.
        load: Gives a model by its name; others than those shipped when they are measured.
    """
    if views is None:
        views = view_clauses(document, sentences, mentions, meetings)
    model = load("history")
    floor = model.thresholds[0]
    found: list[HistoricalFact] = []
    for view in views:
        share = model.probability(history_features(view, document.published))
        if share < floor:
            continue
        found.append(
            HistoricalFact(
                kind=find_kind(view.clause.text),
                parties=_parties(view, mentions),
                date=_date(view.clause.start, view.clause.end, document, mentions),
                evidence=document.quote(view.clause.start, view.clause.end),
                confidence=model.calibration(share),
                found_by="model:history",
            )
        )
    plain = tuple(
        HistoricalFact(
            kind=one.kind,
            parties=one.parties,
            date=_date(one.start, one.end, document, mentions),
            evidence=document.quote(one.start, one.end),
            confidence=CONFIDENCE,
            found_by=f"rule:{one.kind}",
        )
        for one in find_recalled(sentences, mentions)
    )
    kept = [one for one in found if not any(one.evidence.overlaps(rule.evidence) for rule in plain)]
    return tuple(sorted((*kept, *plain), key=lambda one: one.evidence.start))


def find_kind(text: str) -> str:
    """Return the kind of fact that the words of a clause recall: the first whose cues they hold."""
    if _BODY.search(text):
        return "other"
    return next((kind for kind, cues in _KINDS if cues.search(text)), "other")


def _parties(view: View, mentions: Mentions) -> tuple[Party, ...]:
    """Return the parties the clause names or means; with one named, the voice or a side joins."""
    meant = set(mentions.meant(view.clause.start, view.clause.end))
    for party in (*view.voice.parties, *mentions.sides):
        if len(meant) >= _ENOUGH:
            break
        meant.add(party)
    return tuple(sorted(meant))


def _date(start: int, end: int, document: Document, mentions: Mentions) -> ReportedDate | None:
    """Return the date that a clause gives, not later than the document's own."""
    published = document.published
    within = mentions.within(start, end)
    dates = [read for m in within if m.kind == "date" and (read := _read(m))]
    for date in dates:
        if published is None or date.first <= published.last:
            return date
    year = _YEAR.search(document.text, start, end)
    if year and not dates and (published is None or int(year.group()) <= published.last.year):
        return ReportedDate.year(int(year.group()), basis="text")
    return None


def _read(mention: Mention) -> ReportedDate | None:
    first = mention.value.split("/")[0]
    return ReportedDate.parse(first, basis="text") if first else None
