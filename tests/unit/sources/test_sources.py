"""What is fetched or added can be read back; a failure leaves what was there."""

import dataclasses
from pathlib import Path
from types import MappingProxyType

import pytest

from comity.errors import (
    SourceFormatError,
    SourceNotFetchedError,
    SourceUnreachableError,
    UsageError,
)
from comity.sources import SOURCES, Sources
from comity.sources.download import Patience
from comity.sources.passport_index import VisaTable

CSV = "Passport,Destination,Requirement\nPAK,AZE,e-visa\nAZE,PAK,eta\nPAK,PAK,-1\n"
QUICK = Patience(attempts=1, timeout_s=5.0, sleep=lambda _: None)


def opened(folder: Path, address: str | None = None) -> Sources:
    """Return sources whose passport index lies on the test's server."""
    source = SOURCES["passport-index"]
    if address:
        part = dataclasses.replace(source.parts[0], address=f"{address}/visas.csv")
        source = dataclasses.replace(source, parts=(part,))
    return Sources(folder, catalogue=MappingProxyType({source.name: source}))


def test_fetched_table_is_read_back_by_its_type(server, tmp_path: Path) -> None:
    """A fetch makes the table available, with the edition and the raw file kept."""
    server.files["/visas.csv"] = CSV.encode()
    sources = opened(tmp_path, server.address)

    manifest = sources.fetch("passport-index", patience=QUICK)

    table = sources.get(VisaTable)
    assert table.requirement.tolist() == ["e-visa", "eta", "-1"]
    assert manifest.rows == {"VisaTable": 3}
    raw = tmp_path / "passport-index" / manifest.edition / "raw" / manifest.files[0].name
    assert raw.read_text() == CSV
    assert sources.reference(VisaTable).vintage == f"fetched {manifest.fetched[:10]}"


@pytest.mark.parametrize("manner", ["portal", "cut", "429", "404", "empty"])
def test_failed_fetch_leaves_the_old_data(server, tmp_path: Path, manner: str) -> None:
    """Whatever goes wrong, the edition that was there can still be read."""
    server.files["/visas.csv"] = CSV.encode()
    sources = opened(tmp_path, server.address)
    before = sources.fetch("passport-index", patience=QUICK)
    server.manners = [manner]

    with pytest.raises((SourceFormatError, SourceUnreachableError)):
        sources.fetch("passport-index", patience=QUICK)

    fresh = opened(tmp_path)
    assert fresh.manifest("passport-index") == before
    assert len(fresh.get(VisaTable).passport) == 3


def test_changed_format_is_told_and_leaves_the_old_data(server, tmp_path: Path) -> None:
    """If the columns are called otherwise, the error says which is missing."""
    server.files["/visas.csv"] = CSV.encode()
    sources = opened(tmp_path, server.address)
    before = sources.fetch("passport-index", patience=QUICK)
    server.files["/visas.csv"] = CSV.replace("Requirement", "Rule").encode()

    with pytest.raises(SourceFormatError, match="Requirement"):
        sources.fetch("passport-index", patience=QUICK)
    assert sources.manifest("passport-index") == before


def test_file_cut_off_between_rows_is_refused(server, tmp_path: Path) -> None:
    """A whole answer with less than half the rows of before is not taken; after removing it is."""
    server.files["/visas.csv"] = CSV.encode()
    sources = opened(tmp_path, server.address)
    before = sources.fetch("passport-index", patience=QUICK)
    server.files["/visas.csv"] = b"".join(CSV.encode().splitlines(keepends=True)[:2])

    with pytest.raises(SourceFormatError, match="1 rows where 3 were before") as caught:
        sources.fetch("passport-index", patience=QUICK)

    assert "comity sources remove passport-index" in caught.value.mend
    assert sources.manifest("passport-index") == before
    sources.remove("passport-index")
    assert sources.fetch("passport-index", patience=QUICK).rows == {"VisaTable": 1}


def test_new_edition_replaces_the_old_and_clears_it(server, tmp_path: Path) -> None:
    """After a second fetch only the new edition lies in the folder."""
    server.files["/visas.csv"] = CSV.encode()
    sources = opened(tmp_path, server.address)
    sources.fetch("passport-index", patience=QUICK)
    server.files["/visas.csv"] = (CSV + "AZE,TUR,visa free\n").encode()

    manifest = sources.fetch("passport-index", patience=QUICK)

    assert len(sources.get(VisaTable).passport) == 4
    folders = [path.name for path in (tmp_path / "passport-index").iterdir() if path.is_dir()]
    assert folders == [manifest.edition]


def test_file_of_the_user_is_added(tmp_path: Path) -> None:
    """A file on disk is taken in, and the original stays."""
    file = tmp_path / "mine.csv"
    file.write_text(CSV)
    sources = opened(tmp_path / "data")

    manifest = sources.add("passport-index", [file])

    assert manifest.vintage.startswith("added ")
    assert len(sources.get(VisaTable).passport) == 3
    assert file.read_text() == CSV


def test_absent_table_names_the_command_that_brings_it(tmp_path: Path) -> None:
    """Asking for a table that was not fetched says how to fetch it."""
    with pytest.raises(SourceNotFetchedError) as caught:
        opened(tmp_path).get(VisaTable)
    assert "comity sources fetch passport-index" in caught.value.mend


def test_unknown_name_option_and_file_are_usage_errors(tmp_path: Path) -> None:
    """A slip of the pen is told as such."""
    sources = opened(tmp_path)
    with pytest.raises(UsageError, match="no source named"):
        sources.fetch("passports")
    with pytest.raises(UsageError, match="no option"):
        sources.fetch("passport-index", options={"year": "2020"})
    with pytest.raises(UsageError, match="no file"):
        sources.add("passport-index", [tmp_path / "none.csv"])


def test_removed_source_is_gone(tmp_path: Path) -> None:
    """Removing deletes what was there, once."""
    file = tmp_path / "mine.csv"
    file.write_text(CSV)
    sources = opened(tmp_path / "data")
    sources.add("passport-index", [file])

    assert sources.remove("passport-index")
    assert not sources.remove("passport-index")
    assert not sources.has(VisaTable)
