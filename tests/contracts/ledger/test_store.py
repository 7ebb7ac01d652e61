"""What every store must do; runs on each row of ``STORES``."""

import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from comity.errors import LedgerError, NotInLedgerError, UsageError
from comity.ledger import Ledger
from comity.ledger.identity import fact_ids
from comity.model.facts import Report
from comity.model.text import Document, DocumentId
from series import series
from strategies import report_lists, reports

SHARED_LEDGER = settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SHARED_LEDGER
@given(report_lists())
def test_store_gives_back_what_went_in(
    emptied: Callable[[], Ledger], written: list[Report]
) -> None:
    """Every report comes back equal, field by field."""
    ledger = emptied()

    ledger.keep_many(written)

    assert {report.id: report for report in ledger.reports()} == {
        report.id: report for report in written
    }


@SHARED_LEDGER
@given(reports())
def test_same_report_twice_changes_nothing(emptied: Callable[[], Ledger], report: Report) -> None:
    """The second time a report is kept, nothing is added or replaced."""
    ledger = emptied()

    first = ledger.keep(report)
    second = ledger.keep(report)

    assert (first.added, second.added, second.replaced) == ((report.id,), (), ())
    assert second.unchanged == (report.id,)
    assert len(ledger) == 1


@SHARED_LEDGER
@given(reports(name="one"), reports(name="one"))
def test_changed_report_replaces_the_old(
    emptied: Callable[[], Ledger], old: Report, new: Report
) -> None:
    """A document that says something else now is held once, as it is now."""
    ledger = emptied()

    ledger.keep_many([old, new])

    (held,) = ledger.reports()
    assert held.measures == new.measures
    assert held.document.text == new.document.text


def test_forgotten_document_is_gone(ledger: Ledger) -> None:
    """Forgetting what the ledger does not hold is an error with a mend."""
    with pytest.raises(NotInLedgerError) as caught:
        ledger.forget("nowhere")

    assert "nowhere" in caught.value.problem


def test_every_change_of_anybodys_changes_the_mark_of_the_state(
    address: str, ledger: Ledger
) -> None:
    """Whoever remembers an answer learns that it may be stale, whoever made the change."""
    told = [ledger.state]
    ledger.keep_many(series()[:2])
    told.append(ledger.state)
    looked = [ledger.report(one.id) for one in ledger.reports()]
    if address != ":memory:":
        assert ledger.state == told[-1]
        with Ledger.open(address) as another:
            another.keep_many(series()[2:3])
        told.append(ledger.state)
    ((name, _, _), *_) = fact_ids(looked[0])
    ledger.corrections.reject(name, who="a reader")
    told.append(ledger.state)
    ledger.corrections.undo(who="a reader")
    told.append(ledger.state)
    ledger.forget(looked[1].id)
    told.append(ledger.state)

    assert len(set(told)) == len(told)


def test_file_is_kept(tmp_path: Path) -> None:
    """What one program keeps another finds."""
    path = tmp_path / "new folder" / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        assert len(ledger) == 0

    with Ledger.open(f"sqlite:///{path}", read_only=True) as again:
        assert len(again) == 0


AS_OF = date(2024, 6, 1)
DYAD = ("AZE", "PAK")


