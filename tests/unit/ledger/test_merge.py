"""Which reports speak of one meeting, and what the record of it holds."""

from datetime import date

import pytest

from comity.ledger.merge import merge_meetings, same_meeting
from comity.ledger.spelling import fold, same_person
from comity.ledger.stated import Stated, meeting_sides
from comity.model.actors import Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import Meeting
from comity.model.text import Document, DocumentId

Person = tuple[str | None, str, str]
KHAN: Person = ("Asad Majeed Khan", "permanent-secretary", "PAK")
MAJEED: Person = ("Asad Majeed", "permanent-secretary", "PAK")
FARHADOV: Person = ("Khazar Farhadov", "ambassador", "AZE")
FERHADOV: Person = ("Xəzər Fərhadov", "ambassador", "AZE")
SECRETARY: Person = (None, "permanent-secretary", "PAK")
AMBASSADOR: Person = (None, "ambassador", "AZE")


def met(
    name: str,
    *people: Person,
    day: str = "2023-04-13",
    last: str | None = None,
    basis: str = "text",
    form: str = "meeting",
    place: str | None = "Islamabad",
) -> Stated[Meeting]:
    """Return a meeting as one document states it."""
    document = Document(id=DocumentId(name), text="they met")
    evidence = document.quote(0, 8)
    first = date.fromisoformat(day)
    meeting = Meeting(
        form=form,
        date=ReportedDate(
            first=first,
            last=date.fromisoformat(last) if last else first,
            precision="range" if last else "day",
            basis=basis,  # type: ignore[arg-type]
        ),
        place=Place(name=place) if place else None,
        participants=tuple(
            Participant(
                name=person,
                office=kind,
                office_kind=kind,
                represents=Party(side),
                evidence=evidence,
            )
            for person, kind, side in people
        ),
        evidence=evidence,
    )
    return Stated(fact=name, said=meeting, date=meeting.date, sides=meeting_sides(meeting))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(("Asad Majeed"), "Asad Majeed Khan", True, id="a name left out"),
        pytest.param("Khazar Farhadov", "Xəzər Fərhadov", True, id="Latin and Azerbaijani"),
        pytest.param("A. M. Khan", "Asad Majeed Khan", True, id="initials"),
        pytest.param("Khan", "Asad Majeed Khan", True, id="family name"),
        pytest.param("Asad", "Asad Majeed Khan", False, id="given name alone"),
        pytest.param("Asad Umar", "Asad Majeed", False, id="another family"),
        pytest.param("A. B.", "C. D.", False, id="nothing but initials"),
        pytest.param("", "Asad Majeed", False, id="no name"),
        pytest.param("Mr. Muhammad Ali", "Mohammed Ali", True, id="vowels"),
    ],
)
def test_spellings_of_one_person(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Names that may be one person's, in either order."""
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bakı", "baki"),
        ("Fərhadov", "ferhadov"),
        ("İSLAM", "islam"),
        ("كراچي", "کراچی"),
        ("٢٠٢٣", "2023"),
        ("Łódź", "lodz"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """What search compares instead of the letters typed."""
    assert fold(text) == folded


MEETING = met("a", KHAN, FARHADOV)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(met("b", MAJEED, FERHADOV), True, id="other spellings"),
        pytest.param(met("b", SECRETARY, AMBASSADOR), True, id="offices alone"),
        pytest.param(met("b", KHAN), False, id="one side only"),
        pytest.param(met("b", KHAN, (None, "foreign-minister", "AZE")), False, id="another office"),
        pytest.param(
            met("b", KHAN, ("Jeyhun Bayramov", "ambassador", "AZE")), False, id="another name"
        ),
        pytest.param(
            met("b", KHAN, FARHADOV, (None, "ambassador", "TUR")), False, id="a third side"
        ),
        pytest.param(met("b", KHAN, FARHADOV, form="call"), False, id="a call"),
        pytest.param(met("b", KHAN, FARHADOV, form="visit"), True, id="called a visit"),
        pytest.param(met("b", KHAN, FARHADOV, day="2023-04-14"), False, id="next day, both dated"),
        pytest.param(
            met("b", KHAN, FARHADOV, day="2023-04-14", basis="published"), True, id="filed next day"
        ),
        pytest.param(
            met("b", KHAN, FARHADOV, day="2023-04-15", basis="published"), False, id="two days on"
        ),
        pytest.param(
            met("b", KHAN, FARHADOV, day="2023-04-12", last="2023-04-15"), False, id="a long visit"
        ),
        pytest.param(met("a", KHAN, FARHADOV), False, id="the same document"),
    ],
)
def test_same_meeting(other: Stated[Meeting], same: bool) -> None:  # noqa: FBT001
    """When two reports speak of one meeting, asked either way round."""
    assert same_meeting(MEETING, other) is same
    assert same_meeting(other, MEETING) is same


def test_days_of_a_long_visit_are_not_chained() -> None:
    """Three reports published on three days are never one meeting."""
    records = merge_meetings(
        [
            met(name, KHAN, FARHADOV, day=day, basis="published")
            for name, day in (("a", "2023-04-13"), ("b", "2023-04-14"), ("c", "2023-04-15"))
        ]
    )

    assert [record.reports for record in records] == [("a", "b"), ("c",)]


def test_loose_date_joins_the_nearest_dated_meeting() -> None:
    """What was published on the 14th belongs to the meeting dated the 14th, not the 13th."""
    records = merge_meetings(
        [
            met("pub", KHAN, FARHADOV, day="2023-04-14", basis="published"),
            met("first", KHAN, FARHADOV, day="2023-04-13"),
            met("second", KHAN, FARHADOV, day="2023-04-14"),
        ]
    )

    assert [record.reports for record in records] == [("first",), ("pub", "second")]


def test_record_keeps_every_report_and_lists_what_they_disagree_on() -> None:
    """The fullest name stands; places, dates and spellings that differ are listed."""
    (record,) = merge_meetings(
        [
            met("a", MAJEED, FARHADOV),
            met("b", KHAN, FERHADOV, place="Rawalpindi"),
            met("c", SECRETARY, AMBASSADOR, day="2023-04-14", basis="published"),
        ]
    )

    assert record.reports == ("a", "b", "c")
    assert [person.name for person in record.participants] == [
        "Khazar Farhadov",
        "Asad Majeed Khan",
    ]
    assert record.date == ReportedDate.day(date(2023, 4, 13), basis="text")
    assert [(one.field, one.values) for one in record.disagreements] == [
        ("date", (("2023-04-13", ("a", "b")), ("2023-04-14", ("c",)))),
        ("place", (("Islamabad", ("a", "c")), ("Rawalpindi", ("b",)))),
        ("name of Khazar Farhadov", (("Khazar Farhadov", ("a",)), ("Xəzər Fərhadov", ("b",)))),
        ("name of Asad Majeed Khan", (("Asad Majeed", ("a",)), ("Asad Majeed Khan", ("b",)))),
    ]


def test_undated_meetings_stand_alone() -> None:
    """Without a date nothing says that two meetings are one."""
    undated = [
        Stated(fact=one.fact, said=one.said, date=None, sides=one.sides)
        for one in (MEETING, met("b", KHAN, FARHADOV))
    ]

    assert len(merge_meetings(undated)) == 2
