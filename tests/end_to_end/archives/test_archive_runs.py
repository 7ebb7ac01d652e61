"""Runs over archives: the same data set on every engine, whatever dies on the way."""

import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest
from click import Command
from click.testing import CliRunner, Result

from comity.archives.dataset import iterate_reports
from comity.archives.run import ArchiveOptions, Totals, read_archives
from comity.cli.ledger import command as ledger_command
from comity.cli.read import command as read_command
from comity.cli.search import command as search_command
from comity.errors import EngineError, UsageError

pytestmark = pytest.mark.filterwarnings("ignore")  # the cluster's own libraries warn

Make = Callable[..., Path]


@pytest.fixture
def archives(tmp_path: Path, make_archive: Make) -> list[str]:
    """Return six archives of twenty pages, ten of each reports."""
    return [
        str(make_archive(tmp_path / f"{at}.warc.gz", first=20 * at, count=20)) for at in range(6)
    ]


def contents(out: Path) -> dict[str, str]:
    """Return every file of a data set with the digest of its bytes."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_reports_are_kept_and_other_news_is_dropped(archives: list[str], tmp_path: Path) -> None:
    """Every report must be in the data set, and every other page listed with its gate."""
    out = tmp_path / "out"

    totals = read_archives(archives, out, ArchiveOptions())

    assert (totals.records, totals.kept, totals.failed) == (120, 60, 0)
    assert sum(totals.dropped.values()) == 60
    reports = list(iterate_reports(out))
    assert len(reports) == 60 - totals.copies
    assert all("joint commission" in report.document.text for report in reports)
    dropped = pq.read_table(out / "dropped").to_pylist()
    assert len(dropped) == 60
    assert {row["gate"] for row in dropped} <= {"bytes", "text", "sentences"}
    assert all(row["reason"] and row["mend"] for row in dropped)


def test_a_killed_worker_changes_no_byte(archives: list[str], tmp_path: Path) -> None:
    """A pool whose worker is killed in mid-run must give the same files as one process."""
    plain, killed = tmp_path / "plain", tmp_path / "killed"
    read_archives(archives, plain, ArchiveOptions())
    struck: list[int] = []

    def strike(totals: Totals) -> None:
        if totals.units_done == 1 and not struck:
            struck.append(multiprocessing.active_children()[0].pid or 0)
            os.kill(struck[0], signal.SIGKILL)

    totals = read_archives(archives, killed, ArchiveOptions(workers=2), strike)

    assert struck
    assert totals.faults == []
    assert contents(killed) == contents(plain)


def test_a_cluster_with_a_killed_worker_changes_no_byte(
    archives: list[str], tmp_path: Path
) -> None:
    """A Dask cluster of three workers, one killed in mid-run, must give the same files too."""
    distributed = pytest.importorskip("distributed")
    plain, killed = tmp_path / "plain", tmp_path / "killed"
    read_archives(archives, plain, ArchiveOptions())
    struck: list[int] = []

    with (
        distributed.LocalCluster(
            n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        pids = list(client.run(os.getpid).values())

        def strike(totals: Totals) -> None:
            if totals.units_done == 1 and not struck:
                struck.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)

        options = ArchiveOptions(engine="dask", scheduler=cluster.scheduler_address)
        totals = read_archives(archives, killed, options, strike)

    assert struck
    assert (totals.units_done, totals.kept, totals.faults) == (6, 60, [])
    assert contents(killed) == contents(plain)


def test_a_killed_run_is_resumed_and_no_unit_is_read_twice(
    archives: list[str], tmp_path: Path
) -> None:
    """After SIGKILL a run must go on where it was, and end with the same files."""
    plain, out = tmp_path / "plain", tmp_path / "out"
    read_archives(archives, plain, ArchiveOptions())
    words = ["-m", "comity", "read", *archives, "--out", str(out), "--workers", "1"]
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list((out / "done").glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = {path: path.stat().st_mtime_ns for path in (out / "done").glob("*.json")}

    totals = read_archives(archives, out, ArchiveOptions(resume=True))

    assert before
    assert totals.resumed == len(before)
    assert totals.units_done == 6 - len(before)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert contents(out) == contents(plain)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc, which Linux has")
def test_workers_end_with_a_killed_run(archives: list[str], tmp_path: Path) -> None:
    """No worker may stay behind when the run that started it was killed."""
    out = tmp_path / "out"
    words = ["-m", "comity", "read", *archives, "--out", str(out), "--workers", "2"]
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list((out / "done").glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()

    deadline = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert len(workers) >= 2
    assert not any(map(is_running, workers))


def test_a_sample_reads_a_part_of_each_unit(archives: list[str], tmp_path: Path) -> None:
    """A sample of 30 records of 6 units must read 5 of each."""
    totals = read_archives(archives, tmp_path / "out", ArchiveOptions(sample=30))

    assert totals.records == 30
    assert totals.units_done == 6


def test_copies_are_counted_once(tmp_path: Path, make_archive: Make) -> None:
    """The same pages in two archives must be kept as copies of one."""
    one = make_archive(tmp_path / "a.warc.gz")
    other = tmp_path / "b.warc.gz"
    shutil.copy(one, other)
    out = tmp_path / "out"

    totals = read_archives([str(one), str(other)], out, ArchiveOptions())

    listed = pq.read_table(out / "copies.parquet").to_pylist()
    names = [report.id for report in iterate_reports(out)]
    assert totals.kept == 20
    assert totals.copies == len(listed) >= 10
    assert len(names) == len(set(names)) == totals.kept - totals.copies
    assert {row["copy_of"] for row in listed} <= set(names)


def test_another_run_in_the_folder_is_refused(archives: list[str], tmp_path: Path) -> None:
    """A folder that holds a data set must not be written to unless asked, nor with other gates."""
    out = tmp_path / "out"
    read_archives(archives[:1], out, ArchiveOptions())

    with pytest.raises(UsageError, match="already holds a data set"):
        read_archives(archives, out, ArchiveOptions())
    with pytest.raises(UsageError, match="other settings"):
        read_archives(archives, out, ArchiveOptions(resume=True, gated=False))


def test_what_cannot_be_read_stops_nothing(archives: list[str], tmp_path: Path) -> None:
    """Missing inputs and damaged archives must be told, and all others be read."""
    (tmp_path / "cut.warc.gz").write_bytes(Path(archives[1]).read_bytes()[:-60])
    inputs = [archives[0], str(tmp_path / "none.warc"), str(tmp_path / "cut.warc.gz")]
    out = tmp_path / "out"

    totals = read_archives(inputs, out, ArchiveOptions())

    assert [fault.reason for fault in totals.faults] == [f"There is no file '{inputs[1]}'."]
    assert (totals.kept, totals.failed) == (19, 1)
    (failed,) = [row for row in pq.read_table(out / "dropped").to_pylist() if row["failed"]]
    assert failed["reason"] == "The archive ends in the middle of a record."
    assert failed["offset"] > 0


def test_a_damaged_data_set_is_told(archives: list[str], tmp_path: Path) -> None:
    """Loading a data set with a damaged file must say which, and how to mend it."""
    out = tmp_path / "out"
    read_archives(archives[:1], out, ArchiveOptions())
    (path,) = (out / "reports").glob("part=*/*.parquet")
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(EngineError, match="is damaged") as caught:
        list(iterate_reports(out))

    assert f"done/{path.stem}.json" in caught.value.mend


def test_the_command_reads_loads_and_searches(
    archives: list[str], tmp_path: Path, root: Path
) -> None:
    """From archives to a search in the ledger by the command line alone, with JSON at each step."""
    out, ledger = str(tmp_path / "out"), str(tmp_path / "ledger.db")

    read = run(read_command, *archives, "--out", out, "--workers", "1", "--format", "json")
    loaded = run(ledger_command, "load", out, "--ledger", ledger, "--format", "json")
    again = run(ledger_command, "load", out, "--ledger", ledger, "--format", "json")
    found = run(search_command, "joint commission", "--ledger", ledger)

    counts = json.loads(read.stdout)
    assert read.exit_code == 0
    jsonschema.validate(counts, json.loads((root / "schemas/archive.schema.json").read_text()))
    assert counts["kept"] == 60
    jsonschema.validate(
        json.loads(loaded.stdout), json.loads((root / "schemas/ledger.schema.json").read_text())
    )
    assert json.loads(loaded.stdout)["added"] == 60 - counts["copies"]
    assert json.loads(again.stdout)["unchanged"] == 60 - counts["copies"]
    assert "commission" in found.stdout


def test_a_full_disk_is_told_and_mended_by_resuming(archives: list[str], tmp_path: Path) -> None:
    """When files cannot grow, the units must be told as faults, and a later run must do them."""
    out = tmp_path / "out"
    words = f"-m comity read {' '.join(archives)} --out {out} --workers 1"
    limited = f"trap '' XFSZ; ulimit -f 8; exec {sys.executable} {words}"  # 8 blocks of 1 kB

    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    totals = read_archives(archives, out, ArchiveOptions(resume=True))

    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert totals.kept == 60


def test_copies_that_cannot_be_listed_are_a_fault(archives: list[str], tmp_path: Path) -> None:
    """When the list of copies cannot be written, the reports must stand and the fault be told."""
    out = tmp_path / "out"
    (out / "copies.parquet").mkdir(parents=True)

    totals = read_archives(archives, out, ArchiveOptions())
    (out / "copies.parquet").rmdir()
    mended = read_archives(archives, out, ArchiveOptions(resume=True))

    assert [Path(fault.address).name for fault in totals.faults] == ["copies.parquet"]
    assert totals.kept == mended.kept > 0
    assert not mended.faults
    assert (out / "copies.parquet").is_file()


def run(verb: Command, *words: str) -> Result:
    """Run a verb in this process."""
    return CliRunner().invoke(verb, list(words))


def children(pid: int) -> list[int]:
    """Return the processes that a process started (Linux)."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


def is_running(pid: int) -> bool:
    """Tell whether a process is there and no zombie (Linux)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
