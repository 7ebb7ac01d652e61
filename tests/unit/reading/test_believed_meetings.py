"""Encounters in words that no rule knows, and who was at them. All people here are composed."""

import pytest

from comity.model.dates import ReportedDate
from comity.model.facts import Meeting, Report
from comity.model.text import Document, DocumentId
from comity.reading.pipeline import read


def _read(text: str, home: str, publisher: str | None = None) -> tuple[Meeting, ...]:
    report = read(
        Document(
            id=DocumentId("x"),
            text=text,
            publisher=publisher,
            publisher_country=home,
            published=ReportedDate.parse("2024-05-17", basis="published"),
        )
    )
    assert isinstance(report, Report)
    return report.meetings


def _who(meeting: Meeting) -> set[tuple[str | None, str, str | None]]:
    return {(p.name, p.office_kind, p.represents) for p in meeting.participants}


@pytest.mark.parametrize(
    ("home", "text", "people"),
    [
        pytest.param(
            "NLD",
            "THE HAGUE, 16 May 2024 – Trade Minister Femke Oord sat across the table from "
            "Uganda's Minister of Trade, Grace Nakato, for an hour on Thursday.\n\nThe two "
            "ministers discussed tariffs on flowers.",
            {("Femke Oord", "minister", "NLD"), ("Grace Nakato", "minister", "UGA")},
            id="words-no-rule-knows",
        ),
        pytest.param(
            "LTU",
            "Minutes of the 4th meeting of the Lithuanian-Moldovan joint committee\n\n"
            "Vilnius, 15 May 2024\n\nPresent:\n"
            "For Lithuania: Mr Jonas Petkus, Head of Division; Ms Rasa Kalnyte, Carriers' Union.\n"
            "For Moldova: Mr Ion Ceban, Deputy Director of the National Road Agency.\n\n"
            "1. The parties agreed the quota for the next year.",
            {
                ("Jonas Petkus", "official", "LTU"),
                ("Rasa Kalnyte", "official", "LTU"),
                ("Ion Ceban", "official", "MDA"),
            },
            id="delegates-listed-by-sides",
        ),
    ],
)
def test_people_of_one_meeting(home: str, text: str, people: set[tuple[str, str, str]]) -> None:
    """An encounter is read though no rule has its words, with exactly those who took part."""
    meetings = _read(text, home)

    assert [_who(meeting) for meeting in meetings] == [people]


def test_guest_is_whoever_came() -> None:
    """The "visiting dignitary" is the foreigner named before, in a meeting of its own."""
    text = (
        "NEW DELHI, 16 May 2024: Ms. Grace Wanjiru, Foreign Minister of Kenya, held talks with "
        "External Affairs Minister Arun Mehta here on Thursday.\n\n"
        "The visiting dignitary also called on Mr. Ravi Pillai, Minister of Commerce."
    )

    meetings = _read(text, "IND")

    assert ("Grace Wanjiru", "foreign-minister", "KEN") in _who(meetings[-1])
    assert ("Ravi Pillai", "minister", "IND") in _who(meetings[-1])


def test_an_embassy_speaks_for_who_sent_it() -> None:
    """The ambassador of an embassy's own report is not of the country it lies in."""
    text = (
        "Ambassador Zane Krumina met Minister of State for European Affairs Ciaran Healy this "
        "morning in Dublin. They discussed flights between Riga and Cork."
    )

    (meeting,) = _read(text, "IRL", publisher="Embassy of Latvia in Ireland")

    assert ("Zane Krumina", "ambassador", "LVA") in _who(meeting)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Sanna Koske will sit down with Namibia's Minister of Mines Petrus Hamu.",
        "The launch of the line was put off, Minister Sanna Koske said.",
    ],
    ids=["to-come", "nobody-met"],
)
def test_no_meeting_is_believed(text: str) -> None:
    """What is still to come, and news without an encounter, is believed to be no meeting."""
    assert _read(text, "FIN") == ()
