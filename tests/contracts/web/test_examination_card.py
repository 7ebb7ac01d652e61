"""The card of an examination starts with the values used, and a changed one changes the numbers."""

import re
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from comity.examining.inputs import INPUTS as KNOWN
from comity.web.examining import INPUTS

LINK = "/transport/AZE/PAK/air-link"
FILLED = {"aircraft": "A320", "seats": "150", "load-factor": "0.8", "fuel-price": "0.8"}


def fields(text: str) -> list[tuple[str, str]]:
    """Return what a form would send as it stands."""
    found = [
        re.search(r'name="([^"]*)".*?value="([^"]*)"', one)
        for one in re.findall(r"<input [^>]*>", text)
    ]
    return [(one[1], one[2]) for one in found if one]


@pytest.mark.parametrize("kind", sorted(INPUTS))
def test_what_a_card_offers_is_an_input(kind: str) -> None:
    """Every field of a card is an input that the examination of its kind takes."""
    assert set(INPUTS[kind]) <= set(KNOWN[kind])


def test_the_card_starts_with_the_values_used(client: TestClient) -> None:
    """Nobody has to know what an Airbus seats to change it."""
    sent = dict(fields(client.get(LINK).text))
    assert {name: sent[name] for name in FILLED} == FILLED
    assert float(sent["fare"]) > 100


def test_what_nobody_changed_stays_an_assumption(client: TestClient) -> None:
    """Sent back as it stands the card gives the same figures with the same ranges."""
    sent = fields(client.get(LINK).text)
    again = client.get(f"{LINK}.json?{urlencode(sent)}").json()
    assert again == client.get(f"{LINK}.json").json()


def test_one_value_changed_changes_what_rests_on_it(client: TestClient) -> None:
    """Another type of aircraft has other fuel, cost and seats; the distance stays."""
    sent = [
        ("aircraft", "A321") if name == "aircraft" else (name, value)
        for name, value in fields(client.get(LINK).text)
    ]
    before, after = (
        {one["label"]: one["value"] for one in client.get(f"{LINK}.json{query}").json()["figures"]}
        for query in ("", f"?{urlencode(sent)}")
    )
    assert after["great_circle_distance"] == before["great_circle_distance"]
    assert after["fuel"] > before["fuel"]
    shown = dict(fields(client.get(f"{LINK}?{urlencode(sent)}").text))
    assert (shown["aircraft"], shown["seats"], shown["load-factor"]) == ("A321", "185", "0.8")
    assert client.get(f"{LINK}.json?{urlencode(sent)}").json()["measure"]["inputs"] == {
        "aircraft": "A321"
    }
