"""Every row of the tables of countries and organisations can be found by each of its names."""

import pytest

from comity.reference.countries import COUNTRIES, country_name, find_country, get_country
from comity.reference.organisations import ORGANISATIONS, find_organisation

SPELLINGS = (
    ("Dutch", "NLD"), ("British", "GBR"), ("Swiss", "CHE"), ("Emirati", "ARE"), ("Baku", "AZE"),
    ("the Netherlands", "NLD"), ("DPRK", "PRK"), ("Türkiye", "TUR"), ("turkiye", "TUR"),
    ("Kremlin", "RUS"), ("US", "USA"), ("Downing Street", "GBR"), ("Viet Nam", "VNM"),
    ("Burma", "MMR"), ("Ivory Coast", "CIV"), ("Côte d’Ivoire", "CIV"), ("Cabo Verde", "CPV"),
    ("Kosovo", "XKX"), ("State of Palestine", "PSE"), ("Taiwan", "TWN"),
    ("Republic of Korea", "KOR"),
    ("Nigerien", "NER"), ("Nigerian", "NGA"), ("AZE", "AZE"), ("Holy See", "VAT"),
)  # fmt: skip

INDEPENDENT = 196
"""The 193 members of the United Nations, the Holy See, Palestine and Kosovo; Taiwan is below."""


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_names_lead_to_the_country(code: str) -> None:
    """The usual name and the code of each country lead back to it."""
    country = COUNTRIES[code]
    assert len(country.iso3) == 3
    assert find_country(country.name) is country
    assert find_country(country.iso3) is country
    assert country_name(code) == country.name


def test_borders_are_mutual() -> None:
    """Who borders a country is bordered by it."""
    for country in COUNTRIES.values():
        for neighbour in country.borders:
            assert country.iso3 in COUNTRIES[neighbour].borders


def test_independent_states() -> None:
    """The members of the United Nations and four others count as independent."""
    independent = {code for code, country in COUNTRIES.items() if country.independent}
    assert {"VAT", "PSE", "XKX", "TWN"} <= independent
    assert len(independent - {"TWN"}) == INDEPENDENT


@pytest.mark.parametrize(("words", "code"), SPELLINGS)
def test_spelling_is_known(words: str, code: str) -> None:
    """Names, demonyms, codes and seats as reports use them lead to the country."""
    country = find_country(words)
    assert country is not None
    assert country.iso3 == code


def test_unknown_words_lead_nowhere() -> None:
    """A word that names no country gives ``None``, and an unknown code is its own name."""
    assert find_country("Ruritania") is None
    assert get_country("QQQ") is None
    assert country_name("ECOWAS") == "ECOWAS"


@pytest.mark.parametrize("short", sorted(ORGANISATIONS))
def test_organisation_is_found_by_its_names(short: str) -> None:
    """Every name of an organisation leads to its short name."""
    for name in ORGANISATIONS[short]:
        assert find_organisation(name) == short
