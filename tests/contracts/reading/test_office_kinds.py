"""Every kind in the table of offices is one of the vocabulary; titles get the kind they have."""

import pytest

from comity.model.actors import Party
from comity.reading.mentions.kinds import load_offices, office_kind
from comity.vocabulary.load import load_vocabulary

TITLES = (
    ("President", "AZE", "head-of-state"),
    ("Party General Secretary and State President", "LAO", "head-of-state"),
    ("King", "JOR", "head-of-state"),
    ("Prime Minister", "IND", "head-of-government"),
    ("Crown Prince and Prime Minister", "SAU", "head-of-government"),
    ("Taoiseach", "IRL", "head-of-government"),
    ("Vice President", "USA", "deputy-head"),
    ("Deputy Prime Minister - Minister of National Economy", "KAZ", "deputy-head"),
    ("Crown Prince", "KWT", "royal"),
    ("Minister of Foreign Affairs", "NGA", "foreign-minister"),
    ("External Affairs Minister", "IND", "foreign-minister"),
    ("Secretary of State", "USA", "foreign-minister"),
    ("Foreign Secretary", "GBR", "foreign-minister"),
    ("Foreign Secretary", "PAK", "permanent-secretary"),
    ("High Representative for Foreign Affairs and Security Policy", "EU", "foreign-minister"),
    ("Secretary of Defense", "USA", "defence-minister"),
    ("Minister of Defence", "BOL", "defence-minister"),
    ("Secretary of the Treasury", "USA", "minister"),
    ("Minister of State for External Affairs", "IND", "minister"),
    ("Deputy Minister of Economy", "GEO", "deputy-minister"),
    ("Secretary of State for the Digital Economy", "CPV", "deputy-minister"),
    ("State Secretary", "NOR", "deputy-minister"),
    ("Under Secretary of State for Political Affairs", "USA", "deputy-minister"),
    ("Commerce Secretary", "BGD", "permanent-secretary"),
    ("Secretary General of the Ministry of Foreign Affairs", "DZA", "permanent-secretary"),
    ("Ambassador", "CUB", "ambassador"),
    ("High Commissioner", "KEN", "ambassador"),
    ("High Commissioner for Peace", "COL", "official"),
    ("Consul General", "PNG", "charge-or-consul"),
    ("Chargé d'affaires", "USA", "charge-or-consul"),
    ("Special Envoy", "USA", "special-envoy"),
    ("National Security Advisor to the Vice President", "USA", "national-security-adviser"),
    ("Adviser to the Prime Minister on Commerce", "PAK", "official"),
    ("Speaker of the National Assembly", "ZMB", "parliamentarian"),
    ("President of the National Assembly", "LAO", "parliamentarian"),
    ("Deputy Commander", "IDN", "military"),
    ("President of the Central Bank", "BOL", "central-banker"),
    ("Secretary General", "NATO", "organisation-head"),
    ("President of the European Commission", "EU", "organisation-head"),
    ("Governor of the Province of Jujuy", "ARG", "subnational"),
    ("Mayor of São Vicente", "CPV", "subnational"),
    ("Group CEO of Gulf Ports Holding", "ARE", "business"),
    ("Director of Roads", "SEN", "official"),
    ("", None, "none"),
)


def test_kinds_are_those_of_the_vocabulary() -> None:
    """Every kind that the table gives is a kind of office in the vocabulary."""
    assert set(load_offices()["kinds"]) <= set(load_vocabulary().offices)


@pytest.mark.parametrize(("title", "party", "kind"), TITLES)
def test_title_has_its_kind(title: str, party: str | None, kind: str) -> None:
    """A title of a party is of the kind that the guidelines give it."""
    assert office_kind(title, Party(party) if party else None) == kind
