"""People and offices over time, from the reports themselves. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from comity.ledger.spelling import same_person
from comity.model.actors import Party
from comity.model.dates import ReportedDate
from comity.model.records import OfficeRecord
from comity.model.text import DocumentId

__all__ = ["Sighting", "office_records"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One participant of one report."""

    party: str
    office_kind: str
    office: str | None
    accredited_to: str | None
    name: str | None
    date: ReportedDate | None
    document: str


def office_records(seen: Iterable[Sighting]) -> tuple[OfficeRecord, ...]:
    """Return who was seen in which office from when to when, by party, office and first day.

    Spellings of one person are brought together where every two of them may be one person's.
    """
    offices: dict[tuple[str, str, str], list[Sighting]] = defaultdict(list)
    for one in seen:
        offices[one.party, one.office_kind, one.accredited_to or ""].append(one)
    records = [_record(group) for key in sorted(offices) for group in _persons(offices[key])]
    return tuple(sorted(records, key=_order))


def _persons(seen: Sequence[Sighting]) -> list[list[Sighting]]:
    by_name: dict[str, list[Sighting]] = defaultdict(list)
    for one in seen:
        by_name[one.name or ""].append(one)
    groups: list[list[str]] = []
    for name in sorted(by_name, key=lambda name: (-len(name.split()), -len(name), name)):
        home = next(
            (group for group in groups if name and all(same_person(name, n) for n in group)), None
        )
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return [[one for name in group for one in by_name[name]] for group in groups]


def _record(group: Sequence[Sighting]) -> OfficeRecord:
    first = group[0]
    dates = [one.date for one in group if one.date is not None]
    offices: dict[str, int] = defaultdict(int)
    for one in group:
        if one.office:
            offices[one.office] += 1
    return OfficeRecord(
        party=Party(first.party),
        office_kind=first.office_kind,
        office=min(offices, key=lambda office: (-offices[office], office), default=None),
        accredited_to=Party(first.accredited_to) if first.accredited_to else None,
        names=tuple(dict.fromkeys(one.name for one in group if one.name)),
        first_seen=min(dates, key=lambda date: (date.first, date.last), default=None),
        last_seen=max(dates, key=lambda date: (date.last, date.first), default=None),
        documents=tuple(sorted({DocumentId(one.document) for one in group})),
    )


def _order(record: OfficeRecord) -> tuple[str, str, date, str]:
    name = record.names[0] if record.names else ""
    first = record.first_seen.first if record.first_seen else date.max
    return (record.party, record.office_kind, first, name)
