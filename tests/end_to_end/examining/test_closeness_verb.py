"""``comity closeness`` and ``comity sources`` print what their schemas describe."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from comity.cli.closeness import command as closeness
from comity.cli.examine import command as examine
from comity.cli.sources import command as sources
from comity.errors import UsageError

VISAS = "Passport,Destination,Requirement\nPAK,AZE,e-visa\nAZE,PAK,90\nPAK,TUR,visa free\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep data in a folder of the test."""
    monkeypatch.setenv("COMITY_DATA", str(tmp_path / "data"))
    file = tmp_path / "visas.csv"
    file.write_text(VISAS)
    return file


def printed(command, *words: str) -> Result:
    """Return what a verb prints."""
    result = CliRunner().invoke(command, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_pair_as_json_follows_the_schema(data: Path, root: Path) -> None:
    """A pair's closeness is valid and its figures carry a year."""
    printed(sources, "add", "passport-index", str(data))

    answer = json.loads(printed(closeness, "Pakistan", "AZE", "--format", "json").output)

    jsonschema.validate(answer, json.loads((root / "schemas/closeness.schema.json").read_text()))
    assert answer["countries"] == ["PAK", "AZE"]
    labels = {figure["label"]: figure for figure in answer["figures"]}
    assert labels["Visa rule for ordinary passports: Pakistan to Azerbaijan"]["value"] == 2


def test_partners_as_json_follow_the_schema(data: Path, root: Path) -> None:
    """A ranking is valid and the closest comes first."""
    printed(sources, "add", "passport-index", str(data))

    answer = json.loads(printed(closeness, "PAK", "--by", "visa", "--format", "json").output)

    jsonschema.validate(answer, json.loads((root / "schemas/closeness.schema.json").read_text()))
    assert [one["country"] for one in answer["partners"]] == ["TUR", "AZE"]


def test_tables_are_for_people(data: Path) -> None:
    """Both tables name the countries, the year and what is not here."""
    printed(sources, "add", "passport-index", str(data))
    pair = " ".join(printed(closeness, "PAK", "AZE").output.split())
    assert "Not here " in pair
    assert "e-visa · observed [3]" in pair
    assert "rank 2 of 2 for Pakistan" in pair
    assert "[3] Passport Index dataset" in pair
    assert "Turkey" in printed(closeness, "PAK", "--by", "visa").output.replace("Türkiye", "Turkey")


def test_examination_says_basis_and_source_of_every_figure(data: Path) -> None:
    """Value, range, basis and source stand on the terminal as in a brief, under its labels."""
    printed(sources, "add", "passport-index", str(data))

    said = " ".join(printed(examine, "visa-regime", "PAK", "AZE").output.split())

    assert "Visa regime Pakistan–Azerbaijan" in said
    assert "in Azerbaijan: 2 of 4 · e-visa · observed [1]" in said
    assert "lifted: 139 % (108 – 170 %) · average over other pairs" in said
    assert "· modelled [2]" in said
    assert all(word in said for word in (" Result ", " Figures ", " Assumed ", " Caution "))
    assert "[2] Neumayer, E. (2010)" in said


def test_place_taken_for_a_name_is_told_first(data: Path) -> None:
    """A city named without its country is said with it, also where there is no answer."""
    del data
    said = " ".join(printed(examine, "rail-link", "Hyderabad", "Baku").output.split())
    assert "Hyderabad was taken for Hyderabad, India, the largest of the name; " in said
    assert "others of the name: Pakistan." in said


def test_neither_two_countries_nor_a_measure_is_a_usage_error(data: Path) -> None:
    """One country alone is not enough, two and a measure too much."""
    del data
    with pytest.raises(UsageError):
        printed(closeness, "PAK")
    with pytest.raises(UsageError):
        printed(closeness, "PAK", "AZE", "--by", "kappa")


def test_sources_are_listed_added_and_removed(data: Path, root: Path) -> None:
    """The list is valid before and after, and tells what is here."""
    schema = json.loads((root / "schemas/sources.schema.json").read_text())
    before = json.loads(printed(sources, "--format", "json").output)
    jsonschema.validate(before, schema)
    assert "39" not in printed(sources, "add", "passport-index", str(data)).output.split(":")[0]

    after = json.loads(printed(sources, "list", "--format", "json").output)

    jsonschema.validate(after, schema)
    here = {one["name"]: one["here"] for one in after["sources"]}
    assert here["passport-index"]["rows"] == 3
    assert here["wdi"] is None
    assert "3 rows" in printed(sources).output
    assert "removed" in printed(sources, "remove", "passport-index").output


def test_options_of_a_fetch_are_names_and_values(data: Path) -> None:
    """An option without a value is told."""
    del data
    with pytest.raises(UsageError, match="NAME=VALUE"):
        printed(sources, "fetch", "gdelt", "--option", "from")
    with pytest.raises(UsageError, match="days of GDELT"):
        printed(sources, "fetch", "gdelt")
    with pytest.raises(UsageError, match="key of your own"):
        printed(sources, "fetch", "comtrade")
