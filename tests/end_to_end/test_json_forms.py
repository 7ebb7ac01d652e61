"""What each verb prints for programs is what its schema file says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

Run = Callable[..., Any]


@pytest.fixture
def ledger(run: Run, root: Path, tmp_path: Path) -> Path:
    """Return a ledger that holds the example series."""
    path = tmp_path / "series.db"
    assert run("read", root / "examples", "--keep", "--ledger", path).code == 0
    return path


def test_every_verb_prints_what_its_schema_says(run: Run, root: Path, ledger: Path) -> None:
    """Lists, searches, single records and the log of corrections keep to their schemas."""

    def printed(verb: str, *words: str) -> Any:
        answer = run(verb, *words, "--format", "json", "--ledger", ledger)
        assert answer.code == 0, answer.err
        schema = json.loads((root / "schemas" / f"{verb}.schema.json").read_text("utf-8"))
        found = json.loads(answer.out)
        jsonschema.validate(found, schema)
        return found

    measures = printed("follow", "PAK", "AZE")
    meetings = printed("meetings")
    positions = printed("positions", "PAK")
    assert measures
    assert meetings
    assert positions
    assert printed("search", "flights")["total"] > 0
    assert printed("people", "PAK")
    for one in (measures[0], meetings[0], positions[0]):
        assert printed("show", one["id"])["shows"]
    assert run("correct", "reject", positions[0]["id"], "--ledger", ledger).code == 0
    assert [line["action"] for line in printed("correct", "log")] == ["reject"]
    assert printed("doctor")
    document = positions[0]["document"]
    assert printed("forget", document) == {"forgotten": document}


def test_follow_gives_the_fields_it_promises(run: Run, ledger: Path) -> None:
    """The keys that programs rely on are there, dates in ISO form."""
    answer = run("follow", "PAK", "AZE", "--format", "json", "--ledger", ledger)
    flight = next(
        one
        for one in json.loads(answer.out)
        if [place["name"] for place in one["endpoints"]] == ["Baku", "Islamabad"]
    )

    assert {
        "kind",
        "parties",
        "endpoints",
        "first_raised",
        "last_heard",
        "restated",
        "status",
        "due",
        "overdue",
        "slip_days",
        "statuses",
    } <= set(flight)
    assert flight["first_raised"] == "2023-04-13"
    assert flight["slip_days"] == 43
    assert {
        "status",
        "date",
        "days_since_first",
        "claimed_by",
        "document",
        "evidence",
    } <= set(flight["statuses"][0])


def test_copies_imports_and_users_are_told_to_programs(
    run: Run, root: Path, ledger: Path, tmp_path: Path
) -> None:
    """Backup, import and the list of users print what their schemas say."""

    def printed(verb: str, *words: object) -> Any:
        answer = run(*words, "--format", "json")
        assert answer.code == 0, answer.err
        schema = json.loads((root / "schemas" / f"{verb}.schema.json").read_text("utf-8"))
        found = json.loads(answer.out)
        jsonschema.validate(found, schema)
        return found

    copy = tmp_path / "copy.db"
    assert printed("backup", "backup", copy, "--ledger", ledger) == {"backup": str(copy)}
    lines = tmp_path / "reports.jsonl"
    read = run("read", root / "examples" / "lahore-2025-04-20.txt", "--format", "jsonl", "--text")
    lines.write_text(read.out, encoding="utf-8")
    other = tmp_path / "other.db"
    (taken,) = printed("import", "import", lines, "--ledger", other)
    assert (taken["added"], taken["failed"]) == (1, 0)
    team = tmp_path / "users.db"
    word = "a long enough password"
    assert run("users", "add", "ada", "--team", team, "--password", word).code == 0
    assert printed("users", "users", "list", "--team", team) == [{"name": "ada", "role": "reader"}]
