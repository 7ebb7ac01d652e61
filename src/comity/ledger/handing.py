"""Hands reports over to a process of its own that writes them, so that two cores load a ledger.

This process lays each report out as rows, the other writes them. The other is this module, run with
the ledger's path; what goes to and fro is pickled.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from queue import Queue
from threading import Event, Thread
from typing import IO, Any

from comity import errors
from comity.errors import ComityError, LedgerError
from comity.ledger.batches import batches, batches_of_different
from comity.ledger.rows import ReportRows
from comity.ledger.stores import open_store
from comity.ledger.writing import BATCH, keep_batch
from comity.model.records import Kept

__all__ = ["hand_over", "start_writer"]

PORTION = 250  # reports handed over at once, about 2 MB
AHEAD = 24  # portions ready before the other process takes them
READY = "ready"


def start_writer(path: str) -> "subprocess.Popen[bytes] | None":
    """Return a process that holds a ledger open to write, or ``None`` where none can be had.

    Args:
        path: The ledger's file.
    """
    command = [sys.executable, "-m", "comity.ledger.handing", path]
    try:
        writer = subprocess.Popen(  # noqa: S603 - this very module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return None
    assert writer.stdout is not None  # noqa: S101 - it was asked for
    if _reply(writer.stdout) == READY:
        return writer
    with writer:
        writer.kill()
    return None


def hand_over(writer: "subprocess.Popen[bytes]", rows: Iterable[ReportRows]) -> Kept:
    """Have a process write reports; return what that changed when all of it is kept.

    Raises:
        ComityError: Whatever befell the writer.
        LedgerError: If it died.
    """
    assert writer.stdin is not None  # noqa: S101 - it was asked for
    assert writer.stdout is not None  # noqa: S101
    waiting: Queue[bytes | None] = Queue(AHEAD)
    broken = Event()
    courier = Thread(target=_carry, args=(waiting, writer.stdin, broken), daemon=True)
    with writer:
        courier.start()
        try:
            for portion in batches(rows, PORTION):
                if broken.is_set():
                    break
                waiting.put(pickle.dumps(portion, pickle.HIGHEST_PROTOCOL))
            else:
                waiting.put(pickle.dumps(None))
        finally:
            waiting.put(None)
            courier.join()
        reply = _reply(writer.stdout)
    if isinstance(reply, Kept):
        return reply
    if isinstance(reply, tuple):
        name, problem, mend = reply
        raise getattr(errors, name)(problem, mend=mend)
    raise LedgerError(
        "The process that writes the ledger ended before its work was done.",
        mend="Load the same reports again: what is kept already changes nothing.",
    )


def _carry(waiting: "Queue[bytes | None]", to: IO[bytes], broken: Event) -> None:
    """Write what is waiting to a pipe; go on emptying the queue where nobody reads any more."""
    while (portion := waiting.get()) is not None:
        if not broken.is_set():
            try:
                to.write(portion)
                to.flush()
            except OSError:
                broken.set()
    try:
        to.close()
    except OSError:
        broken.set()


def _reply(stream: IO[bytes]) -> Any:
    try:
        return pickle.load(stream)  # noqa: S301 - from our own process
    except (EOFError, pickle.UnpicklingError):
        return None


def _received(stream: IO[bytes]) -> Iterator[ReportRows]:
    """Yield what is handed over; only what ends well is whole.

    Raises:
        EOFError: If the other process ended in between.
    """
    while (portion := pickle.load(stream)) is not None:  # noqa: S301 - from our own process
        yield from portion


def _write(path: str, replies: IO[bytes]) -> None:
    try:
        store = open_store("sqlite", path, read_only=False)
    except ComityError:
        return  # the process that asked for this one tells why, when it writes itself
    pickle.dump(READY, replies)
    replies.flush()
    reply: Any = None
    try:
        done: list[Kept] = []
        with store.loading():
            for batch in batches_of_different(_received(sys.stdin.buffer), BATCH):
                with store.writing() as connection:
                    done.append(keep_batch(store, connection, batch))
        reply = Kept.together(done)
    except ComityError as error:
        reply = (type(error).__name__, error.problem, error.mend)
    except EOFError:
        return
    finally:
        store.close()
    pickle.dump(reply, replies)
    replies.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends when nothing comes any more
    with os.fdopen(os.dup(1), "wb") as pipe:
        sys.stdout = sys.stderr
        _write(sys.argv[1], pipe)
