"""Capitals are found however they are written."""

import pytest

from comity.reference.places import find_city


@pytest.mark.parametrize(
    ("name", "country", "latitude_deg"),
    [
        pytest.param("Washington D.C.", "USA", 38.9, id="washington"),
        pytest.param("Washington, DC", "USA", 38.9, id="comma"),
        pytest.param("Sana'a", "YEM", 15.35, id="sanaa"),
        pytest.param("Naypyidaw", "MMR", 19.75, id="naypyidaw"),
        pytest.param("Port Vila", "VUT", -17.74, id="port-vila"),
    ],
)
def test_capital_is_found_under_its_official_spelling(
    name: str, country: str, latitude_deg: float
) -> None:
    """The table of cities spells some capitals otherwise than the table of countries."""
    city = find_city(name)

    assert city is not None
    assert city.country == country
    assert city.latitude_deg == pytest.approx(latitude_deg, abs=0.1)
