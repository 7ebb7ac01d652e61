"""Which reports speak of one meeting, and the one record they make together. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from comity.ledger.merging_people import Seen, merge_people
from comity.ledger.spelling import same_person, skeleton
from comity.ledger.stated import Link, Stated, meeting_dyads, regroup
from comity.model.actors import Dyad, Participant
from comity.model.dates import ReportedDate
from comity.model.facts import Meeting
from comity.model.records import Disagreement, MeetingRecord

__all__ = ["SLACK", "may_be_near", "merge_meetings", "same_meeting"]

SLACK = timedelta(days=1)
"""How far a date that rests on publication may lie from the day: filing after midnight."""

APART = frozenset({"call", "letter"})
"""Forms that merge only with their own kind."""

ONE_HOLDER = frozenset(
    {
        "head-of-state", "head-of-government", "foreign-minister", "defence-minister",
        "permanent-secretary", "ambassador", "national-security-adviser", "organisation-head",
    }
)  # fmt: skip
"""Offices a party has one of at a time (an ambassador: one at each post)."""

SAYS_NOTHING = frozenset({"none", "other"})
"""Kinds of office that do not tell two people apart."""

MOST_SIDES = 2
"""A meeting of more sides than this is of many parties, of whom some reports leave out a few."""


def same_meeting(one: Stated[Meeting], other: Stated[Meeting]) -> bool:
    """Tell whether two reports speak of the same meeting.

    They do when the same sides met, in forms that can be one, on dates that agree, and on each of
    two sides a person or an office of the one is found in the other. Two meetings of one document
    are two. Dates agree when they begin and end on the same days; a day of slack is given only
    where a date rests on publication. A date no nearer than a month matches nothing.

    Args:
        one: A meeting as one document states it.
        other: Another; the order does not matter.

    Returns:
        True if the two should be one meeting in the ledger.
    """
    return (
        one.document != other.document
        and _forms_agree(one.said.form, other.said.form)
        and _sides_agree(one.sides, other.sides)
        and _dates_agree(one.date, other.date)
        and _people_agree(one, other)
    )


def may_be_near(one: Stated[Meeting], other: Stated[Meeting]) -> bool:
    """Tell whether two reports may be of one meeting as far as sides and days go."""
    if one.date is None or other.date is None or not _sides_agree(one.sides, other.sides):
        return False
    return abs(one.date.first - other.date.first) <= SLACK


def merge_meetings(
    stated: Iterable[Stated[Meeting]], *, links: Iterable[Link] = ()
) -> tuple[MeetingRecord, ...]:
    """Return the meetings behind what was stated, oldest first; any order gives the same records.

    A report joins a record only if it agrees with *every* report there, so the days of a long visit
    are never chained into one. Dates that the text gives are settled first; what rests on
    publication joins the nearest. Work grows with the meetings of neighbouring days, not with the
    square of all.

    Args:
        stated: Meetings as documents state them, each once.
        links: What users merged or split, in the order they did.
    """
    ordered = sorted({one.fact: one for one in stated}.values(), key=_order)
    groups: list[list[Stated[Meeting]]] = []
    by_day: dict[int, list[list[Stated[Meeting]]]] = defaultdict(list)
    for one in ordered:
        home = _home(one, by_day)
        if home is None:
            home = []
            groups.append(home)
            if one.date is not None:
                by_day[one.date.first.toordinal()].append(home)
        home.append(one)
    records = [_record(sorted(group, key=_order)) for group in regroup(groups, links)]
    return tuple(sorted(records, key=_record_order))


def _order(one: Stated[Meeting]) -> tuple[bool, bool, int, str]:
    day = one.date.first.toordinal() if one.date else 0
    return (one.date is None, _is_loose(one.date), day, one.fact)


def _home(
    one: Stated[Meeting], by_day: dict[int, list[list[Stated[Meeting]]]]
) -> list[Stated[Meeting]] | None:
    if one.date is None:
        return None
    day = one.date.first.toordinal()
    for near in (day, day - 1, day + 1):
        for group in by_day.get(near, ()):
            if all(same_meeting(one, member) for member in group):
                return group
    return None


def _forms_agree(one: str, other: str) -> bool:
    return one == other or not {one, other} & APART


def _sides_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    if len(one) < MOST_SIDES or len(other) < MOST_SIDES:
        return False
    if min(len(one), len(other)) == MOST_SIDES:
        return one == other
    return len(one & other) * 2 >= len(one | other)


def _dates_agree(one: ReportedDate | None, other: ReportedDate | None) -> bool:
    if one is None or other is None or _is_vague(one) or _is_vague(other):
        return False
    slack = SLACK if _is_loose(one) or _is_loose(other) else timedelta(0)
    return abs(one.first - other.first) <= slack and abs(one.last - other.last) <= slack


def _is_vague(date: ReportedDate) -> bool:
    """Tell whether all that is known is the month or the year; the days of a visit are more."""
    return date.precision in {"month", "year"} and "/" not in date.iso


def _is_loose(date: ReportedDate | None) -> bool:
    return date is not None and date.basis == "published"


def _people_agree(one: Stated[Meeting], other: Stated[Meeting]) -> bool:
    met = 0
    for side in one.sides & other.sides:
        ours = [person for person in one.said.participants if person.represents == side]
        theirs = [person for person in other.said.participants if person.represents == side]
        met += any(_may_be_one(mine, yours) for mine in ours for yours in theirs)
    return met >= MOST_SIDES


def _may_be_one(one: Participant, other: Participant) -> bool:
    if one.name and other.name:
        if same_person(one.name, other.name):
            return True
        shared = set(skeleton(one.name).split()) & set(skeleton(other.name).split())
        return (
            bool(shared) and one.office_kind == other.office_kind and one.office_kind in ONE_HOLDER
        )
    return one.office_kind == other.office_kind and one.office_kind not in SAYS_NOTHING


def _record(group: Sequence[Stated[Meeting]]) -> MeetingRecord:
    first = group[0]
    forms = [(one.said.form, one) for one in group]
    dates = [(one.date.iso, one) for one in group if one.date]
    places = [(one.said.place.name, one) for one in group if one.said.place]
    people, spellings = merge_people(
        [
            Seen(person=person, document=one.document)
            for one in group
            for person in one.said.participants
        ],
        may_be_one=_may_be_one,
    )
    place = _most_said(places)
    sides = frozenset().union(*(one.sides for one in group))
    return MeetingRecord(
        id=f"m-{first.fact}",
        form=_most_said(forms) or first.said.form,
        dyads=tuple(Dyad.of(*pair) for pair in meeting_dyads(sides)),
        date=first.date,
        place=next(
            (one.said.place for one in group if one.said.place and one.said.place.name == place),
            None,
        ),
        participants=people,
        reports=tuple(sorted({one.document for one in group})),
        evidence=tuple(one.said.evidence for one in group),
        disagreements=(
            *_disagreement("form", forms),
            *_disagreement("date", dates),
            *_disagreement("place", places),
            *spellings,
        ),
    )


def _most_said(values: Sequence[tuple[str, Stated[Meeting]]]) -> str | None:
    counts: dict[str, int] = defaultdict(int)
    for value, _ in values:
        counts[value] += 1
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _disagreement(
    field: str, values: Sequence[tuple[str, Stated[Meeting]]]
) -> tuple[Disagreement, ...]:
    said: dict[str, set[str]] = defaultdict(set)
    for value, one in values:
        said[value].add(one.document)
    if len(said) < 2:  # noqa: PLR2004 - two to disagree
        return ()
    return (
        Disagreement(
            field=field,
            values=tuple((value, tuple(sorted(said[value]))) for value in sorted(said)),  # type: ignore[arg-type]
        ),
    )


def _record_order(record: MeetingRecord) -> tuple[bool, int, str]:
    return (record.date is None, record.date.first.toordinal() if record.date else 0, record.id)
