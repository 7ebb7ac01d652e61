"""Reads uploads in the background, one after the other, and tells how far it is."""

import itertools
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Lock
from typing import Literal

from comity.web.uploads import BROKEN, Refusal, Upload

__all__ = ["Job", "Jobs"]

KEPT_JOBS = 200  # finished jobs that stay listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One upload on its way into the ledger."""

    id: int
    name: str
    state: Literal["waiting", "reading", "done", "failed"]
    started: datetime
    kept: tuple[str, ...] = ()
    rejected: tuple[Refusal, ...] = field(default=())


class Jobs:
    """A queue with one reader behind it.

    Args:
        read: Reads an upload and keeps what it says, as ``comity.web.uploads.take_in`` does.
    """

    def __init__(self, read: Callable[[Upload], Iterable[str | Refusal]]) -> None:
        self._read = read
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="comity-reading")
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._lock = Lock()

    def close(self) -> None:
        """Finish what is being read and take nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, upload: Upload) -> Job:
        """Queue an upload and return its job."""
        job = Job(
            id=next(self._numbers),
            name=upload.name,
            state="waiting",
            started=datetime.now(UTC),
        )
        self._put(job)
        self._pool.submit(self._run, job, upload)
        return job

    def find(self, number: int) -> Job | None:
        """Return a job, or ``None``."""
        return self._jobs.get(number)

    def newest(self) -> tuple[Job, ...]:
        """Return the jobs, newest first."""
        with self._lock:
            return tuple(sorted(self._jobs.values(), key=lambda job: -job.id))

    def _run(self, job: Job, upload: Upload) -> None:
        job = self._put(replace(job, state="reading"))
        broken = True
        try:
            for told in self._read(upload):
                if isinstance(told, Refusal):
                    job = replace(job, rejected=(*job.rejected, told))
                else:
                    job = replace(job, kept=(*job.kept, told))
                self._put(job)
            broken = False
        finally:
            if broken:
                job = replace(job, rejected=(*job.rejected, BROKEN))
            self._put(replace(job, state="done" if job.kept else "failed"))

    def _put(self, job: Job) -> Job:
        with self._lock:
            self._jobs[job.id] = job
            for number in sorted(self._jobs)[:-KEPT_JOBS]:
                del self._jobs[number]
        return job
