"""Meetings as reports of many styles tell them. All people here are composed."""

import pytest

from comity.model.dates import ReportedDate
from comity.model.facts import Meeting, Report
from comity.model.text import Document, DocumentId
from comity.reading.pipeline import read


def _read(text: str, home: str, published: str = "2024-05-17") -> tuple[Meeting, ...]:
    report = read(
        Document(
            id=DocumentId("x"),
            text=text,
            publisher_country=home,
            published=ReportedDate.parse(published, basis="published"),
        )
    )
    assert isinstance(report, Report)
    return report.meetings


def _who(meeting: Meeting) -> list[tuple[str | None, str, str | None]]:
    return [(p.name, p.office_kind, p.represents) for p in meeting.participants]


@pytest.mark.parametrize(
    ("home", "text", "form", "day", "people"),
    [
        (
            "PAK",
            (
                "Islamabad, 15 May 2024 (IPR): The Commerce Secretary, Mr. Farrukh Latif, on "
                "Wednesday received Mr. Rovshan Haji, the Ambassador of Azerbaijan in Pakistan, "
                "at his office."
            ),
            "meeting",
            "2024-05-15",
            [
                ("Farrukh Latif", "permanent-secretary", "PAK"),
                ("Rovshan Haji", "ambassador", "AZE"),
            ],
        ),
        (
            "USA",
            "President Adam Stone spoke today with Prime Minister Lars Holm of Denmark.",
            "call",
            "2024-05-17",
            [("Adam Stone", "head-of-state", "USA"), ("Lars Holm", "head-of-government", "DNK")],
        ),
        (
            "KAZ",
            (
                "On May 3, a telephone conversation took place between President of Kazakhstan "
                "Serik Abdi and President of Türkiye Kemal Dogan."
            ),
            "call",
            "2024-05-03",
            [("Serik Abdi", "head-of-state", "KAZ"), ("Kemal Dogan", "head-of-state", "TUR")],
        ),
        (
            "MNE",
            (
                "The second round of political consultations between Montenegro and Slovenia "
                "was held in Podgorica on 4 May. The Montenegrin delegation was headed by State "
                "Secretary Milena Vuk, while the Slovenian delegation was headed by State "
                "Secretary Janez Kova."
            ),
            "consultations",
            "2024-05-04",
            [
                ("Milena Vuk", "deputy-minister", "MNE"),
                ("Janez Kova", "deputy-minister", "SVN"),
            ],
        ),
        (
            "MLT",
            (
                "The Ambassador of Nepal, H.E. Bishnu Adhik, on Thursday presented his letters "
                "of credence to the President of Malta."
            ),
            "ceremony",
            "2024-05-16",
            [("Bishnu Adhik", "ambassador", "NPL"), (None, "head-of-state", "MLT")],
        ),
        (
            "AUT",
            (
                "Federal President Leopold Winter has sent a congratulatory telegram to the "
                "President of the Republic of Slovenia, Mojca Zupan."
            ),
            "letter",
            "2024-05-17",
            [("Leopold Winter", "head-of-state", "AUT"), ("Mojca Zupan", "head-of-state", "SVN")],
        ),
        (
            "CHL",
            (
                "Tokyo, May 14, 2024.- The Undersecretary of Trade, Catalina Montt, met with "
                "the State Minister of Industry, Kenji Mori."
            ),
            "meeting",
            "2024-05-14",
            [
                ("Catalina Montt", "deputy-minister", "CHL"),
                ("Kenji Mori", "deputy-minister", "JPN"),
            ],
        ),
        (
            "PHL",
            (
                "Defense Secretary Ramon Dizo and his Indonesian counterpart, Gen. (ret.) "
                "Bambang Hart, sealed a pact on joint patrols here on Wednesday."
            ),
            "meeting",
            "2024-05-15",
            [
                ("Ramon Dizo", "defence-minister", "PHL"),
                ("Bambang Hart", "defence-minister", "IDN"),
            ],
        ),
    ],
)
def test_one_meeting(
    home: str, text: str, form: str, day: str, people: list[tuple[str | None, str, str | None]]
) -> None:
    """Form, day and people of one meeting are as its report tells them."""
    (meeting,) = _read(text, home)
    assert meeting.form == form
    assert meeting.date is not None
    assert meeting.date.iso == day
    assert _who(meeting) == people


@pytest.mark.parametrize(
    ("home", "text"),
    [
        (
            "FIN",
            "Minister Sanna Koske will meet Namibia's Minister of Mines Petrus Hamu on Monday.",
        ),
        ("USA", "President Adam Stone met with Senator Paul Reed and Governor Ann Day today."),
        ("ROU", "Minister Ana Pope has never met Minister Jan Nova of Czechia."),
        (
            "ROU",
            "It was recalled that President Ana Pope met President Jan Nova of Czechia in 2019.",
        ),
        ("GBR", "The Foreign Secretary condemned the attack in Aleppo in the strongest terms."),
        ("ROU", "Also read: President Ana Pope meets President Jan Nova of Czechia"),
    ],
)
def test_no_meeting(home: str, text: str) -> None:
    """What is planned, denied, recalled, at home, or another story is no meeting."""
    assert _read(f"{text}\n\nThe ministry gave no details of the plan for the year.", home) == ()


def test_two_meetings_of_one_visitor() -> None:
    """Who is met separately is met in a meeting of their own."""
    text = (
        "Minister Farrukh Latif of Pakistan met with Trade Minister Serkan Yalci in Ankara on "
        "Monday. Later in the day, Latif was received by Speaker Meltem Arik."
    )
    meetings = _read(text, "TUR")
    assert [_who(m) for m in meetings] == [
        [("Farrukh Latif", "minister", "PAK"), ("Serkan Yalci", "minister", "TUR")],
        [("Farrukh Latif", "minister", "PAK"), ("Meltem Arik", "parliamentarian", "TUR")],
    ]


def test_a_list_of_delegates_takes_part() -> None:
    """Both lists of delegates belong to the session, each to its side."""
    text = (
        "The Joint Commission held its session in Algiers on 12 May 2024.\n\n"
        "For the Algerian side:\n– Mr Rachid Haml, Minister of Public Works;\n\n"
        "For the Mauritanian side:\n– Ms Vatma Brah, Minister of Fisheries;\n"
        "– the Ambassador of Mauritania in Algiers.\n\nThey signed a protocol on the road."
    )
    (meeting,) = _read(text, "DZA", "2024-05-13")
    assert _who(meeting) == [
        ("Rachid Haml", "minister", "DZA"),
        ("Vatma Brah", "minister", "MRT"),
        (None, "ambassador", "MRT"),
    ]


def test_days_of_a_visit_stand_for_its_meetings() -> None:
    """A meeting told without a day during a visit is dated by the visit's first and last day."""
    text = (
        "President Ana Pope of Romania paid a visit to Poland from 13 to 15 May 2024. "
        "During the visit, she was received by President Jan Nova of Poland."
    )
    (meeting,) = _read(text, "ROU")
    assert meeting.date is not None
    assert (meeting.date.iso, meeting.date.precision) == ("2024-05-13/2024-05-15", "month")
