"""The ledger at 10,000, 100,000 and 1,000,000 reports, beside plain SQLite with the same rows.

Run by hand from the project's root: ``python bench/ledger.py``. The texts are those of a pool of
readouts, read once by Comity's reader; each report made from one has its own date, parties and last
line. The time of making them is taken off. Prints the figures that stand in ``docs/ledger.md``.
"""

import argparse
import itertools
import json
import os
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from comity.ledger import Ledger
from comity.ledger.rows import report_rows
from comity.ledger.schema import METADATA
from comity.ledger.spelling import fold
from comity.ledger.writing import BATCH
from comity.model.actors import Dyad, Party
from comity.model.dates import ReportedDate
from comity.model.facts import Fact, Rejected, Report
from comity.model.text import Document, DocumentId, Evidence
from comity.reading.pipeline import read
from comity.reference.countries import COUNTRIES

FIRST_DAY = date(2000, 1, 1)
DAYS = 9_000  # about 25 years
STEPS = (10_000, 100_000, 1_000_000)
PEER = 10_000  # reports that plain SQLite is given too
LISTS = ("meetings", "subjects", "measures", "positions", "history", "statements", "events")


def templates(pool: Path) -> list[Report]:
    """Read the pool once; leave out what the reader refuses or finds no fact in."""
    found = []
    for line in pool.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = Document(
            id=DocumentId(row["id"]),
            text=row["text"],
            title=row.get("title"),
            publisher=row.get("publisher"),
            publisher_country=row.get("publisher_country"),
            published=ReportedDate.parse(row["published"], basis="published")
            if row.get("published")
            else None,
        )
        report = read(document)
        if not isinstance(report, Rejected) and report.dyads:
            found.append(report)
    return found


class Maker:
    """Makes reports with their own dates and parties, and knows how long that took.

    Few dyads are frequent, most are rare (Zipf's law, flattened at the head by 50 ranks).
    """

    def __init__(self, sources: list[Report], count: int) -> None:
        self.wall_s = self.cpu_s = 0.0
        self._made = self._make(sources, count)

    def take(self, count: int) -> Iterator[Report]:
        """Yield the next reports."""
        for _ in range(count):
            wall, cpu = time.perf_counter(), time.process_time()
            report = next(self._made, None)
            self.wall_s += time.perf_counter() - wall
            self.cpu_s += time.process_time() - cpu
            if report is None:
                return
            yield report

    @staticmethod
    def _make(sources: list[Report], count: int) -> Iterator[Report]:
        chance = random.Random(2026)  # noqa: S311 - the same reports at every run
        codes = sorted(COUNTRIES)
        dyads = [Dyad.of(*pair) for pair in itertools.combinations(codes, 2)]
        chance.shuffle(dyads)
        weights = list(itertools.accumulate(1 / (place + 50) for place in range(len(dyads))))
        for number in range(count):
            (dyad,) = chance.choices(dyads, cum_weights=weights)
            day = FIRST_DAY + timedelta(chance.randrange(DAYS))
            yield varied(sources[number % len(sources)], number, dyad, day)


def varied(source: Report, number: int, dyad: Dyad, day: date) -> Report:
    """Return a report with another name, dyad and date, its words where they were."""
    swap = swapped(source.dyads[0], dyad, number)
    name = DocumentId(f"bench-{number:07}")
    dated = ReportedDate.day(day, basis="published")
    document = replace(
        source.document,
        id=name,
        text=f"{source.document.text}\n\nReport {number} of {day.isoformat()}.",
        published=dated,
    )
    return replace(
        source,
        document=document,
        dyads=(dyad,),
        **{
            field: tuple(_moved(fact, name, swap, dated) for fact in getattr(source, field))
            for field in LISTS
        },
        related=(),
    )


def swapped(old: Dyad, new: Dyad, number: int) -> Callable[[str], Party]:
    """Return who stands for whom: the dyad for the dyad, for each other country one by number."""
    codes = sorted(COUNTRIES)
    known = {old.first: new.first, old.second: new.second}

    def swap(party: str) -> Party:
        if party not in COUNTRIES or party in known:
            return known.get(Party(party), Party(party))
        return Party(codes[(codes.index(party) + number) % len(codes)])

    return swap


def _moved(fact: Fact, name: DocumentId, swap: Callable[[str], Party], day: ReportedDate) -> Fact:
    changes: dict[str, Any] = {"evidence": _evidence(fact.evidence, name)}
    if hasattr(fact, "parties"):
        changes["parties"] = tuple(sorted({swap(one) for one in fact.parties}))
    if hasattr(fact, "date") and fact.date is not None:
        changes["date"] = day
    for side in ("holder", "target", "represents", "actor", "recipient"):
        if (party := getattr(fact, side, None)) is not None:
            changes[side] = swap(party)
    if hasattr(fact, "participants"):
        changes["participants"] = tuple(
            replace(
                person,
                represents=swap(person.represents) if person.represents else None,
                evidence=_evidence(person.evidence, name),
            )
            for person in fact.participants
        )
    return replace(fact, **changes)