def test_every_question_has_the_same_answer_on_every_store(ledger: Ledger) -> None:
    """Follow, meetings, positions, people, search and show answer as in memory."""
    ledger.keep_many(series())
    with Ledger.open(":memory:") as other:
        other.keep_many(series())

        assert ledger.follow(parties=DYAD, as_of=AS_OF) == other.follow(parties=DYAD, as_of=AS_OF)
        assert ledger.follow(
            kind="air-link", overdue=True, as_of=date(2023, 10, 1)
        ) == other.follow(kind="air-link", overdue=True, as_of=date(2023, 10, 1))
        assert ledger.meetings(parties=["PAK"]) == other.meetings(parties=["PAK"])
        assert ledger.positions(holder="PAK") == other.positions(holder="PAK")
        assert ledger.people("AZE") == other.people("AZE")
        (meeting,) = ledger.meetings()
        assert ledger.show(meeting.id) == meeting
        found = ledger.search('"direct flights" karachi*', kind="air-link")
        assert [hit.document for hit in found.hits] == ["karachi-2024-04-18"]
        assert found.facets == other.search('"direct flights" karachi*', kind="air-link").facets


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"text": "sundays"}, {"islamabad-2023-11-02"}, id="word, any case"),
        pytest.param({"text": '"flights direct"'}, set(), id="phrase"),
        pytest.param({"text": "wednesd*"}, {"islamabad-2023-11-02"}, id="beginning"),
        pytest.param({"status": "agreed"}, {"baku-2023-08-16"}, id="status"),
        pytest.param({"kind": "road-link"}, {"islamabad-2023-04-13"}, id="kind"),
        pytest.param({"kind": "road-link", "status": "agreed"}, set(), id="kind and status of one"),
        pytest.param({"person": "Xəzər Fərhadov"}, {"islamabad-2023-04-13"}, id="other spelling"),
        pytest.param({"person": "Nobody"}, set(), id="nobody"),
        pytest.param({"since": "2024-01-01"}, {"karachi-2024-04-18"}, id="since"),
        pytest.param({"until": "2023-08-16"}, {"islamabad-2023-04-13"}, id="until, not included"),
        pytest.param({"parties": ("CHN",)}, set(), id="another country"),
        pytest.param({"parties": DYAD, "text": "lorries"}, {"karachi-2024-04-18"}, id="dyad, word"),
        pytest.param({"area": "trade"}, set(), id="area"),
        pytest.param({"text": "flights'); DROP TABLE facts"}, set(), id="hostile"),
        pytest.param({"text": "flights AND OR NOT NEAR"}, set(), id="words of the engine"),
    ],
)
def test_search_facets(ledger: Ledger, asked: dict[str, Any], found: set[str]) -> None:
    """Each facet narrows to the documents that have it."""
    ledger.keep_many(series())

    assert {hit.document for hit in ledger.search(**asked).hits} == found


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Bakı və Gəncə", "baki gence"),
        ("İSLAMABAD", "islamabad"),
        ("مذاكرات في كراچی", "کراچي"),
        ("São Tomé, Łódź, Đà Nẵng", "sao lodz nang"),
        ("Цэцэрлэг и Київ", "київ"),
        ("the year ٢٠٢٣", "2023"),
        ("Pakistan’s – and Iran's – borders", "pakistan iran's"),
    ],
)
def test_search_folds_letters(ledger: Ledger, text: str, asked: str) -> None:
    """Words are found without their accents and in either form of their letters, and marked."""
    ledger.keep(Report(document=Document(id=DocumentId("one"), text=text)))

    (hit,) = ledger.search(asked).hits

    assert len(hit.marks) == len(asked.split())
    with pytest.raises(UsageError):
        ledger.search("  ?! ")


def test_several_writers_and_readers_at_once(address: str, ledger: Ledger) -> None:
    """Four writers keep the same and other documents; nothing is lost, doubled or half there."""
    if address == ":memory:":
        pytest.skip("a ledger in memory belongs to one program")

    def write(writer: int) -> int:
        with Ledger.open(address) as mine:
            for report in series():
                own = replace(report.document, id=DocumentId(f"{report.id}-{writer}"))
                mine.keep_many([report, replace(report, document=own)])
            return len(list(mine.reports()))

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(write, range(4)))

    assert len(ledger) == 25
    assert max(counts) <= 25
    assert {len(report.measures) for report in ledger.reports()} == {1, 2}


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
def test_backup_of_a_server_can_be_restored(
    postgres_address: str, postgres_server: str, tmp_path: Path
) -> None:
    """What pg_restore makes of a backup is the same ledger."""
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    copy = tmp_path / "ledger.dump"
    with Ledger.open(postgres_address) as ledger:
        ledger.keep_many(series())
        ledger.backup(copy)
        with pytest.raises(LedgerError, match="exists already"):
            ledger.backup(copy)
        for report in series():
            ledger.forget(report.id)

    restored = ["pg_restore", "--clean", f"--dbname={postgres_address}", str(copy)]
    subprocess.run(restored, check=True, capture_output=True)

    with Ledger.open(postgres_address) as again:
        assert list(again.reports()) == list(series())
        assert again.ailments() == ()
        assert again.search("lorries").total == 1


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
def test_address_of_a_server_is_told_without_its_password(postgres_server: str) -> None:
    """A server that does not answer is named, its password is not."""
    address = f"postgresql://amina:secret@/nowhere?host={postgres_server}"

    with pytest.raises(LedgerError) as caught:
        Ledger.open(address)

    assert "secret" not in str(caught.value)
    assert "nowhere" in caught.value.problem
