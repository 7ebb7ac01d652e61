"""What befalls a ledger: killed writers, full and read-only disks, locks, damage, strangers."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.errors import LedgerDamagedError, LedgerError, LedgerLockedError, LedgerVersionError
from comity.ledger import Ledger
from comity.ledger.handing import start_writer
from comity.ledger.rescue import rescue
from comity.ledger.stores import indexing
from comity.ledger.stores import sqlite as store_module
from comity.model.facts import Report
from comity.model.report_json import report_from_json, report_to_json
from series import series

HERE = Path(__file__).parent
SCRIPT = str(HERE / "writer_under_fire.py")


def many(count: int) -> list[Report]:
    """Return copies of the first report of the series under different names."""
    row = report_to_json(series()[0], with_text=True)
    copies = []
    for number in range(count):
        row["document"]["id"] = f"copy-{number:04}"
        copies.append(report_from_json(row))
    return copies


def under_fire(*arguments: str, inside: tuple[str, ...] = ()) -> dict[str, Any]:
    """Run the script and return what it saw."""
    path = os.pathsep.join([str(HERE.parent.parent), str(HERE.parent.parent.parent / "src")])
    done = subprocess.run(
        [*inside, sys.executable, SCRIPT, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def small_disk(folder: Path, size: str) -> tuple[str, ...]:
    """Return the words that run a command where a folder is a disk of this size, or skip."""
    folder.mkdir()
    words = (
        "unshare",
        "--mount",
        "sh",
        "-c",
        f'mount -t tmpfs -o size={size} none "{folder}" && exec "$@"',
        "sh",
    )
    try:
        subprocess.run([*words, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted only with rights this user lacks")
    return words


@pytest.mark.slow
def test_fifty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    """Killed at 50 random moments while writing: it opens, no half document, nothing told lost."""
    seen = under_fire("kill", str(tmp_path / "ledger.sqlite"))

    assert (seen["lost"], seen["halves"], seen["ailments"]) == (0, 0, [])
    assert seen["told"] >= 25  # every other time it is killed only after a first acknowledgement


def test_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """On a disk of 1 MB the error says so, and what was told before is there, whole."""
    disk = tmp_path / "disk"
    inside = small_disk(disk, "1m")

    seen = under_fire("full", str(disk / "ledger.sqlite"), inside=inside)

    assert "full" in seen["problem"]
    assert "room" in seen["mend"]
    assert (seen["lost"], seen["halves"], seen["ailments"]) == (0, 0, [])
    assert seen["told"] >= 3


def test_limit_on_files_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """Where a process may write no more to a file, nothing told before is lost."""
    seen = under_fire("full", str(tmp_path / "ledger.sqlite"), "900000")

    assert seen["problem"]
    assert (seen["lost"], seen["halves"], seen["ailments"]) == (0, 0, [])
    assert seen["told"] >= 3


def test_read_only_disk_can_be_read(tmp_path: Path) -> None:
    """A ledger on a read-only disk answers, and says why it does not change."""
    disk = tmp_path / "disk"
    inside = small_disk(disk, "4m")

    seen = under_fire("read-only", str(disk / "ledger.sqlite"), inside=inside)

    assert seen["count"] == 1
    assert "read-only" in seen["problem"]


def test_second_writer_waits_then_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program writes, a writer waits; at last it says that the ledger is locked."""
    monkeypatch.setattr(store_module, "BUSY_MS", 100)
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(LedgerLockedError, match="another program"):
            ledger.keep(series()[0])
        assert len(ledger) == 0  # readers are not kept waiting
        other.execute("ROLLBACK")
        other.close()
        ledger.keep(series()[0])

        assert len(ledger) == 1


def test_reader_sees_one_state_during_a_write(tmp_path: Path) -> None:
    """A reader in the middle of its question does not see what is written meanwhile."""
    path = str(tmp_path / "ledger.sqlite")
    with Ledger.open(path) as reader, Ledger.open(path) as writer:
        writer.keep_many(many(3))
        with reader._store.reading() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar()
            writer.keep(series()[1])
            during = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar()

        assert (before, during, len(reader)) == (3, 3, 4)


