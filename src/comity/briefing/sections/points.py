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
    name_of,
    reported_on,
    words_of,
)
from comity.briefing.words import (
    capital,
    label,
    listed,
    plural,
    show_date,
    small,
    the_country,
)
from comity.model.brief import Bullets, Paragraph, Section, Sentence
from comity.model.facts import MeasureStatus
from comity.model.records import MeasureHistory

__all__ = ["if_raised", "objective", "points"]

_ASKS = {
    MeasureStatus.DISCUSSED: "Ask for a proposal on",
    MeasureStatus.PROPOSED: "Seek an answer on",
    MeasureStatus.AGREED: "Ask for the next step on",
    MeasureStatus.SIGNED: "Ask for the first step on",
    MeasureStatus.UNDER_WAY: "Ask for the date of completion of",
    MeasureStatus.SUSPENDED: "Ask what stands in the way of",
}


_DATED = frozenset({"visit", "joint-body", "business-forum", "culture-event", "military-exercise"})
_BUILT = frozenset({"road-link", "rail-link", "sea-link", "energy-link", "telecom-link"})
FRESH_DAYS = 365  # what was kept since is welcomed before anything is asked
WELCOMED_FIRST = 2
_FIRM = (MeasureStatus.AGREED, MeasureStatus.SIGNED)


def objective(material: Material) -> tuple[Section, ...]:
    """Return the objective in two sentences: where things stand, and what comes first."""
    dossier, note = material.dossier, material.ledger_note()
    found = [item for item in dossier.measures if is_open(item)]
    who = listed(material.names_in_text) or "the parties"
    if not dossier.reports:
        text = f"No report on {who} is in the ledger, so there is nothing yet to follow up."
        mend = "Add one with: comity read --keep FILE, then ask for this brief again."
        first = Sentence(text=text, notes=(note,), key="objective")
        second = Sentence(text=mend, notes=(note,), key="objective-next")
        return (
            Section(
                key="objective", heading="Objective", blocks=(Paragraph(sentences=(first, second)),)
            ),
        )
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
    return (
        Section(
            key="objective", heading="Objective", blocks=(Paragraph(sentences=tuple(sentences)),)
        ),
    )


def points(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return one point for each measure worth raising.

    First the newest one or two kept within the last year, to be welcomed; then what is open, the
    overdue and the oldest first; last whatever else was kept.
    """
    everything = material.dossier.measures
    kept = [item for item in everything if item.status is MeasureStatus.IMPLEMENTED]
    kept.sort(key=lambda item: (-(reported_on(item) or date.min).toordinal(), item.id))
    fresh = [item for item in kept if _is_fresh(item, material)][:WELCOMED_FIRST]
    found = [_welcome(item, material) for item in fresh]
    found += [_point(item, material) for item in _ranked(filter(is_open, everything), material)]
    found += [_welcome(item, material) for item in kept if item not in fresh]
    if not found:
        return ()
    return (
        Section(
            key="points", heading="Points to make", blocks=(Bullets(items=tuple(found[:at_most])),)
        ),
    )


def if_raised(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return defensive points: where a side opposes or calls for something."""
    sentences = []
    for record in material.dossier.positions:
        if record.stance == "supports":
            continue
        holder = capital(the_country(record.holder))
        verb = {"opposes": "has spoken against", "calls-for": "has called for action on"}
        matter = record.matter or small(label(record.area, "areas"))
        target = f" (concerns {the_country(record.target)})" if record.target else ""
        said = verb.get(record.stance, label(record.stance, "stances"))
        sentences.append(
            Sentence(
                text=f"{holder} {said} {matter}{target}, {show_date(record.date)}.",
                notes=(material.notes.quote(record.evidence),),
                key=f"if-raised:{record.id}",
                unconfirmed=not record.confirmed,
            )
        )
    if not sentences:
        return ()
    return (
        Section(
            key="if-raised",
            heading="If raised",
            blocks=(Bullets(items=tuple(sentences[:at_most])),),
        ),
    )


def _ranked(found: Iterable[MeasureHistory], material: Material) -> list[MeasureHistory]:
    def rank(item: MeasureHistory) -> tuple[bool, int, str]:
        return not item.overdue, -(days_open(item, material.as_of) or 0), item.id

    return sorted(found, key=rank)


def _ask(history: MeasureHistory) -> str:
    ask = _ASKS.get(history.status, "Raise")
    if history.status in _FIRM and history.kind in _DATED:
        ask = "Ask for the date of"
    elif history.status in _FIRM and history.kind in _BUILT:
        ask = "Ask when work begins on"
    elif history.status in _FIRM and history.kind == "air-link":
        ask = "Ask for the start of"
    return f"{ask} the {small(name_of(history))}"


def _point(history: MeasureHistory, material: Material) -> Sentence:
    step = last_word(history)
    days = days_open(history, material.as_of)
    since = f"; first raised {plural(days, 'day')} ago" if days else ""
    due = f"; due {show_date(history.due)}" if history.due else ""
    late = ", now overdue" if history.overdue else ""
    when = f" {show_date(step.date)}" if step and step.date else ""
    said = f" ({label(history.status, 'statuses')}{when}"
    again = f"; heard {history.restated:,} times" if history.restated > 1 else ""
    return Sentence(
        text=f"{_ask(history)}{said}{since}{again}{due}{late}){words_of(history)}.",
        notes=measure_notes(history, material),
        key=f"point:{history.id}",
        unconfirmed=is_unconfirmed(history),
    )


def _is_fresh(history: MeasureHistory, material: Material) -> bool:
    day = reported_on(history)
    return day is not None and 0 <= (material.as_of - day).days < FRESH_DAYS


def _welcome(history: MeasureHistory, material: Material) -> Sentence:
    step = last_word(history)
    when = f", {show_date(step.date)}" if step and step.date else ""
    return Sentence(
        text=f"Welcome the {small(name_of(history))} (reported as implemented{when})"
        f"{words_of(history)}.",
        notes=measure_notes(history, material),
        key=f"point:{history.id}",
        unconfirmed=is_unconfirmed(history),
    )
