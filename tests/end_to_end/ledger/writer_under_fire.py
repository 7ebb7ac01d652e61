"""Run by the fault tests in a process of its own: ``kill``, ``full`` or ``read-only``, then a path.

Prints one JSON object that says what was seen.
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from comity.errors import LedgerError
from comity.ledger import Ledger
from comity.model.facts import Report
from comity.model.text import DocumentId
from series import series

ROUNDS = 50
FACTS = 7
"""What the report holds: 2 measures, a meeting, a subject, 2 positions and a dyad."""


def reports(prefix: str) -> Iterator[Report]:
    """Yield endless copies of one report under different names."""
    first, number = series()[0], 0
    while True:
        number += 1
        document = replace(first.document, id=DocumentId(f"{prefix}-{number}"))
        yield replace(first, document=document)


def whole(report: Report) -> int:
    """Count what a report holds."""
    return sum(
        map(
            len, (report.measures, report.meetings, report.subjects, report.positions, report.dyads)
        )
    )


def kill(path: str) -> dict[str, object]:
    """Kill a writer at random moments; after each, look whether all is there that it was told."""
    chance, lost, halves, told = random.Random(4), 0, 0, 0  # noqa: S311 - moments to kill at
    Ledger.open(path).close()
    for turn in range(ROUNDS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _write_until_killed(path, turn, writing)
        os.close(writing)
        first = os.read(reading, 1) if turn % 2 else b""  # every other time not while it opens
        time.sleep(chance.random() * 0.1)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            acknowledged = set((first + pipe.read()).decode().split("\n")[:-1])
        told += len(acknowledged)
        with Ledger.open(path) as ledger:
            held = {report.id: whole(report) for report in ledger.reports()}
        lost += len(acknowledged - held.keys())
        halves += sum(count != FACTS for count in held.values())
    with Ledger.open(path) as ledger:
        ailments = ledger.ailments()
    return {"lost": lost, "halves": halves, "told": told, "ailments": ailments}


def _write_until_killed(path: str, turn: int, writing: int) -> None:
    with Ledger.open(path) as ledger:
        for report in reports(f"turn-{turn}"):
            ledger.keep(report)
            os.write(writing, f"{report.id}\n".encode())


def full(path: str) -> dict[str, object]:
    """Fill the disk (or what this process may write) and see what is told and kept."""
    told: list[str] = []
    problem = mend = ""
    try:
        with Ledger.open(path) as ledger:
            for report in reports("full"):
                ledger.keep(report)
                told.append(report.id)
                if len(told) > 20_000:  # the disk was never full: let the test see it
                    break
    except LedgerError as error:
        problem, mend = error.problem, error.mend
    if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    with Ledger.open(path, read_only=True) as ledger:
        held = {report.id: whole(report) for report in ledger.reports()}
        ailments = ledger.ailments()
    return {
        "problem": problem,
        "mend": mend,
        "told": len(told),
        "lost": len(set(told) - held.keys()),
        "halves": sum(count != FACTS for count in held.values()),
        "ailments": ailments,
    }


def read_only(path: str) -> dict[str, object]:
    """Make the file system read-only, then read and try to write."""
    first = next(reports("one"))
    with Ledger.open(path) as ledger:
        ledger.keep(first)
    folder = str(Path(path).parent)
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    with Ledger.open(path) as ledger:
        count = len(ledger)
        try:
            ledger.forget(first.id)
            problem = ""
        except LedgerError as error:
            problem = error.problem
    return {"count": count, "problem": problem}


if __name__ == "__main__":
    what, where = sys.argv[1:3]
    if what == "full" and len(sys.argv) > 3:
        limit = int(sys.argv[3])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    seen = {"kill": kill, "full": full, "read-only": read_only}[what](where)
    sys.stdout.write(json.dumps(seen))
