"""The measures: where each stands, since when, what was kept and what is overdue."""

from collections.abc import Callable
from datetime import date

from comity.briefing.material import Material, left_out
from comity.briefing.words import (
    capital,
    country_name,
    label,
    measure_name,
    plural,
    quoted,
    show_date,
)
from comity.model.brief import Column, Ladder, Paragraph, Row, Section, Sentence, Step, Table
from comity.model.dates import ReportedDate
from comity.model.facts import PROGRESS, MeasureStatus
from comity.model.records import MeasureHistory, StatusReport

__all__ = [
    "CLOSED",
    "days_open",
    "is_open",
    "is_unconfirmed",
    "kept_and_overdue",
    "ladder",
    "ladders",
    "last_word",
    "measure_notes",
    "measures",
    "name_of",
    "reported_on",
    "titled",
    "words_of",
]

WORDS_AT_MOST = 90  # characters of a quote beside a measure's name
FEW_WORDS = 48  # the same where space is scarce
CLOSED = (MeasureStatus.IMPLEMENTED, MeasureStatus.ABANDONED)


def is_open(history: MeasureHistory) -> bool:
    """Tell whether anything remains to be done."""
    return history.status not in CLOSED


def name_of(history: MeasureHistory) -> str:
    """Return the measure's name as headings and tables give it."""
    return measure_name(history.kind, history.endpoints)


def titled(history: MeasureHistory) -> str:
    """Return the measure's name, followed by a few of its words where it has no ends."""
    return name_of(history) + words_of(history, at_most=FEW_WORDS)


def words_of(history: MeasureHistory, *, at_most: int = WORDS_AT_MOST) -> str:
    """Return the words a measure without ends rests on, to follow its name; else nothing."""
    step = last_word(history)
    if history.endpoints or step is None:
        return ""
    quote = step.evidence.quote
    if len(quote) > at_most:
        quote = f"{quote[:at_most].rsplit(' ', 1)[0]} …"
    return f": {quoted(quote)}"


def days_open(history: MeasureHistory, as_of: date) -> int | None:
    """Return the days since the measure was first raised, or ``None`` where no report is dated."""
    return (as_of - history.first_raised).days if history.first_raised else None


def last_word(history: MeasureHistory) -> StatusReport | None:
    """Return the newest report that carries the measure's present status."""
    same = [step for step in history.statuses if step.status == history.status]
    steps = same or list(history.statuses)
    return steps[-1] if steps else None


def is_unconfirmed(history: MeasureHistory) -> bool:
    """Tell whether no person has confirmed the words the present status rests on."""
    step = last_word(history)
    return not (step and step.confirmed)


def reported_on(history: MeasureHistory) -> date | None:
    """Return the day on which the present status was last reported."""
    step = last_word(history)
    return step.date.last if step and step.date else None


def measure_notes(history: MeasureHistory, material: Material) -> tuple[int, ...]:
    """Return the note of the words the measure's status rests on."""
    step = last_word(history)
    return (material.notes.quote(step.evidence),) if step else (material.ledger_note(),)


def measures(
    material: Material, *, at_most: int | None = None, after_points: bool = False
) -> tuple[Section, ...]:
    """Return the table of open measures, overdue ones first, then the longest open.

    After points to make, which tell the words a measure rests on, the table names it alone.
    """
    everything = material.dossier.measures
    if not everything:
        return ()
    as_of = material.as_of
    found = sorted(
        filter(is_open, everything),
        key=lambda item: (not item.overdue, -(days_open(item, as_of) or 0), item.id),
    )
    if not found:
        text = f"All {plural(len(everything), 'measure')} are closed."
        done = Sentence(text=text, notes=(material.ledger_note(),), key="measures-none-open")
        return (
            Section(
                key="measures", heading="Open measures", blocks=(Paragraph(sentences=(done,)),)
            ),
        )
    table = _table(found[:at_most], material, named=name_of if after_points else titled)
    cut = left_out(len(found) - len(table.rows), "open measure", "open measures", material)
    return (Section(key="measures", heading="Open measures", blocks=(table, *cut)),)


