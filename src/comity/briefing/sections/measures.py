"""The measures: where each stands, since when, what was kept and what is overdue."""

from collections.abc import Callable
from datetime import date

from comity.briefing.material import Material
from comity.briefing.naming import measure_name, measure_phrase
from comity.briefing.parts.columns import without_last_column
from comity.briefing.words import (
    capital,
    country_name,
    label,
    listed,
    plural,
    quoted,
    show_date,
    small,
)
from comity.model.brief import (
    Block,
    Bullets,
    Column,
    Ladder,
    Paragraph,
    Row,
    Section,
    Sentence,
    Step,
    Table,
)
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
    "phrase_of",
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


def phrase_of(history: MeasureHistory) -> str:
    """Return the measure as it stands within a sentence: ``the visit to Baku``."""
    return measure_phrase(history.kind, history.endpoints)


def titled(history: MeasureHistory) -> str:
    """Return the measure's name, followed by a few of its words where it has no ends."""
    words = words_of(history, at_most=FEW_WORDS)
    return f"{name_of(history)}: {words}" if words else name_of(history)


def words_of(history: MeasureHistory, *, at_most: int = WORDS_AT_MOST) -> str:
    """Return the words a measure without ends rests on, as they follow it; else nothing."""
    step = last_word(history)
    if history.endpoints or step is None:
        return ""
    quote = step.evidence.quote
    if len(quote) > at_most:
        quote = f"{quote[:at_most].rsplit(' ', 1)[0]} …"
    return quoted(quote)


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


def measures(material: Material, *, after_points: bool = False) -> tuple[Section, ...]:
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
    block: Block
    if found:
        block = _table(found, material, named=name_of if after_points else titled)
    else:
        text = f"All {plural(len(everything), 'measure')} are closed."
        if len(everything) == 1:
            text = "The one measure on record is closed."
        done = Sentence(text=text, notes=(material.ledger_note(),), key="measures-none-open")
        block = Paragraph(sentences=(done,))
    return (Section(key="measures", heading="Open measures", blocks=(block,)),)


def kept_and_overdue(material: Material, *, after_points: bool = False) -> tuple[Section, ...]:
    """Return what was kept, what was given up or suspended, and what is overdue.

    After points to make, which open with what is overdue, that is not said again.
    """
    newest = sorted(
        material.dossier.measures,
        key=lambda item: (not is_open(item), -(reported_on(item) or date.min).toordinal(), item.id),
    )
    told = [(item, *_outcome(item)) for item in newest]
    told = [one for one in told if one[1] and not (after_points and one[1] == "Overdue")]
    if not told:
        return ()
    sorts = {sort for _, sort, _ in told}
    sentences = tuple(
        Sentence(
            text=f"{capital(text)}." if len(sorts) == 1 else f"{sort}: {text}.",
            notes=measure_notes(history, material),
            key=f"outcome:{history.id}",
            unconfirmed=is_unconfirmed(history),
        )
        for history, sort, text in told
    )
    heading = capital(listed([small(sort) for sort in _OUTCOMES if sort in sorts]))
    return (Section(key="outcomes", heading=heading, blocks=(Bullets(items=sentences),)),)


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
    table = Table(caption="Overdue first, then longest open", columns=columns, rows=tuple(rows))
    if material.paper and not any(history.due for history in found):
        return without_last_column(table)
    return table


def _day(day: date | None) -> str:
    return show_date(ReportedDate.day(day)) if day else ""


_OUTCOMES = ("Kept", "Given up", "Suspended", "Overdue")


def _outcome(history: MeasureHistory) -> tuple[str, str]:
    """Return what became of a measure as (sort, text); both empty where nothing is to be told."""
    words = words_of(history, at_most=FEW_WORDS)
    name = small(name_of(history)) + (f" ({words})" if words else "")
    step = last_word(history)
    when = ""
    if step and step.date:
        when = f" {'on' if step.date.precision == 'day' else 'in'} {show_date(step.date)}"
    late = plural(history.slip_days, "day") if (history.slip_days or 0) > 0 else ""  # type: ignore[arg-type]
    if history.status is MeasureStatus.IMPLEMENTED:
        slip = f", {late} after the date first promised" if late else ""
        return "Kept", f"{name}, reported as implemented{when}{slip}"
    if history.status is MeasureStatus.ABANDONED:
        return "Given up", f"{name}, reported as abandoned{when}"
    if history.status is MeasureStatus.SUSPENDED:
        return "Suspended", f"{name}, reported{when}"
    if history.overdue:
        due = f", promised for {show_date(history.due)}" if history.due else ""
        return "Overdue", f"{name}{due}{f', {late} late' if late else ''}"
    return "", ""


def ladders(material: Material) -> tuple[Section, ...]:
    """Return the status ladder of every measure."""
    found = [item for item in material.dossier.measures if item.statuses]
    if not found:
        return ()
    blocks = tuple(ladder(item, material) for item in found)
    return (Section(key="ladders", heading="Status of each measure", blocks=blocks),)
