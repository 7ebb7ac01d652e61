"""Whatever a user gives: one sentence of what is wrong, one of what to do, nothing lost."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
GOOD = (
    "Baku, 2 May 2024. Pakistan and Azerbaijan signed an agreement on visas in Baku on Thursday.\n"
)
CASES = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "blank": (b" \n\t\n ", "empty"),
    "too long": (b"The minister met the ambassador of Pakistan. " * 60_000, "characters"),
    "French": (
        "Le ministre des Affaires étrangères a reçu hier l’ambassadeur du Pakistan. Ils ont "
        "parlé du commerce entre les deux pays et de la culture pendant deux heures.".encode(),
        "French",
    ),
}


def two_lines(text: str) -> list[str]:
    """Return the words of an error and its mend, and refuse anything else."""
    lines = text.strip().splitlines()
    assert len(lines) == 2, text
    assert lines[0].startswith("error: ")
    assert lines[1].startswith("mend: ")
    assert "Traceback" not in text
    return lines


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_bad_document_is_refused_with_its_mend(case: str, run: Run, tmp_path: Path) -> None:
    """A document that cannot be read gives exit code 1 and two sentences."""
    content, word = CASES[case]
    path = tmp_path / "report.txt"
    path.write_bytes(content)

    answer = run("brief", path, "--out", tmp_path)

    assert answer.code == 1
    assert word in two_lines(answer.err)[0]


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    """A path that does not exist is an error, not an empty brief."""
    answer = run("brief", tmp_path / "none.txt")

    assert answer.code == 1
    assert "none.txt" in two_lines(answer.err)[0]


def test_a_folder_without_documents_says_what_would_count(run: Run, tmp_path: Path) -> None:
    """An empty folder is an error that names the endings that are read."""
    (tmp_path / "empty").mkdir()

    answer = run("brief", tmp_path / "empty")

    assert answer.code == 1
    assert ".pdf" in two_lines(answer.err)[1]


def test_one_bad_document_stops_no_other(run: Run, tmp_path: Path) -> None:
    """In a batch the good document is briefed, and exit code 3 says that some failed."""
    batch = tmp_path / "batch"
    batch.mkdir()
    (batch / "a-bad.txt").write_bytes(b"")
    (batch / "b-good.txt").write_text(GOOD, encoding="utf-8")

    answer = run("brief", batch, "--out", tmp_path / "out")

    assert answer.code == 3
    assert "a-bad.txt" in two_lines(answer.err)[0]
    assert (tmp_path / "out" / "brief.html").is_file()


def test_another_encoding_is_read(run: Run, tmp_path: Path) -> None:
    """A text in UTF-16 or Latin-1 is read as what it is."""
    for encoding in ("utf-16", "latin-1"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes((GOOD + "They met in a café.").encode(encoding))

        answer = run("read", path, "--format", "jsonl", "--text")

        assert answer.code == 0
        assert "café" in answer.out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("brief",), id="no input"),
        pytest.param(("brief", "--nonsense", "x"), id="unknown option"),
        pytest.param(("nonsense",), id="unknown verb"),
        pytest.param(("brief", "Pakistn", "Azerbaijan"), id="misspelt country"),
        pytest.param(("brief", "PAK", "Pakistan"), id="the same country twice"),
        pytest.param(("brief", "PAK", "AZE", "--as-of", "soon"), id="no day"),
        pytest.param(("examine", "air-link", "ISB", "GYD", "--weekly"), id="input without value"),
    ],
)
def test_wrong_words_are_a_usage_error(words: tuple[str, ...], run: Run) -> None:
    """A call whose words are off gives exit code 2 and two sentences."""
    answer = run(*words)

    assert answer.code == 2
    two_lines(answer.err)


def test_a_misspelt_country_gets_the_nearest(run: Run) -> None:
    """The mend names the country that was probably meant."""
    assert "Pakistan (PAK)" in run("brief", "Pakistn", "Azerbaijan").err


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return the path of a readable report."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_file_that_is_no_ledger_is_left_alone(run: Run, tmp_path: Path, report: Path) -> None:
    """A file that is not a ledger is refused and not touched."""
    other = tmp_path / "notes.db"
    other.write_bytes(b"these are my notes\n" * 200)

    answer = run("brief", report, "--ledger", other, "--out", tmp_path)

    assert answer.code == 1
    two_lines(answer.err)
    assert other.read_bytes() == b"these are my notes\n" * 200


def test_a_ledger_of_a_newer_comity_is_left_alone(run: Run, tmp_path: Path, report: Path) -> None:
    """A ledger whose schema is unknown here is refused, and its facts stay."""
    ledger = tmp_path / "newer.db"
    assert run("brief", report, "--ledger", ledger, "--out", tmp_path).code == 0
    with sqlite3.connect(ledger) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()

    answer = run("brief", report, "--ledger", ledger, "--out", tmp_path)

    assert answer.code == 1
    assert "newer" in two_lines(answer.err)[0]


def test_a_locked_ledger_says_so(
    run: Run, tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program writes for long, the user is told, and nothing kept is lost."""
    monkeypatch.setattr("comity.ledger.stores.sqlite.BUSY_MS", 200)
    ledger = tmp_path / "busy.db"
    assert run("read", report, "--keep", "--ledger", ledger).code == 0
    other = tmp_path / "other.txt"
    other.write_text(GOOD.replace("visas", "railways"), encoding="utf-8")
    busy = sqlite3.connect(ledger, isolation_level=None)
    busy.execute("begin immediate")

    answer = run("brief", other, "--ledger", ledger, "--out", tmp_path)

    busy.execute("rollback")
    busy.close()
    assert answer.code == 1
    two_lines(answer.err)
    assert run("forget", "nothing", "--ledger", ledger).code == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_ledger_says_so(run: Run, tmp_path: Path, report: Path) -> None:
    """A ledger that may not be written is refused in two sentences."""
    folder = tmp_path / "kept"
    folder.mkdir()
    ledger = folder / "ledger.db"
    assert run("read", report, "--keep", "--ledger", ledger).code == 0
    ledger.chmod(0o444)
    folder.chmod(0o555)

    answer = run("brief", report, "--ledger", ledger, "--out", tmp_path)

    folder.chmod(0o755)
    assert answer.code == 1
    two_lines(answer.err)
