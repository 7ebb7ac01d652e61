"""Openings of reports in the manner of many publishers: who met whom. All people are composed."""

import pytest

from comity.model.dates import ReportedDate
from comity.model.facts import Report
from comity.model.text import Document, DocumentId
from comity.reading.pipeline import read

Who = tuple[str | None, str, str]

OPENINGS: tuple[tuple[str, str, str, tuple[Who, ...]], ...] = (
    (
        "IND",
        "consultations",
        (
            "The 11th round of Foreign Office Consultations between India and Ethiopia was held in "
            "Addis Ababa on 4 March 2025. The Indian side was led by Smt. Kavita Rao, Secretary "
            "(Economic Relations), while the Ethiopian side was headed by Ato Tesfaye Bekele, "
            "Director General for Asia and Pacific."
        ),
        (("Kavita Rao", "permanent-secretary", "IND"), ("Tesfaye Bekele", "official", "ETH")),
    ),
    (
        "JPN",
        "meeting",
        (
            "On March 4, Parliamentary Vice-Minister for Foreign Affairs MORITA Kenji held a dinner "
            "meeting with H.E. Dr. Amadou BA, Minister of Health of the Republic of Senegal, who is "
            "visiting Japan."
        ),
        (("MORITA Kenji", "deputy-minister", "JPN"), ("Amadou BA", "minister", "SEN")),
    ),
    (
        "VNM",
        "meeting",
        (
            "Hanoi (VRNA) – Party General Secretary and State President To Van Minh hosted a "
            "reception in Hanoi on March 4 for Australian Governor-General Margaret Ellsworth."
        ),
        (("To Van Minh", "head-of-state", "VNM"), ("Margaret Ellsworth", "head-of-state", "AUS")),
    ),
    (
        "PHL",
        "meeting",
        (
            "President Ramon Delos Santos welcomed the courtesy call of Czech Defense Minister Jana "
            "Horáková in Malacañang on Tuesday. She was accompanied by Ambassador to the "
            "Philippines Karel Hejč."
        ),
        (
            ("Ramon Delos Santos", "head-of-state", "PHL"),
            ("Jana Horáková", "defence-minister", "CZE"),
            ("Karel Hejč", "ambassador", "CZE"),
        ),
    ),
    (
        "PAK",
        "meeting",
        (
            "RAWALPINDI: General Christian Møller, Chief of Defence of Denmark, called on General "
            "Asim Raza, Chairman Joint Chiefs of Staff Committee, at Joint Staff Headquarters today."
        ),
        (("Christian Møller", "military", "DNK"), ("Asim Raza", "military", "PAK")),
    ),
    (
        "BRA",
        "meeting",
        (
            "The minister of Foreign Affairs, Marcelo Azevedo, received this Tuesday, March 4, at "
            "Itamaraty Palace, the minister of Foreign Affairs of Argentina, Lucía Ferrari."
        ),
        (
            ("Marcelo Azevedo", "foreign-minister", "BRA"),
            ("Lucía Ferrari", "foreign-minister", "ARG"),
        ),
    ),
    (
        "ZAF",
        "consultations",
        (
            "International Relations and Cooperation Minister Thabo Nkosi hosted his counterpart from "
            "Botswana, Minister Lemogang Kgosi, for the fifth session of the Bi-National Commission "
            "in Pretoria."
        ),
        (
            ("Thabo Nkosi", "foreign-minister", "ZAF"),
            ("Lemogang Kgosi", "foreign-minister", "BWA"),
        ),
    ),
    (
        "KOR",
        "call",
        (
            "SEOUL, March 4 (Yongnam) -- South Korea's top nuclear envoy Park Tae-soo and his Japanese "
            "counterpart, Hideki Moriyama, held phone talks Tuesday over the latest launch."
        ),
        (("Park Tae-soo", "special-envoy", "KOR"), ("Hideki Moriyama", "special-envoy", "JPN")),
    ),
    (
        "POL",
        "consultations",
        (
            "On 4 March, Undersecretary of State Anna Wolska held consultations with the Director "
            "General for Political Affairs of the Croatian MFA, Ivan Horvat."
        ),
        (("Anna Wolska", "deputy-minister", "POL"), ("Ivan Horvat", "official", "HRV")),
    ),
    (
        "LVA",
        "meeting",
        (
            "On 4 March, Māris Ozoliņš, Political Director of the Latvian Ministry of Foreign "
            "Affairs, consulted in Riga with Emma Lindholm, Director-General for Political Affairs "
            "of the Swedish Ministry for Foreign Affairs."
        ),
        (("Māris Ozoliņš", "official", "LVA"), ("Emma Lindholm", "official", "SWE")),
    ),
    (
        "EGY",
        "meeting",
        (
            "Dr. Badr Mansour, Minister of Foreign Affairs, Emigration and Egyptian Expatriates "
            "Affairs, received on Tuesday, March 4, Mr. Ousmane Diallo, Minister of African "
            "Integration of the Republic of Guinea."
        ),
        (("Badr Mansour", "foreign-minister", "EGY"), ("Ousmane Diallo", "minister", "GIN")),
    ),
)


@pytest.mark.parametrize(("home", "form", "text", "people"), OPENINGS)
def test_who_met_whom(home: str, form: str, text: str, people: tuple[Who, ...]) -> None:
    """One meeting of this form is read, of exactly these people."""
    report = read(
        Document(
            id=DocumentId("x"),
            text=text,
            publisher_country=home,
            published=ReportedDate.parse("2025-03-05", basis="published"),
        )
    )
    assert isinstance(report, Report)
    (meeting,) = report.meetings
    found = tuple((p.name, p.office_kind, str(p.represents)) for p in meeting.participants)
    assert (meeting.form, sorted(found, key=str)) == (form, sorted(people, key=str))
