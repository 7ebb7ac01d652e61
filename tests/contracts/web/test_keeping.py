"""What is remembered of the ledger is never older than the ledger."""

import subprocess
import sys
from pathlib import Path

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from comity.web.app import WebSettings, create_app
from comity.web.keeping import Memory
from comity.workbench import Settings

TWINS = (
    "/index.json",
    "/pairs.json",
    "/pairs/AZE/PAK.json",
    "/measures.json",
    "/meetings.json",
    "/positions.json",
    "/search.json?q=visas",
)
NOTE = (
    "Baku, {day} June 2024. Pakistan and Azerbaijan signed an agreement on visas. "
    "The President of Azerbaijan met the Foreign Minister of "
    "Pakistan in Baku. Pakistan supports the territorial integrity of Azerbaijan."
)


@given(st.lists(st.one_of(st.just("change"), st.sampled_from("abcdefgh"))))
def test_an_answer_is_asked_for_once_and_again_after_a_change(acts: list[str]) -> None:
    """Whatever happens in whichever order, no answer is older than the last change."""
    changes = 0
    memory = Memory(lambda: str(changes), most=3)
    asked: list[tuple[str, int]] = []

    def ask(question: str) -> tuple[str, int]:
        asked.append((question, changes))
        return question, changes

    for act in acts:
        if act == "change":
            changes += 1
        else:
            assert memory.get(act, lambda act=act: ask(act)) == (act, changes)  # type: ignore[misc]
    last = [act for act in acts if act != "change"][-3:]
    assert len(memory._held) <= 3
    assert len(set(last)) <= len(asked) <= len(acts)


def test_an_answer_given_during_a_change_is_not_kept_for_after_it() -> None:
    """What was asked before a change and answered after it is asked again."""
    changes, asked = 0, 0
    memory = Memory(lambda: str(changes))

    def ask() -> int:
        nonlocal changes, asked
        asked += 1
        changes = 1
        return asked

    assert [memory.get("a", ask), memory.get("a", ask), memory.get("a", ask)] == [1, 2, 2]


def test_every_page_shows_what_another_program_has_just_kept(tmp_path: Path) -> None:
    """No page that was looked at before hides what was read since, by whichever program."""
    ledger = tmp_path / "ledger.db"

    def read(day: int) -> None:
        command = [sys.executable, "-m", "comity", "read", "-", "--keep", "--ledger", str(ledger)]
        note = NOTE.format(day=day)
        subprocess.run(command, input=note, text=True, check=True, capture_output=True)

    read(3)
    web = WebSettings(settings=Settings(ledger=str(ledger)), token="t", hosts=("testserver",))  # noqa: S106
    with TestClient(create_app(web)) as client:
        client.get("/login?token=t")
        before = {twin: client.get(twin).text for twin in TWINS}
        assert {twin: client.get(twin).text for twin in TWINS} == before
        read(4)
        after = {twin: client.get(twin).text for twin in TWINS}

    assert [twin for twin in TWINS if after[twin] == before[twin]] == []
