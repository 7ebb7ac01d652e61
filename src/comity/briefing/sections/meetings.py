"""Who met whom, where and when; who the people are; what was talked about."""

from collections.abc import Sequence

from comity.briefing.material import Material, left_out, machine_found
from comity.briefing.words import (
    capital,
    country_name,
    label,
    listed,
    measure_name,
    plain,
    plural,
    show_date,
    small,
    the_country,
)
from comity.model.actors import Participant
from comity.model.brief import (
    Block,
    Column,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
    Timeline,
    TimelineEntry,
)
from comity.model.records import MeetingRecord

__all__ = [
    "meeting_sentence",
    "meetings",
    "newest_first",
    "people",
    "subjects",
    "subjects_in_a_line",
    "timeline",
]

NAMED_AT_MOST = 4  # participants a sentence can carry; the table of people has them all
ENTRIES_AT_MOST = 24  # of a timeline; more cannot be read on paper
_VERBS = {"call": "spoke by telephone or video", "letter": "exchanged letters"}


def meetings(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return the meetings, newest first, one sentence each."""
    found = newest_first(material.dossier.meetings)
    if not found:
        return ()
    shown = found[:at_most]
    sentences = [meeting_sentence(meeting, material) for meeting in shown]
    for meeting in shown:
        sentences += _disagreements(meeting, material)
    heading = "The meeting" if len(found) == 1 else "Meetings"
    blocks: tuple[Block, ...] = (
        *(Paragraph(sentences=(sentence,)) for sentence in sentences),
        *left_out(len(found) - len(shown), "more meeting", "more meetings", material),
    )
    return (Section(key="meetings", heading=heading, blocks=blocks),)


def newest_first(records: Sequence[MeetingRecord]) -> tuple[MeetingRecord, ...]:
    """Return meetings by date, the newest first and the undated last."""
    return tuple(
        sorted(
            records,
            key=lambda meeting: (
                meeting.date is None,
                -(meeting.date.last.toordinal()) if meeting.date else 0,
                meeting.id,
            ),
        )
    )


def meeting_sentence(meeting: MeetingRecord, material: Material) -> Sentence:
    """Return who met whom, where and when, in one sentence."""
    where = f" in {meeting.place.name}" if meeting.place else ""
    when = f" on {show_date(meeting.date)}" if meeting.date else ""
    if meeting.date and meeting.date.precision != "day":
        when = f" in {show_date(meeting.date)}"
    sides = _sides(meeting, material)
    if len(sides) >= 2 and sum(len(side) for side in sides) <= NAMED_AT_MOST:  # noqa: PLR2004
        one, rest = sides[0], [person for side in sides[1:] for person in side]
        verb = _VERBS.get(meeting.form, "met")
        joint = " with" if meeting.form in _VERBS else ""
        text = f"{_named(one)} {verb}{joint} {_named(rest)}{where}{when}."
    else:
        form = capital(label(meeting.form, "forms"))
        people_in = [person for side in sides for person in side]
        named = f": {_named(people_in[:NAMED_AT_MOST])}" if people_in else ""
        more = len(people_in) - NAMED_AT_MOST
        text = f"{form}{where}{when}{named}{f' and {more:,} more' if more > 0 else ''}."
    return Sentence(
        text=text,
        notes=tuple(dict.fromkeys(material.notes.quote(item) for item in meeting.evidence[:3]))
        or (material.ledger_note(),),
        key=f"meeting:{meeting.id}",
        unconfirmed=not meeting.confirmed,
    )


def people(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return the people of the meetings with office and country, those last met first."""
    rows: dict[tuple[str, str, str], Row] = {}
    for meeting in newest_first(material.dossier.meetings):
        for person in meeting.participants:
            name, office = person.name or "not named", capital(person.office or "")
            country = country_name(person.represents) if person.represents else "not stated"
            key = (name, office, country)
            if key in rows:
                continue
            posted = f" (to {the_country(person.accredited_to)})" if person.accredited_to else ""
            rows[key] = Row(
                cells=(name, office + posted or "not stated", country, show_date(meeting.date)),
                notes=(material.notes.quote(person.evidence),),
                key=f"person:{name}:{office}:{country}",
                unconfirmed=machine_found(person.found_by) and not meeting.confirmed,
            )
    if not rows:
        return ()
    table = Table(
        caption="Offices as held on the day of the meeting",
        columns=(
            Column(label="Name"),
            Column(label="Office"),
            Column(label="For"),
            Column(label="Last met"),
        ),
        rows=tuple(rows.values())[:at_most],
    )
    blocks: tuple[Block, ...] = (
        table,
        *left_out(len(rows) - len(table.rows), "person", "people", material),
    )
    return (Section(key="people", heading="People", blocks=blocks),)


def subjects(material: Material) -> tuple[Section, ...]:
    """Return what was talked about: each area with the newest words that carry it."""
    newest: dict[str, tuple[str, int, bool, int]] = {}
    for report in material.dossier.reports:
        for subject in report.subjects:
            times = newest[subject.area][3] + 1 if subject.area in newest else 1
            note = material.notes.quote(subject.evidence)
            newest[subject.area] = (
                subject.evidence.quote,
                note,
                machine_found(subject.found_by),
                times,
            )
    if not newest:
        return ()
    ordered = sorted(newest.items(), key=lambda item: (-item[1][3], item[0]))
    rows = tuple(
        Row(
            cells=(capital(label(area, "areas")), f"{times:,}"),
            notes=(note,),
            key=f"subject:{area}",
            unconfirmed=machine,
        )
        for area, (_, note, machine, times) in ordered
    )
    columns = (Column(label="Area"), Column(label="Reports", number=True))
    table = Table(caption="Issue areas, most often first", columns=columns, rows=rows)
    return (Section(key="subjects", heading="Subjects", blocks=(table,)),)


def subjects_in_a_line(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return what was talked about as one sentence with a note for each area it names."""
    found = subjects(material)
    if not found:
        return ()
    rows = [row for block in found[0].blocks if isinstance(block, Table) for row in block.rows]
    named = [small(row.cells[0]) for row in rows]
    rows = rows[:at_most]
    more = len(named) - len(rows)
    areas = listed(named[:at_most] + ([f"{more:,} more areas"] if more > 1 else named[len(rows) :]))
    sentence = Sentence(
        text=f"They talked about {areas}.",
        notes=tuple(dict.fromkeys(number for row in rows for number in row.notes)),
        key="subjects",
        unconfirmed=any(row.unconfirmed for row in rows),
    )
    return (
        Section(key="subjects", heading="Subjects", blocks=(Paragraph(sentences=(sentence,)),)),
    )


def timeline(material: Material) -> tuple[Block, ...]:
    """Return the timeline of meetings and measures; nothing where fewer than two are dated."""
    entries = [
        TimelineEntry(
            first=meeting.date.first,
            last=meeting.date.last,
            lane="Meetings",
            label=capital(label(meeting.form, "forms"))
            + (f" in {meeting.place.name}" if meeting.place else "")
            + ("" if meeting.confirmed else "†"),
        )
        for meeting in material.dossier.meetings
        if meeting.date
    ]
    for history in material.dossier.measures:
        previous = None
        for step in history.statuses:
            if step.date and step.status != previous:
                name = measure_name(history.kind, history.endpoints)
                entries.append(
                    TimelineEntry(
                        first=step.date.first,
                        last=step.date.last,
                        lane="Measures",
                        label=f"{name}: {label(step.status, 'statuses')}"
                        + ("" if step.confirmed else "†"),
                    )
                )
            previous = step.status
    if len({entry.first for entry in entries}) < 2:  # noqa: PLR2004 - one day is no timeline
        return ()
    entries.sort(key=lambda entry: (entry.first, entry.last, entry.lane, entry.label))
    shown = tuple(entries[-ENTRIES_AT_MOST:])
    caption = "Meetings and measures in time"
    if len(shown) < len(entries):
        caption += f": the latest {len(shown):,} of {len(entries):,} entries"
    alt = "; ".join(f"{entry.first.isoformat()} {entry.label}" for entry in shown)
    picture = Timeline(caption=caption, alt=alt, entries=shown, notes=(material.ledger_note(),))
    return (picture,)


def _sides(meeting: MeetingRecord, material: Material) -> list[list[Participant]]:
    order = {party: index for index, party in enumerate(material.dossier.parties)}
    sides: dict[str, list[Participant]] = {}
    for person in meeting.participants:
        sides.setdefault(person.represents or "", []).append(person)
    ranked = sorted(sides, key=lambda party: (order.get(party, len(order)), party == "", party))  # type: ignore[call-overload]
    return [sides[party] for party in ranked]


def _named(people_in: Sequence[Participant]) -> str:
    return listed([_person(person) for person in people_in])


def _person(person: Participant) -> str:
    country = the_country(person.represents) if person.represents else ""
    office = person.office or ""
    if person.accredited_to and country:
        described = f"{capital(office)} of {country} to {the_country(person.accredited_to)}"
    elif country and country.removeprefix("the ").casefold() not in office.casefold():
        described = f"{capital(office)} of {country}" if office else country
    else:
        described = capital(office)
    if person.name and described:
        return f"{person.name} ({described})"
    return person.name or (f"the {described}" if office else described) or "an unnamed official"


def _disagreements(meeting: MeetingRecord, material: Material) -> list[Sentence]:
    return [
        Sentence(
            text=f"Reports differ on the {plain(item.field)} of this meeting: "
            + listed(
                [f"{value} ({plural(len(docs), 'report')})" for value, docs in item.values],
                last="or",
            )
            + ".",
            notes=tuple(dict.fromkeys(material.notes.quote(words) for words in meeting.evidence)),
            key=f"disagreement:{meeting.id}:{item.field}",
            unconfirmed=not meeting.confirmed,
        )
        for item in meeting.disagreements
        if meeting.evidence
    ]
