"""Who the people are, and what was talked about."""

from collections.abc import Iterator
from dataclasses import dataclass

from comity.briefing.material import Material, machine_found
from comity.briefing.sections.meetings import newest_first
from comity.briefing.words import capital, country_name, label, listed, plural, show_date, small
from comity.briefing.words import the_country as the
from comity.model.actors import Participant
from comity.model.brief import Column, Paragraph, Row, Section, Sentence, Table
from comity.model.records import MeetingRecord
from comity.model.text import Evidence

__all__ = ["people", "subjects", "subjects_in_a_line"]

NAMED = 4  # areas a sentence on paper can name


def people(material: Material) -> tuple[Section, ...]:
    """Return the people of the meetings with office and country.

    Those one meets come before one's own, both before third parties; last met first in each.
    Names of one holder of one office that hold one another are one person.
    """
    found: dict[tuple[str, str], list[tuple[Participant, MeetingRecord]]] = {}
    for meeting in newest_first(material.dossier.meetings):
        for person in meeting.participants:
            group = found.setdefault((person.represents or "", _office(person)), [])
            same = [index for index, (other, _) in enumerate(group) if _is_same(person, other)]
            if not same:
                group.append((person, meeting))
            elif len(person.name or "") > len(group[same[0]][0].name or ""):
                group[same[0]] = (person, group[same[0]][1])
    rows = [
        (_side(person, material), -_day(meeting), _row(person, meeting, material))
        for group in found.values()
        for person, meeting in group
    ]
    if not rows:
        return ()
    rows.sort(key=lambda row: row[:2])
    table = Table(
        caption="Offices as held on the day of the meeting",
        columns=tuple(Column(label=name) for name in ("Name", "Office", "For", "Last met")),
        rows=tuple(row for _, _, row in rows),
    )
    return (Section(key="people", heading="People", blocks=(table,)),)


def _day(meeting: MeetingRecord) -> int:
    return meeting.date.last.toordinal() if meeting.date else 0


def _office(person: Participant) -> str:
    posted = f" (to {the(person.accredited_to)})" if person.accredited_to else ""
    return capital(person.office or "") + posted or "not stated"


def _is_same(one: Participant, other: Participant) -> bool:
    ours, theirs = _words(one), _words(other)
    return ours == theirs or bool(ours and theirs and (ours <= theirs or theirs <= ours))


def _words(person: Participant) -> frozenset[str]:
    return frozenset((person.name or "").casefold().replace(",", " ").replace(".", " ").split())


def _side(person: Participant, material: Material) -> int:
    parties = material.dossier.parties
    if person.represents not in parties:
        return len(parties)
    return 0 if person.represents != parties[0] else 1


def _row(person: Participant, meeting: MeetingRecord, material: Material) -> Row:
    name, office = person.name or "not named", _office(person)
    country = country_name(person.represents) if person.represents else "not stated"
    return Row(
        cells=(name, office, country, show_date(meeting.date)),
        notes=(material.notes.quote(person.evidence),),
        key=f"person:{name}:{office}:{country}",
        unconfirmed=machine_found(person.found_by) and not meeting.confirmed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Area:
    """An issue area: the newest words that carry it, and in how many reports it came up."""

    area: str
    evidence: Evidence
    by_machine: bool
    reports: int


def _areas(material: Material) -> list[_Area]:
    """Return what was talked about, most often first."""
    found: dict[str, tuple[Evidence, bool, set[str]]] = {}
    for report in material.dossier.reports:
        for subject in report.subjects:
            reports = found[subject.area][2] if subject.area in found else set()
            reports.add(report.id)
            found[subject.area] = (subject.evidence, machine_found(subject.found_by), reports)
    areas = [
        _Area(area=area, evidence=evidence, by_machine=machine, reports=len(reports))
        for area, (evidence, machine, reports) in found.items()
    ]
    return sorted(areas, key=lambda one: (-one.reports, one.area))


def subjects(material: Material) -> tuple[Section, ...]:
    """Return what was talked about as a table: each area, and in how many reports it came up."""
    rows = tuple(
        Row(
            cells=(capital(label(one.area, "areas")), f"{one.reports:,}"),
            notes=(material.notes.quote(one.evidence),),
            key=f"subject:{one.area}",
            unconfirmed=one.by_machine,
        )
        for one in _areas(material)
    )
    if not rows:
        return ()
    columns = (Column(label="Area"), Column(label="Reports", number=True))
    table = Table(caption="Issue areas, most often first", columns=columns, rows=rows)
    return (Section(key="subjects", heading="Subjects", blocks=(table,)),)


def subjects_in_a_line(material: Material) -> tuple[Section, ...]:
    """Return what was talked about as one sentence with a note for each area it names."""
    areas = _areas(material)
    if not areas:
        return ()
    shown = areas[:NAMED] if material.paper else areas
    names = list(_named(shown))
    if len(shown) < len(areas):
        names.append(plural(len(areas) - len(shown), "more area"))
    often = areas[0].reports > 1
    sentence = Sentence(
        text=f"{'Raised most often' if often else 'Raised'}: {listed(names)}.",
        notes=tuple(dict.fromkeys(material.notes.quote(one.evidence) for one in shown)),
        key="subjects",
        unconfirmed=any(one.by_machine for one in shown),
    )
    blocks = (Paragraph(sentences=(sentence,)),)
    return (Section(key="subjects", heading="Subjects", blocks=blocks),)


def _named(areas: list[_Area]) -> Iterator[str]:
    """Yield the areas' names, with the number of reports where it is more than one."""
    for index, one in enumerate(areas):
        name = small(label(one.area, "areas"))
        if one.reports == 1:
            yield name
        else:
            yield f"{name} ({one.reports:,}{' reports' if index == 0 else ''})"
