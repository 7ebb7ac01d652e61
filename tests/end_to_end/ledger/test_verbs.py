"""The ledger's verbs as a user types them, on the example series as a perfect reader reports it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from comity.ledger import Ledger
from comity.model.facts import Report
from comity.workbench import Settings, Workbench
from series import series


@pytest.fixture
def filled(run: Any, tmp_path: Path) -> Any:
    """Return the command line on a ledger that holds the series."""
    with Ledger.open(str(tmp_path / "ledger.db")) as ledger:
        ledger.keep_many(series())
    return run


def parsed(answer: Any, root: Path, verb: str) -> Any:
    """Return what a verb printed as JSON, checked against its schema."""
    assert answer.code == 0, answer.err
    value = json.loads(answer.out)
    jsonschema.validate(value, json.loads((root / f"schemas/{verb}.schema.json").read_text()))
    return value


def test_follow_prints_the_flight_from_first_word_to_first_landing(filled: Any) -> None:
    """Raised 13 Apr 2023, operating 203 days later, 43 days after the day first announced."""
    answer = filled("follow", "PAK", "AZE")

    assert answer.code == 0
    flight = answer.out.split("\n\n")[0]
    assert flight.startswith("Azerbaijan – Pakistan · air-link · Baku – Islamabad")
    assert "first 2023-04-13, last heard 2023-11-02" in flight
    assert "implemented, day 203" in flight
    assert "for 2023-09-20: 43 days late" in flight
    assert "opening direct flights between Islamabad and Baku" in flight


def test_follow_as_json(filled: Any, root: Path) -> None:
    """The list is as documented, dates ISO; names and codes of countries mean the same."""
    found = parsed(filled("follow", "Pakistan", "azerbaijan", "--format", "json"), root, "follow")

    flight = found[0]
    assert [flight[name] for name in ("kind", "parties", "first_raised", "last_heard", "due")] == [
        "air-link",
        ["AZE", "PAK"],
        "2023-04-13",
        "2023-11-02",
        "2023-09-20",
    ]
    assert (flight["slip_days"], flight["overdue"], flight["restated"]) == (43, False, 0)
    assert [place["name"] for place in flight["endpoints"]] == ["Baku", "Islamabad"]
    assert [(s["status"], s["date"], s["days_since_first"]) for s in flight["statuses"]] == [
        ("discussed", "2023-04-13", 0),
        ("agreed", "2023-08-16", 125),
        ("implemented", "2023-11-02", 203),
    ]


def test_overdue_is_judged_from_the_day_given(filled: Any, root: Path) -> None:
    """On 1 October 2023 the flight is overdue; today it is not."""
    then = filled(
        "follow", "--kind", "air-link", "--overdue", "--as-of", "2023-10-01", "--format", "json"
    )
    today = filled("follow", "--kind", "air-link", "--overdue", "--format", "json")

    (late,) = parsed(then, root, "follow")
    assert (late["overdue"], late["slip_days"], late["status"]) == (True, 11, "agreed")
    assert parsed(today, root, "follow") == []
    assert "OVERDUE, 11 days" in filled("follow", "--overdue", "--as-of", "2023-10-01").out


def test_meetings_positions_people(filled: Any, root: Path) -> None:
    """Each list in words and as JSON by its schema."""
    (meeting,) = parsed(filled("meetings", "PAK", "AZE", "--format", "json"), root, "meetings")
    (position,) = parsed(filled("positions", "PAK", "--format", "json"), root, "positions")
    (person,) = parsed(filled("people", "AZE", "--format", "json"), root, "people")

    assert meeting["date"] == "2023-04-13"
    assert (position["target"], position["stance"]) == ("AZE", "supports")
    assert (person["names"], person["office_kind"]) == (["Khazar Farhadov"], "ambassador")
    assert "Asad Majeed Khan" in filled("meetings", "--year", "2023").out
    assert "No meeting" in filled("meetings", "--since", "2024").out
    assert "territorial-issues" in filled("positions", "Pakistan", "--target", "Azerbaijan").out
    assert "No position" in filled("positions", "PAK", "--year", "2020").out
    assert "in Pakistan" in filled("people", "--person", "Xəzər Fərhadov").out


def test_search(filled: Any, root: Path) -> None:
    """Hits in words and as JSON, with marks and facets."""
    found = parsed(filled("search", "direct flights", "--format", "json"), root, "search")

    assert found["total"] == 5
    assert found["facets"]["dyad"] == [{"value": "AZE-PAK", "documents": 5}]
    words = filled("search", "lorries", "--country", "PAK", "--country", "AZE").out
    assert "*lorries*" in words
    assert "5 reports found" in filled("search", '"direct flights"').out
    assert "1 report found" in words


def test_every_id_that_is_printed_can_be_shown(filled: Any, root: Path) -> None:
    """Histories, steps, meetings, positions and documents by their ids."""
    history = json.loads(filled("follow", "PAK", "AZE", "--format", "json").out)[0]
    meeting = json.loads(filled("meetings", "--format", "json").out)[0]
    position = json.loads(filled("positions", "PAK", "--format", "json").out)[0]

    for name, what in (
        (history["id"], "measure"),
        (history["statuses"][1]["fact"], "fact"),
        (meeting["id"], "meeting"),
        (position["id"], "fact"),
        ("baku-2023-08-16", "report"),
    ):
        shown = parsed(filled("show", name, "--format", "json"), root, "show")
        assert shown["shows"] == what
        assert filled("show", name).out


def test_old_id_of_a_record_finds_it_after_it_has_grown(filled: Any) -> None:
    """A step's id as a record's still leads to the whole history."""
    history = json.loads(filled("follow", "PAK", "AZE", "--format", "json").out)[0]

    shown = json.loads(
        filled("show", f"h-{history['statuses'][2]['fact']}", "--format", "json").out
    )

    assert shown["id"] == history["id"]


def test_correct_from_the_command_line(filled: Any, root: Path, tmp_path: Path) -> None:
    """Accept, edit, merge, split, reject, undo, the log and the gold lines."""
    histories = json.loads(filled("follow", "PAK", "AZE", "--format", "json").out)
    flight, lahore = histories[0], histories[2]
    steps = [step["fact"] for step in flight["statuses"]]

    assert filled("correct", "accept", steps[0], "--who", "Amina").code == 0
    edited = filled("correct", "edit", steps[1], "status=signed", "due=2023-10", "--who", "Bruno")
    assert "status: agreed → signed" in edited.out
    assert filled("correct", "merge", flight["id"], lahore["id"], "--who", "Chen").code == 0
    assert filled("correct", "split", steps[2]).code == 0
    assert filled("correct", "reject", steps[2]).code == 0
    assert filled("correct", "undo").code == 0

    log = parsed(filled("correct", "log", "--format", "json"), root, "correct")
    assert [(line["action"], line["who"]) for line in log][:3] == [
        ("accept", "Amina"),
        ("edit", "Bruno"),
        ("merge", "Chen"),
    ]
    assert log[-1]["undone_at"] is not None
    gold = [json.loads(line) for line in filled("correct", "gold").out.splitlines()]
    assert {line["id"] for line in gold} >= {"baku-2023-08-16", "islamabad-2023-04-13"}
    assert filled("correct", "gold", "--out", tmp_path / "gold.jsonl").code == 0


def test_export_import_backup_and_check(filled: Any, tmp_path: Path) -> None:
    """A ledger goes out, comes back in, is copied and checked."""
    assert "as jsonl" in filled("export", tmp_path / "out.jsonl").out
    assert "as csv" in filled("export", tmp_path / "tables").out
    assert "5 unchanged" in filled("import", tmp_path / "out.jsonl").out
    assert filled("backup", tmp_path / "copy.db").code == 0
    assert "5 documents, sound" in filled("ledger", "check", "--ledger", tmp_path / "copy.db").out
    assert len(filled("ledger", "documents").out.splitlines()) == 5
    rescued = filled("ledger", "rescue", tmp_path / "copy.db", "--out", tmp_path / "saved.jsonl")
    assert "5 documents saved, 0 lost" in rescued.out
    (tmp_path / "bad.jsonl").write_text("no json\n")
    bad = filled("import", tmp_path / "bad.jsonl")
    assert (bad.code, "line 1" in bad.err) == (3, True)


def test_a_place_that_cannot_be_written_is_named(filled: Any, tmp_path: Path) -> None:
    """A file in a folder that is not there is refused with a mend, not with a traceback."""
    nowhere = tmp_path / "none" / "out.jsonl"
    assert filled("backup", tmp_path / "copy.db").code == 0
    for words in (("correct", "gold"), ("ledger", "rescue", tmp_path / "copy.db")):
        done = filled(*words, "--out", nowhere)
        assert done.code == 1
        assert f"cannot be written to {nowhere}: No such file" in done.err
        assert "mend: " in done.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("follow", "Atlantis"), 2, id="no such country"),
        pytest.param(("follow", "--as-of", "soon"), 2, id="no day"),
        pytest.param(("meetings", "--since", "soon"), 2, id="no date"),
        pytest.param(("show", "nothing"), 1, id="no such id"),
        pytest.param(("search", "?!"), 2, id="no word"),
        pytest.param(("correct", "edit", "x", "status"), 2, id="no value"),
        pytest.param(("correct", "undo"), 1, id="nothing to undo"),
        pytest.param(("import", "nowhere.jsonl"), 1, id="no file"),
    ],
)
def test_mistakes_are_told_in_two_lines(filled: Any, words: tuple[str, ...], code: int) -> None:
    """What is wrong and what to do, no traceback, the right exit code."""
    answer = filled(*words)

    assert answer.code == code
    assert "Traceback" not in answer.err
    assert answer.err


def test_example_reports_are_followed_as_they_are_read(run: Any, root: Path) -> None:
    """The real reader on the real example files: 203 days to the first landing, 43 days late."""
    names = ("islamabad-2023-04-13", "baku-2023-08-16", "islamabad-2023-11-02")
    with Workbench(Settings()) as bench:
        for report in bench.read_inputs(str(root / "examples" / f"{name}.txt") for name in names):
            assert isinstance(report, Report)
            bench.ledger.keep(report)

    found = parsed(
        run("follow", "PAK", "AZE", "--kind", "air-link", "--format", "json"), root, "follow"
    )

    flight = found[0]
    assert (flight["first_raised"], flight["due"]) == ("2023-04-13", "2023-09-20")
    assert (flight["status"], flight["slip_days"]) == ("implemented", 43)
    steps = {(step["status"], step["days_since_first"]) for step in flight["statuses"]}
    assert steps >= {("discussed", 0), ("agreed", 125), ("implemented", 203)}


def test_empty_ledger_answers(run: Any) -> None:
    """A new user's first questions are answered in a sentence."""
    for words in (("follow",), ("meetings",), ("positions",), ("people",), ("search", "x")):
        answer = run(*words)
        assert (answer.code, bool(answer.out), answer.err) == (0, True, "")


def test_what_a_new_user_trips_over_is_said(filled: Any, tmp_path: Path) -> None:
    """Nothing overdue, a group without a verb, an export whose form cannot be guessed."""
    assert "is overdue on 2024-01-01" in filled("follow", "--overdue", "--as-of", "2024-01-01").out
    assert "Commands:" in filled("correct").out
    assert "accredited to Pakistan" in filled("meetings", "PAK", "AZE").out
    unknown = filled("export", str(tmp_path / "ledger.txt"))
    assert (unknown.code, ".jsonl" in unknown.err) == (2, True)
    assert "a file for each table" in filled("export", str(tmp_path / "ledger.csv")).out
    assert (tmp_path / "ledger.csv/measures.csv").is_file()
