"""Uploads end, whatever happens to them, and are read where they do not hold up the pages."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.web import reading_process
from comity.web.jobs import Job, Jobs
from comity.web.reading_process import ReadingProcess, serve
from comity.web.uploads import BROKEN, Refusal, Upload
from comity.workbench import Settings, Workbench

TEXT = b"Baku, 2 May 2024. Pakistan thanked Azerbaijan."
BAD_DAY = Upload(name="two.txt", content=TEXT, published="someday")


def after(jobs: Jobs, job: Job) -> Job:
    """Return a job when its queue is empty."""
    jobs._pool.shutdown(wait=True)
    ended = jobs.find(job.id)
    assert ended is not None
    return ended


def test_an_upload_that_breaks_is_said_to_have_failed() -> None:
    """An error nobody foresaw ends the upload and is told; the next one is read."""

    def read(upload: Upload) -> Iterator[str | Refusal]:
        if upload.name == "one.txt":
            raise RuntimeError
        yield "a document"

    jobs = Jobs(read)
    first = jobs.submit(Upload(name="one.txt", content=b""))
    second = jobs.submit(Upload(name="two.txt", content=b""))

    assert (after(jobs, first).state, after(jobs, first).rejected) == ("failed", (BROKEN,))
    assert (after(jobs, second).state, after(jobs, second).kept) == ("done", ("a document",))


def test_the_process_keeps_what_it_reads_and_outlives_none_of_its_faults(tmp_path: Path) -> None:
    """What was read is in the ledger, a refusal has its reason, and a dead process is replaced."""
    settings = Settings(ledger=str(tmp_path / "ledger.db"))
    read = ReadingProcess(settings)
    try:
        (kept,) = read(Upload(name="one.txt", content=TEXT))
        (refused,) = read(BAD_DAY)
        assert isinstance(refused, Refusal)
        assert "someday" in refused.problem

        assert read._process is not None
        read._process.kill()
        read._process.wait()
        assert list(read(Upload(name="one.txt", content=TEXT))) == [kept]
    finally:
        read.close()
    with Workbench(settings) as bench:
        assert bench.ledger.overview.newest() == (kept,)


def test_a_process_that_dies_at_its_work_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever kills the reader, its upload has failed and the next one finds another reader."""
    monkeypatch.setattr(reading_process, "MODULE", "comity.web.no_such_module")
    read = ReadingProcess(Settings(ledger=str(tmp_path / "ledger.db")))
    assert list(read(Upload(name="one.txt", content=TEXT * 10_000))) == [BROKEN]
    monkeypatch.undo()
    (kept,) = read(Upload(name="one.txt", content=TEXT))
    read.close()
    assert isinstance(kept, str)


def test_a_fault_of_the_reader_is_told_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Within the process an unforeseen error spoils one upload, not those after it."""

    def take_in(_: Workbench, upload: Upload) -> Iterator[str | Refusal]:
        yield upload.content.decode()
        if upload.name == "bad":
            raise RuntimeError

    monkeypatch.setattr(reading_process, "take_in", take_in)
    given = io.BytesIO(
        b"".join(
            json.dumps({"name": name, "content": 4}).encode() + b"\n" + content
            for name, content in (("bad", b"one\n"), ("good", b"two\n"))
        )
    )
    out = io.BytesIO()
    serve(Workbench(), given, out)

    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert told == ["one\n", [BROKEN.problem, BROKEN.mend], None, "two\n", None]