def kept_and_overdue(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return what was implemented, what was given up, and what is overdue."""
    sentences = []
    newest = sorted(
        material.dossier.measures,
        key=lambda item: (
            not is_open(item),
            -(reported_on(item) or date.min).toordinal(),
            item.id,
        ),
    )
    for history in newest:
        text = _outcome(history)
        if text:
            sentences.append(
                Sentence(
                    text=text,
                    notes=measure_notes(history, material),
                    key=f"outcome:{history.id}",
                    unconfirmed=is_unconfirmed(history),
                )
            )
    if not sentences:
        return ()
    blocks = (
        *(Paragraph(sentences=(sentence,)) for sentence in sentences[:at_most]),
        *left_out(len(sentences[at_most or len(sentences) :]), "outcome", "outcomes", material),
    )
    return (Section(key="outcomes", heading="Kept, given up, overdue", blocks=blocks),)


def ladder(history: MeasureHistory, material: Material) -> Ladder:
    """Return the rungs a measure has climbed, each with the first day it was reported there."""
    reached: dict[MeasureStatus, StatusReport] = {}
    for step in history.statuses:
        reached.setdefault(step.status, step)
    top = max((PROGRESS.index(status) for status in reached if status in PROGRESS), default=-1)
    steps = tuple(
        Step(
            label=capital(label(status, "statuses")),
            reached=index <= top and (status in reached or index < top),
            on=f"{show_date(reached[status].date)}{'' if reached[status].confirmed else '†'}"
            if status in reached
            else None,
            detail=f"claimed by {country_name(party)}"
            if status in reached and (party := reached[status].claimed_by)
            else None,
        )
        for index, status in enumerate(PROGRESS)
    )
    aside = None
    if history.status not in PROGRESS or history.status != PROGRESS[top]:
        word = last_word(history)
        aside = f"Now {label(history.status, 'statuses')}" + (
            f", {show_date(word.date)}" if word else ""
        )
    notes = tuple(dict.fromkeys(material.notes.quote(s.evidence) for s in reached.values()))
    return Ladder(
        caption=titled(history),
        steps=steps,
        aside=aside,
        notes=notes or (material.ledger_note(),),
    )


def _table(
    found: list[MeasureHistory], material: Material, *, named: Callable[[MeasureHistory], str]
) -> Table:
    rows = []
    for history in found:
        days = days_open(history, material.as_of)
        rows.append(
            Row(
                cells=(
                    named(history),
                    capital(label(history.status, "statuses"))
                    + (", overdue" if history.overdue else ""),
                    _day(history.first_raised),
                    _day(history.last_heard),
                    f"{days:,}" if days is not None else "",
                    show_date(history.due, missing=""),
                ),
                notes=measure_notes(history, material),
                key=f"measure:{history.id}",
                values=(None, None, None, None, None if days is None else float(days), None),
                days=(
                    None,
                    None,
                    history.first_raised,
                    history.last_heard,
                    None,
                    history.due.last if history.due else None,
                ),
                unconfirmed=is_unconfirmed(history),
            )
        )
    columns = (
        Column(label="Measure"),
        Column(label="Status"),
        Column(label="First raised"),
        Column(label="Last heard"),
        Column(label="Days since raised", number=True),
        Column(label="Due"),
    )
    return Table(
        caption="Open measures, overdue first, then longest open", columns=columns, rows=tuple(rows)
    )


def _standing(history: MeasureHistory) -> str:
    status = capital(label(history.status, "statuses")).replace(" ", "\u00a0")
    return f"{status}, overdue" if history.overdue else status


def _day(day: date | None) -> str:
    return show_date(ReportedDate.day(day)) if day else ""


def _outcome(history: MeasureHistory) -> str | None:
    name, step = titled(history), last_word(history)
    when = f" on {show_date(step.date)}" if step and step.date else ""
    if step and step.date and step.date.precision != "day":
        when = f" in {show_date(step.date)}"
    if history.status is MeasureStatus.IMPLEMENTED:
        slip = (
            f", {plural(history.slip_days, 'day')} after the date first promised"
            if (history.slip_days and history.slip_days > 0)
            else ""
        )
        return f"Kept: {name} was reported as implemented{when}{slip}."
    if history.status is MeasureStatus.ABANDONED:
        return f"Given up: {name} was reported as abandoned{when}."
    if history.status is MeasureStatus.SUSPENDED:
        return f"Suspended: {name}, reported{when}."
    if history.overdue:
        late = f" and is {plural(history.slip_days, 'day')} late" if history.slip_days else ""
        due = f" for {show_date(history.due)}" if history.due else ""
        return f"Overdue: {name} was promised{due}{late}."
    return None


def ladders(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return the status ladder of every measure."""
    found = [item for item in material.dossier.measures if item.statuses]
    if not found:
        return ()
    blocks = tuple(ladder(item, material) for item in found[:at_most])
    return (Section(key="ladders", heading="Status of each measure", blocks=blocks),)
