"""Who met whom, where and when, in sentences and in a picture."""

from collections.abc import Sequence

from comity.briefing.material import Material
from comity.briefing.naming import measure_name, where
from comity.briefing.words import (
    capital,
    label,
    listed,
    plain,
    plural,
    show_date,
    the_country,
)
from comity.model.actors import Participant
from comity.model.brief import (
    Block,
    Paragraph,
    Section,
    Sentence,
    Timeline,
    TimelineEntry,
)
from comity.model.records import MeetingRecord

__all__ = [
    "meeting_sentence",
    "meetings",
    "newest_first",
    "timeline",
]

NAMED_AT_MOST = 4  # participants a sentence can carry; the table of people has them all
ENTRIES_AT_MOST = 24  # of a timeline; more cannot be read on paper
_VERBS = {"call": "spoke by telephone or video", "letter": "exchanged letters"}


def meetings(material: Material) -> tuple[Section, ...]:
    """Return the meetings, newest first, one sentence each, and on what their reports differ."""
    found = newest_first(material.dossier.meetings)
    if not found:
        return ()
    blocks = tuple(
        Paragraph(
            sentences=(meeting_sentence(meeting, material), *_disagreements(meeting, material))
        )
        for meeting in found
    )
    heading = "The meeting" if len(found) == 1 else "Meetings"
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
    place = f" {where(meeting.place.name)}" if meeting.place else ""
    when = f" on {show_date(meeting.date)}" if meeting.date else ""
    if meeting.date and meeting.date.precision != "day":
        when = f" in {show_date(meeting.date)}"
    sides = _sides(meeting, material)
    if len(sides) >= 2 and sum(len(side) for side in sides) <= NAMED_AT_MOST:  # noqa: PLR2004
        one, rest = sides[0], [person for side in sides[1:] for person in side]
        verb = _VERBS.get(meeting.form, "met")
        joint = " with" if meeting.form in _VERBS else ""
        text = f"{_named(one)} {verb}{joint} {_named(rest)}{place}{when}."
    else:
        form = capital(label(meeting.form, "forms"))
        people_in = [person for side in sides for person in side]
        named = f": {_named(people_in[:NAMED_AT_MOST])}" if people_in else ""
        more = len(people_in) - NAMED_AT_MOST
        text = f"{form}{place}{when}{named}{f' and {more:,} more' if more > 0 else ''}."
    return Sentence(
        text=text,
        notes=tuple(dict.fromkeys(material.notes.quote(item) for item in meeting.evidence[:3]))
        or (material.ledger_note(),),
        key=f"meeting:{meeting.id}",
        unconfirmed=not meeting.confirmed,
    )


def timeline(material: Material) -> tuple[Block, ...]:
    """Return the timeline of meetings and measures; nothing where fewer than two are dated."""
    entries = [
        TimelineEntry(
            first=meeting.date.first,
            last=meeting.date.last,
            lane="Meetings",
            label=capital(label(meeting.form, "forms"))
            + (f" {where(meeting.place.name)}" if meeting.place else "")
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
