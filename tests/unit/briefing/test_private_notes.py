"""A private note from the command line to the brief, and an issue compared with the last."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from comity.cli.brief import command

OPEN = (
    "Baku, 2 May 2024. The foreign ministers of Pakistan and Azerbaijan met in Baku on 2 May 2024."
)
NOTE = "Pakistan and Azerbaijan agreed to build a rail link. This is what our ambassador hears."


def brief(tmp_path: Path, *arguments: str) -> dict:
    """Run ``comity brief`` and return the JSON it wrote."""
    where = ["--out", str(tmp_path), "--ledger", str(tmp_path / "ledger.sqlite")]
    when = ["--as-of", "2024-06-01", "--format", "json"]
    result = CliRunner().invoke(command, [*arguments, *where, *when], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))


def test_a_private_note_stays_private_in_the_ledger(tmp_path):
    """What is read with --private stands, later too, only where it is not to be disclosed."""
    (tmp_path / "open.txt").write_text(OPEN, encoding="utf-8")
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    brief(tmp_path, str(tmp_path / "open.txt"))
    brief(tmp_path, str(tmp_path / "note.txt"), "--private")

    made = brief(tmp_path, "PAK", "AZE", "--template", "dossier")

    free = [part for part in made["sections"] if part["disclosure"] != "closed"]
    closed = [part for part in made["sections"] if part["disclosure"] == "closed"]
    assert "ail link" not in json.dumps(free)
    assert "Rail link" in json.dumps(closed)


def test_the_last_issue_is_compared_with(tmp_path):
    """With --since the brief opens with what is new."""
    (tmp_path / "open.txt").write_text(OPEN, encoding="utf-8")
    (tmp_path / "news.txt").write_text(NOTE, encoding="utf-8")
    brief(tmp_path, str(tmp_path / "open.txt"))
    brief(tmp_path, "PAK", "AZE")
    (tmp_path / "brief.json").rename(tmp_path / "last.json")
    brief(tmp_path, str(tmp_path / "news.txt"))

    made = brief(tmp_path, "PAK", "AZE", "--since", str(tmp_path / "last.json"))

    assert made["sections"][0]["key"] == "addendum"
    lines = [line for block in made["sections"][0]["blocks"] for line in block["items"]]
    assert any(line["text"].startswith("Rail link") and line["change"] == "new" for line in lines)


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"schema": "comity.brief/1"}'])
def test_a_file_that_is_no_brief_is_refused(tmp_path, text):
    """A wrong --since file gives the mistake and its mend, not a traceback."""
    from comity.briefing.renderers.json import read_brief  # noqa: PLC0415 - for this test alone
    from comity.errors import UsageError  # noqa: PLC0415

    with pytest.raises(UsageError) as caught:
        read_brief(text)
    assert "--format json" in caught.value.mend
