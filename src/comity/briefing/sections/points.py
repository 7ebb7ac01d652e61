"""The objective and the points to make: drafts from the facts, for the desk to decide."""

from collections.abc import Iterable
from datetime import date

from comity.briefing.material import Material
from comity.briefing.sections.measures import (
    days_open,
    is_open,
    is_unconfirmed,
    last_word,
    measure_notes,
    phrase_of,
    reported_on,
    words_of,
)
from comity.briefing.words import label, listed, plural, show_date, small
from comity.model.brief import Bullets, Paragraph, Section, Sentence
from comity.model.dates import ReportedDate
from comity.model.facts import MeasureStatus
from comity.model.records import MeasureHistory

__all__ = ["objective", "points"]

_ASKS = {
    MeasureStatus.DISCUSSED: "Ask for a proposal on",
    MeasureStatus.PROPOSED: "Seek an answer on",
    MeasureStatus.AGREED: "Ask for the next step on",
    MeasureStatus.SIGNED: "Ask for the first step on",
    MeasureStatus.UNDER_WAY: "Ask how far things have come with",
    MeasureStatus.SUSPENDED: "Ask what stands in the way of",
}
_DATED = frozenset({"visit", "joint-body", "business-forum", "culture-event", "military-exercise"})
_BUILT = frozenset({"road-link", "rail-link", "sea-link", "energy-link", "telecom-link"})
FRESH_DAYS = 365  # what was kept since is welcomed before anything is asked
WELCOMED_FIRST = 2
_FIRM = (MeasureStatus.AGREED, MeasureStatus.SIGNED)
_PROMISED = (*_FIRM, MeasureStatus.UNDER_WAY, MeasureStatus.SUSPENDED)


def objective(material: Material) -> tuple[Section, ...]:
    """Return the objective in two sentences: where things stand, and what comes first."""
    dossier, note = material.dossier, material.ledger_note()
    found = [item for item in dossier.measures if is_open(item)]
    who = listed(material.names_in_text) or "the parties"
    if not dossier.reports:
        text = f"No report on {who} is in the ledger, so there is nothing yet to follow up."
        mend = "Add one with: comity read --keep FILE, then ask for this brief again."
        first = Sentence(text=text, notes=(note,), key="objective")
        return _objective([first, Sentence(text=mend, notes=(note,), key="objective-next")])
    overdue = sum(item.overdue for item in found)
    late = f", {overdue:,} of them overdue" if overdue else ""
    text = f"Take stock of {plural(len(found), 'open measure')} between {who}{late}."
    if not dossier.measures:
        text = f"Keep contact between {who}; the reports held name no measure."
    elif not found:
        text = f"Keep contact between {who}; no measure is open."
    sentences = [Sentence(text=text, notes=(note,), key="objective")]
    ranked = _ranked(found, material)
    if ranked:
        sentences.append(
            Sentence(
                text=f"First: {small(_ask(ranked[0]))}.",
                notes=measure_notes(ranked[0], material),
                key="objective-next",
                unconfirmed=is_unconfirmed(ranked[0]),
            )
        )
    return _objective(sentences)


def _objective(sentences: Iterable[Sentence]) -> tuple[Section, ...]:
    blocks = (Paragraph(sentences=tuple(sentences)),)
    return (Section(key="objective", heading="Objective", blocks=blocks),)


def points(material: Material) -> tuple[Section, ...]:
    """Return one point for each measure worth raising.

    First the newest one or two kept within the last year, to be welcomed; then what is open: the
    overdue first, then what was promised, then what was only talked about, the oldest first in
    each. Where nothing is open, all that was kept is welcomed.
    """
    everything = material.dossier.measures
    kept = [item for item in everything if item.status is MeasureStatus.IMPLEMENTED]
    kept.sort(key=lambda item: (-(reported_on(item) or date.min).toordinal(), item.id))
    fresh = [item for item in kept if _is_fresh(item, material)][:WELCOMED_FIRST]
    found = [_welcome(item, material) for item in fresh]
    found += [_point(item, material) for item in _ranked(filter(is_open, everything), material)]
    found = found or [_welcome(item, material) for item in kept]
    if not found:
        return ()
    blocks = (Bullets(items=tuple(found)),)
    return (Section(key="points", heading="Points to make", blocks=blocks),)


def _ranked(found: Iterable[MeasureHistory], material: Material) -> list[MeasureHistory]:
    def rank(item: MeasureHistory) -> tuple[bool, bool, int, str]:
        promised = item.status in _PROMISED
        return not item.overdue, not promised, -(days_open(item, material.as_of) or 0), item.id

    return sorted(found, key=rank)


def _ask(history: MeasureHistory) -> str:
    ask = _ASKS.get(history.status, "Raise")
    firm = history.status in _FIRM
    if history.overdue:
        ask = "Ask what became of"
    elif firm and history.kind in _DATED:
        ask = "Ask for the date of"
    elif firm and history.kind in _BUILT:
        ask = "Ask when work begins on"
    elif firm and history.kind == "air-link":
        ask = "Ask for the start of"
    elif history.status is MeasureStatus.UNDER_WAY and history.kind in _BUILT:
        ask = "Ask for the date of completion of"
    return f"{ask} {phrase_of(history)}"


def _point(history: MeasureHistory, material: Material) -> Sentence:
    words = words_of(history)
    return Sentence(
        text=f"{_ask(history)} ({'; '.join(_facts(history, material))})"
        f"{f': {words}' if words else ''}.",
        notes=measure_notes(history, material),
        key=f"point:{history.id}",
        unconfirmed=is_unconfirmed(history),
    )


def _facts(history: MeasureHistory, material: Material) -> list[str]:
    """Return where a measure stands, since when, how often it was heard of, and when it is due."""
    step = last_word(history)
    said = label(history.status, "statuses")
    if step and step.date:
        said += f" {show_date(step.date)}"
    days = days_open(history, material.as_of)
    at_once = step and step.date and step.date.first == history.first_raised
    raised = plural(days, "day") if days else ""
    facts = [f"{said}, {raised} ago" if raised and at_once else said]
    if raised and not at_once:
        facts.append(f"first raised {raised} ago")
    if history.restated > 1:
        heard, last = f"heard {history.restated:,} times", history.last_heard
        if last and step and step.date and last > step.date.last:
            heard += f", last on {show_date(ReportedDate.day(last))}"
        facts.append(heard)
    if history.due:
        slip = history.slip_days
        late = f", {plural(slip, 'day')} late" if slip else ", now overdue"
        facts.append(f"due {show_date(history.due)}{late if history.overdue else ''}")
    return facts


def _is_fresh(history: MeasureHistory, material: Material) -> bool:
    day = reported_on(history)
    return day is not None and 0 <= (material.as_of - day).days < FRESH_DAYS


def _welcome(history: MeasureHistory, material: Material) -> Sentence:
    step, words = last_word(history), words_of(history)
    when = f", {show_date(step.date)}" if step and step.date else ""
    return Sentence(
        text=f"Welcome {phrase_of(history)} (reported as implemented{when})"
        f"{f': {words}' if words else ''}.",
        notes=measure_notes(history, material),
        key=f"point:{history.id}",
        unconfirmed=is_unconfirmed(history),
    )