def test_backup_is_whole_while_others_write(tmp_path: Path) -> None:
    """A copy made during writing opens, is sound and holds whole documents."""
    path, copy = str(tmp_path / "ledger.sqlite"), tmp_path / "copy.sqlite"
    with Ledger.open(path) as ledger:
        ledger.keep_many(many(20))
        stop = threading.Event()

        def write() -> None:
            with Ledger.open(path) as mine:
                for report in many(400)[20:]:
                    mine.keep(report)
                    if stop.is_set():
                        return

        writer = threading.Thread(target=write)
        writer.start()
        ledger.backup(copy)
        stop.set()
        writer.join()

        with pytest.raises(LedgerError, match="exists already"):
            ledger.backup(copy)
    with Ledger.open(str(copy)) as copied:
        assert len(copied) >= 20
        assert copied.ailments() == ()
        assert {len(report.measures) for report in copied.reports()} == {2}


def test_damage_is_recognised_and_what_can_be_saved_is_saved(tmp_path: Path) -> None:
    """Pages overwritten at random: the check says so, and what is saved is as it was."""
    path, out = tmp_path / "ledger.sqlite", tmp_path / "saved.jsonl"
    written = many(300)
    with Ledger.open(str(path)) as ledger:
        ledger.keep_many(written)
    raw = bytearray(path.read_bytes())
    chance = random.Random(7)  # noqa: S311 - noise
    pages = len(raw) // 4096
    for page in chance.sample(range(40, pages), 6):
        raw[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    path.write_bytes(raw)

    assert _says_it_is_damaged(path)
    saved = rescue(path, out)

    assert saved.lost + saved.saved == 300
    assert 150 < saved.saved < 300
    with Ledger.open(":memory:") as fresh:
        assert fresh.take_in(out).failed == ()
        known = {report.id: report for report in written}
        assert all(known[report.id] == report for report in fresh.reports())
        assert len(fresh) == saved.saved


def _says_it_is_damaged(path: Path) -> bool:
    try:
        with Ledger.open(str(path)) as ledger:
            return bool(ledger.ailments())
    except LedgerDamagedError:
        return True


def test_altered_text_is_recognised(tmp_path: Path) -> None:
    """A text that is no longer the one kept is named by the check."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        ledger.keep(series()[0])
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE documents SET text = replace(text, 'Baku', 'Bonn')")
        raw.close()

        assert ledger.ailments() == ("the text of document islamabad-2023-04-13 was altered",)


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    """Text, another program's database, an empty page of noise and a folder are refused."""
    text, noise, other = tmp_path / "a.txt", tmp_path / "noise", tmp_path / "other.db"
    text.write_text("Baku, 2 May 2024")
    noise.write_bytes(random.Random(1).randbytes(5000))  # noqa: S311 - noise
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE cats (name TEXT)")
    raw.close()

    for path in (text, noise, other):
        before = path.read_bytes()
        with pytest.raises(LedgerDamagedError) as caught:
            Ledger.open(str(path))
        assert str(path) in caught.value.problem
        assert path.read_bytes() == before
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(str(tmp_path))
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(str(tmp_path / "none.sqlite"), read_only=True)


def test_newer_ledger_is_refused_unchanged(tmp_path: Path) -> None:
    """A ledger of a newer version is not opened, and not touched."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        ledger.keep(series()[0])
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()

    for read_only in (True, False):
        with pytest.raises(LedgerVersionError, match="9999"):
            Ledger.open(str(path), read_only=read_only)


@pytest.mark.parametrize("handed_over", [False, True])
def test_failure_in_a_batch_keeps_the_batches_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, handed_over: bool
) -> None:
    """When reports stop coming with an error, what was kept stays, nothing half."""
    path = str(tmp_path / "ledger.sqlite")
    count = 5500
    if not handed_over:
        count = 1500
        monkeypatch.setattr("comity.ledger.facade.BATCH", 1000)
        monkeypatch.setattr("comity.ledger.facade.start_writer", lambda _: None)

    def broken() -> Any:
        yield from many(count)
        message = "the source broke"
        raise ValueError(message)

    with Ledger.open(path) as ledger:
        with pytest.raises(ValueError, match="broke"):
            ledger.keep_many(broken())

        assert len(ledger) == (5000 if handed_over else 1000)
        assert ledger.follow(parties=("AZE", "PAK"), as_of=date(2024, 1, 1))


def index_names(path: Path) -> set[str]:
    """Return the names of the indexes of a ledger's file."""
    with sqlite3.connect(path) as raw:
        found = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='index'")}
    raw.close()
    return found


def test_a_load_by_two_processes_leaves_what_one_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process writes is told, found and indexed as if this one had written it."""
    wanted = many(5100)
    with Ledger.open(str(tmp_path / "two.sqlite")) as two:
        kept = two.keep_many(iter(wanted))
        again = two.keep_many(iter(wanted))
        assert len(kept.added) == len(two) == 5100
        assert len(again.unchanged) == 5100
        assert two.search("Baku").more
        assert two.report("copy-5099") == wanted[5099]
        found = two.follow(parties=("AZE", "PAK"), as_of=date(2024, 1, 1))
    monkeypatch.setattr("comity.ledger.facade.start_writer", lambda _: None)
    with Ledger.open(str(tmp_path / "one.sqlite")) as one:
        assert one.keep_many(iter(wanted)) == kept
        assert one.follow(parties=("AZE", "PAK"), as_of=date(2024, 1, 1)) == found
    assert index_names(tmp_path / "two.sqlite") == index_names(tmp_path / "one.sqlite")


def test_a_killed_load_gets_its_indexes_when_the_ledger_is_opened(tmp_path: Path) -> None:
    """A ledger whose load ended without its indexes answers, and has them once it was opened."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        every = index_names(path)
        with ledger._store.writing() as connection:
            indexing.hold_back(connection)
            connection.exec_driver_sql("PRAGMA user_version = 1")  # long ago
        ledger.keep_many(series())
        assert index_names(path) < every
        found = ledger.follow(as_of=date(2024, 6, 1))

    with Ledger.open(str(path)) as ledger:
        assert index_names(path) == every
        assert ledger.follow(as_of=date(2024, 6, 1)) == found
    with sqlite3.connect(path) as raw:
        told = raw.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall()
    raw.close()
    assert set(told) == {
        (table, index, stat)
        for table, some in indexing.PLAN.items()
        for index, stat in some.items()
    }


def test_nobody_makes_indexes_while_a_load_goes_on(tmp_path: Path) -> None:
    """Who opens a ledger that another process is filling leaves its indexes to that process."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger, ledger._store.writing() as connection:
        indexing.hold_back(connection)
    held_back = index_names(path)
    with Ledger.open(str(path)):
        assert index_names(path) == held_back


def test_a_writer_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the process that writes is killed, the load fails with its mend and nothing is half."""
    path = str(tmp_path / "ledger.sqlite")

    def killed(file: str) -> Any:
        writer = start_writer(file)
        assert writer is not None
        writer.kill()
        return writer

    monkeypatch.setattr("comity.ledger.facade.start_writer", killed)
    with Ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match="ended before"):
            ledger.keep_many(iter(many(5100)))
        assert len(ledger) == 0
        assert ledger.ailments() == ()


def test_what_befalls_the_writer_is_raised_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger locked by somebody else is the same error whoever writes."""
    path = tmp_path / "ledger.sqlite"
    monkeypatch.setattr(store_module, "BUSY_MS", 100)
    with Ledger.open(str(path)) as ledger:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLockedError):
            ledger.keep_many(iter(many(5100)))
        holder.close()
