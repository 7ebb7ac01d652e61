"""A pool of processes on this machine: results streamed, few in flight, dead workers replaced."""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from comity.engines.outcome import ATTEMPTS, Outcome, attempt, describe

__all__ = ["LocalEngine", "open_engine"]

T = TypeVar("T")
R = TypeVar("R")

_LOOK_S = 1.0  # how often a worker looks whether its parent lives
_IN_FLIGHT = 2  # items for each worker: one runs, one waits; more would only hold memory


class LocalEngine:
    """A pool of ``workers`` processes; with one worker or none, this process does the work."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Yield the outcome of each item as it ends.

        A worker that dies takes the items in flight with it: they are run again one at a time, so
        that the one that kills its worker is found, and given up after three attempts.
        """
        if self._workers <= 1:
            for item in items:
                yield attempt(work, item)
            return
        yield from self._run_in_pool(work, iter(items))

    def _run_in_pool(self, work: Callable[[T], R], items: Iterator[T]) -> Iterator[Outcome[T, R]]:
        pool = self._pool()
        again: deque[tuple[T, int]] = deque()
        flying: dict[Future[R], tuple[T, int]] = {}
        try:
            while True:
                self._fill(pool, work, items, again, flying)
                if not flying:
                    return
                done, _ = wait(flying, return_when=FIRST_COMPLETED)
                lost: list[tuple[T, int]] = []
                for future in done:
                    item, tried = flying.pop(future)
                    outcome = _settle(future, item)
                    if outcome is None:
                        lost.append((item, tried + 1))
                    else:
                        yield outcome
                if lost:
                    lost += flying.values()
                    flying.clear()
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = self._pool()
                    yield from _give_up(lost, again)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _fill(
        self,
        pool: ProcessPoolExecutor,
        work: Callable[[T], R],
        items: Iterator[T],
        again: deque[tuple[T, int]],
        flying: dict[Future[R], tuple[T, int]],
    ) -> None:
        alone = bool(again) or any(tried for _, tried in flying.values())
        room = 1 if alone else _IN_FLIGHT * self._workers
        while len(flying) < room:
            if again:
                item, tried = again.popleft()
            elif alone:
                return
            else:
                try:
                    item, tried = next(items), 0
                except StopIteration:
                    return
            try:
                flying[pool.submit(work, item)] = (item, tried)
            except BrokenProcessPool:  # a worker died since the last look; the loop will notice
                again.appendleft((item, tried))
                return

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(os.getpid(),),
        )


@contextmanager
def open_engine(workers: int, address: str | None) -> Iterator[LocalEngine]:
    """Give an engine of this machine."""
    yield LocalEngine(workers)


def _start(parent: int) -> None:
    """Let a worker end at once on Ctrl-C, without words, and soon after its parent is gone.

    What it wrote is kept if it was finished, and thrown away otherwise.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_S)
    os._exit(1)


def _settle(future: Future[R], item: T) -> Outcome[T, R] | None:
    """Return the outcome of a future that is done; ``None`` where its worker died."""
    error: Any = future.exception()
    if error is None:
        return Outcome(item=item, value=future.result())
    if isinstance(error, BrokenProcessPool):
        return None
    return Outcome(item=item, failure=describe(error))


def _give_up(lost: list[tuple[T, int]], again: deque[tuple[T, int]]) -> Iterator[Outcome[T, Any]]:
    for item, tried in lost:
        if tried >= ATTEMPTS:
            failure = f"The worker died {tried} times while it worked on this item."
            yield Outcome(item=item, failure=failure)
        else:
            again.append((item, max(tried, 1)))
