"""Runs the command line in this process, as a user would type it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from comity.cli import main


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command line gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs ``comity`` with a ledger of its own."""
    monkeypatch.setenv("COMITY_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def running(*words: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["comity", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        printed = capsys.readouterr()
        code = stop.value.code
        return Answer(code if isinstance(code, int) else 0, printed.out, printed.err)

    return running
