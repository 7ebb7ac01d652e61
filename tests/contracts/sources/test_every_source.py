"""What must hold for every row of the table of sources."""

import dataclasses
import json
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from comity.errors import SourceError, UsageError
from comity.reference.countries import COUNTRIES
from comity.reference.state_codes import iso3_by_cow, iso3_by_m49
from comity.sources import SOURCES, Source, Sources
from comity.sources.download import Patience
from source_samples import ADDED_ONLY, SAMPLES

QUICK = Patience(attempts=2, timeout_s=5.0, sleep=lambda _: None)
NAMES = sorted(SOURCES)


def test_every_source_has_a_sample() -> None:
    """A new source comes with a small file of its form."""
    assert sorted(SAMPLES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_source_says_what_it_is(name: str) -> None:
    """Licence, coverage, edition, citation and an address are stated; what to do by hand too."""
    source = SOURCES[name]
    assert all((source.title, source.licence, source.coverage, source.vintage, source.citation))
    assert source.address.startswith("http")
    assert source.accepts.startswith(("Give", "Unpack"))
    assert source.size_mb > 0
    assert bool(source.parts or source.resolve) == (name not in ADDED_ONLY)


@pytest.mark.parametrize("name", NAMES)
def test_sample_is_read(name: str, tmp_path: Path) -> None:
    """A file in the documented form gives the very rows it holds, read back from the cache."""
    sources, files = opened(SOURCES[name], tmp_path), written(name, tmp_path)

    sources.add(name, files)

    expected = SAMPLES[name][2]
    for kind in SOURCES[name].tables:
        table = sources.get(kind)
        for column, values in expected[kind.__name__].items():
            found = getattr(table, column)
            if found.dtype.kind == "U":
                assert found.tolist() == values
            else:
                assert found.tolist() == pytest.approx(values)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("damage", ["truncated", "other"])
def test_damaged_sample_is_refused_and_old_data_kept(
    name: str, damage: str, tmp_path: Path
) -> None:
    """A file cut in the middle of a row, or of another form, changes nothing."""
    sources, files = opened(SOURCES[name], tmp_path), written(name, tmp_path)
    before = sources.add(name, files)
    for file in files:
        whole = file.read_bytes()
        first = whole.find(b"\n") if damage == "truncated" else 0
        file.write_bytes(whole[: max(first // 2, 9)] if damage == "truncated" else b"PK\x00\x00")

    with pytest.raises(SourceError):
        sources.add(name, files)
    assert sources.manifest(name) == before


@pytest.mark.parametrize("name", sorted(set(NAMES) - ADDED_ONLY))
def test_source_is_fetched_from_a_server_that_misbehaves(
    name: str, server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy server and a broken transfer are got over; the rows are those of the file."""
    files, options, expected = SAMPLES[name]
    source = moved(SOURCES[name], files, server, monkeypatch)
    sources = opened(source, tmp_path)
    server.manners = ["429"]

    manifest = sources.fetch(name, options=options, patience=QUICK)

    assert set(manifest.rows) == set(expected)
    assert all(file.address.startswith(server.address) for file in manifest.files)


@pytest.mark.parametrize("name", sorted(ADDED_ONLY))
def test_source_without_address_says_how_to_add_it(name: str, tmp_path: Path) -> None:
    """Fetching what cannot be fetched names the file and the command."""
    with pytest.raises(UsageError) as caught:
        Sources(tmp_path).fetch(name)
    assert f"comity sources add {name} FILE" in caught.value.mend


def opened(source: Source, folder: Path) -> Sources:
    """Return sources that know this one alone."""
    return Sources(folder / "data", catalogue=MappingProxyType({source.name: source}))


def written(name: str, folder: Path) -> list[Path]:
    """Return the sample's files, written to disk."""
    for file, content in SAMPLES[name][0].items():
        (folder / file).write_bytes(content)
    return [folder / file for file in SAMPLES[name][0]]


def moved(source: Source, files: dict[str, bytes], server, monkeypatch) -> Source:
    """Return the source with its addresses on the test's server."""
    server.files = {f"/{name}": content for name, content in files.items()}
    monkeypatch.setenv("COMITY_COMTRADE_KEY", "a-key")
    monkeypatch.setattr("comity.sources.dataverse.HOST", server.address)
    label, content = next(iter(files.items()))
    study = {"data": {"latestVersion": {"files": [
        {"label": "codebook.pdf", "dataFile": {"id": 1}},
        {"label": label, "dataFile": {"id": 7, "creationDate": "2024-06-01"}},
    ]}}}  # fmt: skip
    server.files["/api/datasets/:persistentId/"] = json.dumps(study).encode()
    server.files["/api/access/datafile/7"] = content

    def here(part):
        inside = part.address.startswith(server.address)
        address = part.address if inside else f"{server.address}/{part.name}"
        return dataclasses.replace(part, address=address)

    resolve = source.resolve
    return dataclasses.replace(
        source,
        parts=tuple(here(part) for part in source.parts),
        resolve=resolve and (lambda *given: tuple(here(part) for part in resolve(*given))),
    )


def test_former_states_keep_their_own_code() -> None:
    """The state numbers of peace science map to one country each, and to real codes."""
    assert iso3_by_cow()[770] == "PAK"
    assert iso3_by_cow()[373] == "AZE"
    assert set(iso3_by_cow().values()) - set(COUNTRIES) == {"DDR", "CSK", "YMD", "ZAN"}
    assert iso3_by_m49()[842] == "USA"
    assert np.isin(["FRA", "IND"], list(iso3_by_m49().values())).all()