def _evidence(evidence: Evidence, name: DocumentId) -> Evidence:
    return replace(evidence, document=name)


def plain_rows(report: Report, number: int) -> dict[str, list[tuple[Any, ...]]]:
    """Return a report's rows as plain tuples, made before the clock starts."""
    rows = report_rows(report)
    columns = {
        table.name: [column.name for column in table.columns] for table in METADATA.sorted_tables
    }
    document = {"id": number, **rows.document}
    facts = [{"document": number, **row} for row in rows.facts]
    areas = [{"document": number, "area": area} for area in rows.areas]
    day = rows.document["day"]
    dyads = [
        {"document": number, "first": d.first, "second": d.second, "day": day} for d in rows.dyads
    ]
    sides = [{"document": number, **row} for row in rows.sides]
    people = [{"document": number, **row, "name": None} for row in rows.people]
    return {
        "documents": [tuple(document[name] for name in columns["documents"])],
        "facts": [tuple(row[name] for name in columns["facts"]) for row in facts],
        "areas": [tuple(row[name] for name in columns["areas"]) for row in areas],
        "dyads": [tuple(row[name] for name in columns["dyads"]) for row in dyads],
        "sides": [tuple(row[name] for name in columns["sides"]) for row in sides],
        "people": [tuple(row[name] for name in columns["people"]) for row in people],
        "words": [(number, fold(report.document.title or ""), fold(report.document.text))],
    }


def plain_load(path: Path, sources: list[Report], count: int) -> tuple[float, float]:
    """Insert the same rows with ``sqlite3.executemany`` alone.

    Returns:
        The seconds of inserting, by the wall and of the processor.
    """
    Ledger.open(str(path)).close()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = FULL")
    wall, cpu, number = 0.0, 0.0, 0
    maker = Maker(sources, count)
    while batch := list(maker.take(BATCH)):
        tables: dict[str, list[tuple[Any, ...]]] = {}
        for report in batch:
            number += 1
            for table, rows in plain_rows(report, number).items():
                tables.setdefault(table, []).extend(rows)
        started, busy = time.perf_counter(), time.process_time()
        database.execute("BEGIN IMMEDIATE")
        for table, rows in tables.items():
            names = "words (rowid, title, text)" if table == "words" else table
            marks = ", ".join("?" * len(rows[0]))
            database.executemany(f"INSERT INTO {names} VALUES ({marks})", rows)  # noqa: S608
        database.execute("COMMIT")
        wall += time.perf_counter() - started
        cpu += time.process_time() - busy
    database.close()
    return wall, cpu


