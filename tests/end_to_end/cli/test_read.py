"""``comity read``: what it prints, what it refuses, and its exit codes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from comity.cli.read import command

TEXT = "Baku, 2 May 2024. Pakistan and Azerbaijan signed a visa agreement on Thursday."


@pytest.fixture
def schema(root: Path) -> dict[str, Any]:
    """Return the public schema of what the verb prints."""
    found: dict[str, Any] = json.loads((root / "schemas" / "report.schema.json").read_text())
    return found


def run(*words: object, stdin: str | None = None) -> Result:
    """Run the verb in this process."""
    return CliRunner().invoke(command, [str(word) for word in words], input=stdin)


def test_every_example_prints_lines_of_the_schema(root: Path, schema: dict[str, Any]) -> None:
    """Each line must be one report in the public form, its quotes the slices of its text."""
    done = run(root / "examples", "--format", "jsonl", "--text")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert len(rows) >= 12
    for row in rows:
        jsonschema.validate(row, schema)
        for fact in (fact for kind in ("meetings", "subjects", "measures") for fact in row[kind]):
            at = fact["evidence"]
            part = row["document"][at["part"]]
            assert part[at["start"] : at["end"]] == at["quote"]


def test_a_list_is_one_valid_json(tmp_path: Path, schema: dict[str, Any]) -> None:
    """With --format json the output must be one list, of rejected documents too."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")

    done = run(tmp_path, "--format", "json")

    rows = json.loads(done.stdout)
    jsonschema.validate(rows, schema)
    assert [row["schema"] for row in rows] == ["comity.report/1", "comity.rejected/1"]
    assert done.exit_code == 3


def test_standard_input_is_read(schema: dict[str, Any]) -> None:
    """A text on standard input must be read with the country and day the user names."""
    done = run(
        *("-", "--format", "jsonl", "--published", "2024-05-02", "--publisher-country", "AZE"),
        stdin=TEXT,
    )

    row = json.loads(done.stdout)
    jsonschema.validate(row, schema)
    assert row["document"]["published"] == "2024-05-02"
    assert row["document"]["publisher_country"] == "AZE"
    assert row["document"]["origin"] == "standard input"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (b"\x00\x01\x02\x03" * 50, "The file holds binary data, not text."),
        (b"\x89PNG\r\n\x1a\n", "The file is a picture."),
        (
            "Le ministre des Affaires étrangères a rencontré son homologue à Paris mardi.".encode(),
            "The document is not in English but in French.",
        ),
        (b"The ministers met. " * 2_700_000, "The text has more than 2,000,000 characters"),
        (b"\xff\xfe" + b"\x00\xd8" * 200, "The text is damaged"),
    ],
    ids=["empty", "binary", "picture", "french", "fifty-megabytes", "wrong-encoding"],
)
def test_bad_input_gives_one_sentence_and_its_mend(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    """Every bad input must say what is wrong and what to do, exit 1, and show no traceback."""
    path = tmp_path / "report.txt"
    path.write_bytes(content)

    done = run(path)

    error, mend = done.stderr.splitlines()
    assert error.startswith(f"error: {path}: {problem}")
    assert mend.startswith("mend: ")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert isinstance(done.exception, SystemExit)


def test_missing_files_and_empty_folders_are_named_once(tmp_path: Path) -> None:
    """A missing file and a folder without documents must each be named, once."""
    done = run(tmp_path / "none.txt", tmp_path)

    first, _, second, _ = done.stderr.splitlines()
    assert first == f"error: There is no file '{tmp_path / 'none.txt'}'."
    assert second == f"error: The folder '{tmp_path}' holds no document."
    assert done.exit_code == 1


def test_a_country_that_is_none_is_a_usage_error() -> None:
    """A publisher's country that no table knows must be refused before anything is read."""
    done = run("-", "--publisher-country", "Atlantis", stdin=TEXT)

    assert "'Atlantis' is no country, demonym or ISO code known here" in str(done.exception)


def test_a_publishers_country_may_be_named_in_words() -> None:
    """A publisher's country given by name must be kept by its code."""
    done = run("-", "--format", "jsonl", "--publisher-country", "Azerbaijan", stdin=TEXT)

    assert json.loads(done.stdout)["document"]["publisher_country"] == "AZE"


def test_rejected_documents_can_be_diverted(tmp_path: Path) -> None:
    """With --rejected the refusals must lie in the file, as JSON lines, and nowhere else."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    path = tmp_path / "rejected.jsonl"

    done = run(tmp_path / "a.txt", tmp_path / "b.txt", "--format", "jsonl", "--rejected", path)

    assert len(done.stdout.splitlines()) == 1
    assert json.loads(path.read_text())["reason"] == "The file is empty."
    assert done.stderr == ""
    assert done.exit_code == 3


def test_nothing_is_kept_unless_asked(tmp_path: Path) -> None:
    """Reading must not make a ledger."""
    (tmp_path / "a.txt").write_text(TEXT)
    ledger = tmp_path / "ledger.db"

    run(tmp_path / "a.txt", "--ledger", ledger)

    assert not ledger.exists()


def test_explaining_shows_every_paragraph(root: Path) -> None:
    """With --explain each paragraph of the document must be shown, with its facts or with none."""
    done = run(root / "examples" / "islamabad-2023-04-13.txt", "--explain")

    assert "They discussed opening direct flights between Islamabad and Baku" in done.stdout
    assert done.stdout.count("→") + done.stdout.count("– no fact") >= 8
    assert done.exit_code == 0


def test_explaining_and_json_do_not_go_together(tmp_path: Path) -> None:
    """Asking for both must be a usage error with its mend."""
    done = run(tmp_path, "--explain", "--format", "jsonl")

    assert done.exit_code != 0
    assert "--explain is for people" in str(done.exception)


def test_options_of_archives_need_a_folder_to_read_to(tmp_path: Path) -> None:
    """Asking for workers without --out must be a usage error, and --keep with --out too."""
    alone = run(tmp_path, "--workers", 2)
    kept = run(tmp_path, "--out", tmp_path / "out", "--keep")

    assert "are for archives" in str(alone.exception)
    assert "no --explain, --keep or --rejected" in str(kept.exception)


def test_a_compressed_file_without_a_folder_is_told_to_be_an_archive(tmp_path: Path) -> None:
    """An archive given as a document must be refused with the option that reads it."""
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n\r\n")

    done = run(tmp_path / "a.warc")

    assert done.stderr.splitlines()[1] == "mend: Read it as an archive: add --out DIR."
    assert done.exit_code == 1
