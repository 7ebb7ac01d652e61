"""Stores: addresses are read through fsspec, and their faults are told in two sentences."""

import json
from collections.abc import Iterator
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from comity.archives.records import Entry
from comity.archives.unit import READERS
from comity.archives.units import find_units


class _Closed(MemoryFileSystem):
    """A store that asks for credentials."""

    protocol = "closedstore"

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        raise PermissionError(13, "Unable to locate credentials", path)


@pytest.fixture(autouse=True)
def _stores() -> Iterator[None]:
    fsspec.register_implementation("closedstore", _Closed, clobber=True)
    yield
    MemoryFileSystem.store.clear()


def test_objects_of_a_store_are_read() -> None:
    """A pattern in a store must give its objects, and they be read like files."""
    store = fsspec.filesystem("memory")
    for name in ("a", "b"):
        store.pipe(f"/news/{name}.jsonl", json.dumps({"id": name, "text": "Hello."}).encode())

    units, faults = find_units(["memory://news/*.jsonl"])

    found = [entry for unit in units for entry in READERS[unit.kind](unit)]
    assert not faults
    assert [one.content.id for one in found if isinstance(one, Entry)] == ["a", "b"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("address", "problem", "mend"),
    [
        ("memory://news/none.jsonl", "There is nothing at", "Check the spelling"),
        ("closedstore://news/a.warc", "may not be read", "Give the credentials"),
        ("ftp://127.0.0.1:9/a.warc.gz", "cannot be read", "Check the address and the connection"),
        ("nostore://a/b", "needs a library that is not installed", "Run: pip install s3fs"),
        ("/no/such/file.warc", "There is no file", "Check the spelling"),
    ],
)
def test_faults_of_stores_are_told(address: str, problem: str, mend: str) -> None:
    """What cannot be reached must be told with what to do, and not raised."""
    units, (fault,) = find_units([address])

    assert units == ()
    assert problem in fault.problem
    assert fault.mend.startswith(mend)


def test_a_store_that_does_not_answer_is_not_taken_for_an_empty_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A refused connection must be told as such, though the library says "not found"."""

    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError("news/a.jsonl") from ConnectionRefusedError("refused")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "info", refuse)

    _, (fault,) = find_units(["memory://news/a.jsonl"])

    assert "cannot be read: refused." in fault.problem
    assert "connection" in fault.mend