def milliseconds(question: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Return the medians of wall and processor time of several answers, after one to warm up."""
    question()
    wall, processor = [], []
    for _ in range(times):
        started, busy = time.perf_counter(), time.process_time()
        question()
        wall.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - busy) * 1000)
    return statistics.median(wall), statistics.median(processor)


def dossier(ledger: Ledger, dyad: tuple[str, str]) -> None:
    """Ask all there is on a dyad, as a brief does."""
    list(ledger.reports(parties=dyad))
    ledger.follow(parties=dyad, as_of=date(2026, 1, 1))
    ledger.meetings(parties=dyad)
    ledger.positions(parties=dyad)


def first_page(ledger: Ledger, dyad: tuple[str, str]) -> None:
    """Ask what a dyad's pages show first: its newest measures, meetings and positions."""
    ledger.overview.measures(parties=dyad, as_of=date(2026, 1, 1))
    ledger.overview.meetings(parties=dyad)
    ledger.overview.positions(parties=dyad)


def ask(ledger: Ledger, path: Path, count: int) -> None:
    """Print how long questions take, on a frequent dyad, a middling and a rare one."""
    raw = sqlite3.connect(path)
    counted = raw.execute(
        "SELECT first, second, count(*) AS n FROM dyads GROUP BY 1, 2 ORDER BY n DESC"
    ).fetchall()
    for label, place in (
        ("most frequent", 0),
        ("100th", 99),
        ("1,000th", 999),
        ("10,000th", 9_999),
    ):
        if place >= len(counted):
            continue
        first, second, held = counted[place]
        dyad = (first, second)
        plain = milliseconds(
            lambda dyad=dyad: raw.execute(
                "SELECT facts.* FROM dyads JOIN facts USING (document) "
                "WHERE first = ? AND second = ? AND fact = 'measure'",
                dyad,
            ).fetchall()
        )
        follow = milliseconds(lambda dyad=dyad: ledger.follow(parties=dyad, as_of=date(2026, 1, 1)))
        page = milliseconds(lambda dyad=dyad: first_page(ledger, dyad))
        whole = milliseconds(lambda dyad=dyad: dossier(ledger, dyad))
        print(
            f"{count:>9,} | dyad {first}-{second}, {label}, {held} reports | "
            f"follow {_both(follow)} (plain SELECT of its rows {_both(plain)}) | "
            f"dossier, first pages {_both(page)}, whole {_both(whole)}",
            flush=True,
        )
    for words in ("hostages", '"supply chains" semiconductors', "president", "report 4711"):
        ours = milliseconds(lambda words=words: ledger.search(words))
        plain = milliseconds(
            lambda words=words: raw.execute(
                "SELECT rowid FROM words WHERE words MATCH ? LIMIT 20", (words,)
            ).fetchall()
        )
        print(
            f"{count:>9,} | search {words!r}: {_both(ours)} (plain MATCH of 20 unranked rows "
            f"{_both(plain)})",
            flush=True,
        )
    raw.close()


def _both(spent: tuple[float, float]) -> str:
    return f"{spent[0]:.1f} ms, {spent[1]:.1f} of processor"


def add_one(ledger: Ledger, sources: list[Report], count: int) -> None:
    """Print the cost of keeping single reports, each its own transaction."""
    chance = random.Random(count)  # noqa: S311
    codes = sorted(COUNTRIES)
    made = []
    for number in range(60):
        dyad = Dyad.of(*chance.sample(codes, 2))
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        made.append(varied(sources[number], 9_000_000 + count + number, dyad, day))
    waiting = iter(made)
    spent = milliseconds(lambda: ledger.keep(next(waiting)), times=59)
    print(f"{count:>9,} | one report added: {_both(spent)}", flush=True)


def peer(folder: Path, sources: list[Report]) -> None:
    """Print how long the same rows take with ``executemany`` alone."""
    plain_wall, plain_cpu = plain_load(folder / "plain.sqlite", sources, PEER)
    maker = Maker(sources, PEER)
    started, busy = time.perf_counter(), time.process_time()
    with Ledger.open(str(folder / "again.sqlite")) as again:
        again.keep_many(maker.take(PEER))
    wall = time.perf_counter() - started - maker.wall_s
    cpu = time.process_time() - busy - maker.cpu_s
    print(
        f"{PEER:>9,} | ours {wall:.1f} s ({cpu:.1f} of processor), plain executemany of the same "
        f"rows {plain_wall:.1f} s ({plain_cpu:.1f}): ratio {wall / plain_wall:.2f} "
        f"({cpu / plain_cpu:.2f})",
        flush=True,
    )


def main() -> int:
    """Load step by step, ask at each, and compare with plain SQLite at ``PEER`` reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=STEPS[-1])
    parser.add_argument("--pool", type=Path, default=Path("../shared/gold/pool.jsonl"))
    parser.add_argument("--out", type=Path, help="A folder to leave the ledger in.")
    parser.add_argument("--ask", action="store_true", help="Only ask the ledger left in --out.")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.out or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        started = time.perf_counter()
        sources = templates(options.pool)
        facts = sum(len(getattr(one, field)) for one in sources for field in LISTS) / len(sources)
        print(
            f"{len(sources)} templates of {facts:.1f} facts each read in "
            f"{time.perf_counter() - started:.0f} s",
            flush=True,
        )
        if not options.ask:
            peer(folder, sources)
        load(folder, sources, options.reports, only_ask=options.ask)
    return 0


def load(folder: Path, sources: list[Report], reports: int, *, only_ask: bool) -> None:
    """Fill a ledger of each size from nothing and ask it, or ask the one that was left there."""
    if only_ask:
        with Ledger.open(str(folder / "ledger.sqlite")) as ledger:
            ask(ledger, folder / "ledger.sqlite", len(ledger))
            add_one(ledger, sources, len(ledger))
        return
    for step in [step for step in STEPS if step < reports] + [reports]:
        path = folder / ("ledger.sqlite" if step == reports else f"ledger-{step}.sqlite")
        with Ledger.open(str(path)) as ledger:
            maker, before = Maker(sources, step), time.perf_counter()
            own, other = processor(resource.RUSAGE_SELF), processor(resource.RUSAGE_CHILDREN)
            ledger.keep_many(maker.take(step))
            wall = time.perf_counter() - before
            own = processor(resource.RUSAGE_SELF) - own - maker.cpu_s
            peaks = [peak_mb(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
            other = processor(resource.RUSAGE_CHILDREN) - other
            print(
                f"{step:>9,} | loaded in {wall:.0f} s, {wall - maker.wall_s:.0f} s without making "
                f"the reports; processor: {own:.0f} s of the one that prepares, {other:.0f} s of "
                f"the one that writes; {path.stat().st_size / 1e9:.2f} GB, "
                f"peak memory {peaks[0]:.0f} and {peaks[1]:.0f} MB, "
                f"load average {os.getloadavg()[0]:.1f}",
                flush=True,
            )
            ask(ledger, path, step)
            add_one(ledger, sources, step)
        if step != reports:
            path.unlink()


def processor(whose: int) -> float:
    """Return the seconds of processor this process took, or its finished children."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def peak_mb(whose: int) -> float:
    """Return the most memory this process held, or the largest of its finished children."""
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
