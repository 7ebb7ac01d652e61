"""People, their titles and whom they represent. All people here are composed."""

import pytest

from comity.model.actors import Party
from comity.model.text import Document, DocumentId
from comity.reading.mentions import Mentions, find_mentions
from comity.reading.sentences import split

Row = tuple[str | None, str, str | None]


def _mentions(text: str, home: str | None = None) -> Mentions:
    document = Document(id=DocumentId("x"), text=text, publisher_country=home)
    return find_mentions(document, split(document))


def _people(text: str) -> list[Row]:
    found = _mentions(text)
    numbers = dict.fromkeys(r.person for r in found.people.references)
    return [
        (p.name, p.title, p.party) for p in (found.people.persons[number] for number in numbers)
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Mr. Rovshan Haji, the Ambassador of Azerbaijan in Pakistan, left.",
            [("Rovshan Haji", "Ambassador", "AZE")],
        ),
        (
            "Pakistan's Commerce Secretary Farrukh Latif spoke.",
            [("Farrukh Latif", "Commerce Secretary", "PAK")],
        ),
        (
            "First Vice Minister of Trade and Integration of Kazakhstan Yerbolat Abdi spoke.",
            [("Yerbolat Abdi", "First Vice Minister of Trade and Integration", "KAZ")],
        ),
        (
            "President Luis Prado of Uruguay arrived.",
            [("Luis Prado", "President", "URY")],
        ),
        (
            "His Excellency Saif bin Hamad Al Ketbi, Minister of State, spoke.",
            [("Saif bin Hamad Al Ketbi", "Minister of State", None)],
        ),
        (
            "Prime Minister and Crown Prince Faisal bin Saud of Saudi Arabia spoke.",
            [("Faisal bin Saud", "Prime Minister and Crown Prince", "SAU")],
        ),
        (
            "the Director General Ports and Shipping Capt. (R) Imran Sadiq came.",
            [("Imran Sadiq", "Director General Ports and Shipping", None)],
        ),
        (
            "the Minister of Foreign Affairs, African Cooperation and Expatriates, Mr. Y. Alaoui",
            [
                (
                    "Y. Alaoui",
                    "Minister of Foreign Affairs, African Cooperation and Expatriates",
                    None,
                )
            ],
        ),
        (
            "Presidents Ana Popescu and Jan Novák spoke.",
            [("Ana Popescu", "President", None), ("Jan Novák", "President", None)],
        ),
        (
            "the foreign ministers of France, Germany and Poland spoke.",
            [
                (None, "foreign minister", "FRA"),
                (None, "foreign minister", "DEU"),
                (None, "foreign minister", "POL"),
            ],
        ),
        (
            "the Ministers of Justice, Health and Foreign Affairs spoke.",
            [
                (None, "Minister of Justice", None),
                (None, "Minister of Health", None),
                (None, "Minister of Foreign Affairs", None),
            ],
        ),
        (
            "Minister Israel Katzman spoke.",
            [("Israel Katzman", "Minister", None)],
        ),
        ("The South China Sea and the Paris Agreement were named.", []),
    ],
)
def test_people(text: str, people: list[Row]) -> None:
    """Titles before and after names, particles, ranks, plurals and countries are told apart."""
    assert _people(text) == people


def test_one_person_under_several_names() -> None:
    """Surname, title and pronoun lead back to the person named in full."""
    text = "Ambassador Rovshan Haji spoke. The Ambassador smiled. Haji left. He was glad."
    found = _mentions(text)
    assert {r.person for r in found.people.references} == {0}
    assert len(found.people.references) == 4


def test_sides_and_home() -> None:
    """The publisher's country is home and the first side; "both sides" means the two."""
    text = "Türkiye and Pakistan agreed to go on. Both sides praised the plan."
    found = _mentions(text, "TUR")
    assert found.home == "TUR"
    assert found.sides == ("TUR", "PAK")
    start = text.index("Both")
    assert found.meant(start, len(text)) == ("PAK", "TUR")
    assert found.named(0, start) == ("TUR", "PAK")


def test_offices_without_a_country_are_of_home() -> None:
    """A foreign minister named by a Turkish publisher represents Türkiye."""
    text = "The Foreign Minister spoke about the bridge."
    assert _mentions(text, "TUR").named(0, len(text)) == (Party("TUR"),)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Ankara supports the plan.", "country"), ("They met in Ankara on Monday.", "place")],
)
def test_a_capital_that_acts_is_its_country(text: str, kind: str) -> None:
    """A capital stands for its government where it acts, and for a place elsewhere."""
    (mention,) = (m for m in _mentions(text).all if m.party == "TUR")
    assert mention.kind == kind
