"""The page of how near two countries are: ranks, years, a line where there is one to draw."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from comity.sources import Sources


@pytest.fixture
def votes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put three sessions of twelve roll calls of four states into the user's data."""
    monkeypatch.setenv("COMITY_DATA", str(tmp_path))
    rows = ["rcid,ccode,vote,session"]
    for session in (72, 73, 74):
        for call in range(12):
            for at, state in enumerate((770, 373, 2, 750)):
                rows.append(f"{session * 100 + call},{state},{1 + (call + at // 2) % 3},{session}")
    file = tmp_path / "UNVotes.csv"
    file.write_text("\n".join(rows) + "\n")
    Sources().add("unga-votes", [file])


@pytest.mark.usefixtures("votes")
def test_page_shows_ranks_and_a_line(client: TestClient) -> None:
    """The table has the rank, and the three sessions make a line with its numbers beside it."""
    text = client.get("/closeness/AZE/PAK").text
    assert "1 of 3 for Pakistan" in text
    assert "<polyline" in text
    assert "UN vote agreement, 2017 to 2019" in text
    assert "comity sources fetch wikidata" in text


@pytest.mark.usefixtures("votes")
def test_page_and_twin_say_the_same(client: TestClient) -> None:
    """The twin has every figure with its year and ranks."""
    twin = client.get("/closeness/AZE/PAK.json").json()
    figures = {figure["label"]: figure for figure in twin["figures"]}
    assert figures["UN vote agreement"]["year"] == 2019
    assert figures["UN vote agreement"]["ranks"][0] == {"country": "AZE", "rank": 1, "among": 3}
    assert [point["year"] for point in twin["series"][0]["points"]] == [2017, 2018, 2019]


def test_other_order_leads_to_the_page(client: TestClient) -> None:
    """A pair has one address, whichever country is named first."""
    answer = client.get("/closeness/PAK/AZE")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/closeness/AZE/PAK"


def test_one_country_with_itself_is_said_not_to_be_a_pair(client: TestClient) -> None:
    """No closeness of a country with itself."""
    answer = client.get("/closeness/PAK/PAK")
    assert answer.status_code == 400
    assert "A dyad is two different parties" in answer.text
