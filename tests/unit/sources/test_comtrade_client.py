"""The official Comtrade client can bring the answers, and its silence is told."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from comity.errors import MissingExtraError, SourceUnreachableError, UsageError
from comity.sources import Sources
from comity.sources.tables import FlowTable
from source_samples import COMTRADE

ASKED = {"client": "official", "reporters": "PAK", "years": "2023"}


class Frame:
    """As much of a data frame as is used."""

    def __init__(self, records: list[dict[str, object]]) -> None:
        self.records = records

    def __len__(self) -> int:
        return len(self.records)

    def to_json(self, *, orient: str) -> str:
        """Return the records."""
        assert orient == "records"
        return json.dumps(self.records)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Put a client in the place of the official one that keeps what it was asked."""
    module = ModuleType("comtradeapicall")
    module.asked = []  # type: ignore[attr-defined]
    module.frame = Frame(COMTRADE["data"])  # type: ignore[attr-defined]

    def get_final_data(key: str, **asked: object) -> Frame | None:
        module.asked.append((key, asked))  # type: ignore[attr-defined]
        return module.frame  # type: ignore[attr-defined]

    module.getFinalData = get_final_data  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "comtradeapicall", module)
    monkeypatch.setenv("COMITY_COMTRADE_KEY", "a-key")
    return module


def test_answers_of_the_client_become_flows(client, tmp_path: Path) -> None:
    """The client is asked with the key for the reporters and years, and its rows are read."""
    sources = Sources(tmp_path)
    sources.fetch("comtrade", options=ASKED)

    key, asked = client.asked[0]
    assert key == "a-key"
    assert (asked["reporterCode"], asked["period"], asked["cmdCode"]) == ("586", "2023", "TOTAL")
    assert sources.get(FlowTable).flow_usd.tolist() == [21.5e6, 1.5e6]


def test_key_is_nowhere_on_disk(client, tmp_path: Path) -> None:
    """Neither manifest nor raw file holds the user's key."""
    del client
    Sources(tmp_path).fetch("comtrade", options=ASKED)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(b"a-key" in path.read_bytes() for path in files)


def test_client_that_brings_nothing_is_told(client, tmp_path: Path) -> None:
    """The client swallows its errors: an empty answer is one."""
    client.frame = None
    with pytest.raises(SourceUnreachableError, match="2023"):
        Sources(tmp_path).fetch("comtrade", options=ASKED)


def test_client_not_installed_or_unknown_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has its mend."""
    monkeypatch.setenv("COMITY_COMTRADE_KEY", "a-key")
    monkeypatch.setitem(sys.modules, "comtradeapicall", None)
    with pytest.raises(MissingExtraError):
        Sources(tmp_path).fetch("comtrade", options=ASKED)
    with pytest.raises(UsageError, match="no Comtrade client"):
        Sources(tmp_path).fetch("comtrade", options={**ASKED, "client": "mine"})
