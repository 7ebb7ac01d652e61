"""A run over archives: units to an engine, counts back, copies found at the end."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.archives.copies import find_copies
from comity.archives.dataset import load_pyarrow, sweep, unit_done, write_whole
from comity.archives.records import Unit, UnitDone
from comity.archives.unit import Task, read_unit
from comity.archives.units import find_units
from comity.engines import open_engine
from comity.errors import EngineError, UsageError
from comity.reading.pipeline import READER

__all__ = ["ArchiveOptions", "Fault", "Totals", "read_archives"]

SCHEMA = "comity.archive/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveOptions:
    """How to read archives.

    ``workers`` processes on this machine, or the cluster at ``scheduler``. ``gated`` stops pages
    that are not about relations between countries. ``sample`` is how many records to read in all,
    spread over the units; ``None``: every one. ``resume`` goes on with a run that was stopped.
    """

    engine: str = "local"
    workers: int = 1
    scheduler: str | None = None
    gated: bool = True
    sample: int | None = None
    resume: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A unit, or an input, that could not be read at all."""

    address: str
    reason: str
    mend: str


@dataclass(slots=True)
class Totals:
    """The counts of a run so far; ``units`` and ``size`` are of the whole, done ones aside."""

    units: int = 0
    size: int = 0
    units_done: int = 0
    size_done: int = 0
    resumed: int = 0
    records: int = 0
    kept: int = 0
    copies: int = 0
    failed: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_archives(
    inputs: Iterable[str],
    out: Path,
    options: ArchiveOptions,
    told: Callable[[Totals], None] = lambda _: None,
) -> Totals:
    """Read archives into a data set of reports, and return the counts.

    Args:
        inputs: Files, folders, patterns and addresses of stores.
        out: The folder of the data set; made if it is not there.
        options: How to read.
        told: Called with the counts whenever a unit ends.

    Raises:
        UsageError: If the folder holds another run, or one and ``resume`` is not asked for.
        EngineError: If the folder cannot be written or the cluster not be reached.
        MissingExtraError: If a library that is needed is not installed.
    """
    load_pyarrow()
    units, faults = find_units(inputs)
    totals = Totals(faults=[Fault(address="", reason=e.problem, mend=e.mend) for e in faults])
    if not units:
        return totals
    limit = None if options.sample is None else -(-options.sample // len(units))
    _open(out, options, limit)
    ahead = _ahead(units, out, totals)
    totals.units, totals.size = len(ahead), sum(unit.size for unit in ahead)
    told(totals)
    tasks = (
        Task(unit=unit, out=str(out.resolve()), gated=options.gated, limit=limit) for unit in ahead
    )
    if ahead:
        workers = min(options.workers, len(ahead))
        with open_engine(options.engine, workers=workers, address=options.scheduler) as engine:
            for outcome in engine.run(read_unit, tasks):
                _count(totals, outcome.item.unit, outcome.value, outcome.failure)
                told(totals)
    sweep(out)
    try:
        totals.copies = _list_copies(out)
    except OSError as error:
        totals.faults.append(
            Fault(
                address=str(out / "copies.parquet"),
                reason=f"The list of copies cannot be written: {error.strerror or error}.",
                mend="Make room, then run again with --resume.",
            )
        )
    told(totals)
    return totals


def _open(out: Path, options: ArchiveOptions, limit: int | None) -> None:
    """Make the folder, or check that the run in it reads as this one would."""
    settings = {"schema": SCHEMA, "reader": READER, "gated": options.gated, "limit": limit}
    place = out / "run.json"
    if place.exists():
        if not options.resume:
            raise UsageError(
                f"'{out}' already holds a data set.",
                mend="Add --resume to go on with it, or name another folder.",
            )
        if json.loads(place.read_text()) != settings:
            raise UsageError(
                f"'{out}' was read with other settings or another version of the rules.",
                mend="Use the same options as before, or name another folder.",
            )
        return
    try:
        write_whole(place, json.dumps(settings, sort_keys=True).encode())
    except OSError as error:
        raise EngineError(
            f"The folder '{out}' cannot be written: {error.strerror or error}.",
            mend="Name a folder you may write to: --out DIR",
        ) from error


def _ahead(units: tuple[Unit, ...], out: Path, totals: Totals) -> list[Unit]:
    """Return the units that are still to be read, and count those that are done."""
    ahead = []
    for unit in units:
        done = unit_done(out, unit.name)
        if done is None:
            ahead.append(unit)
        else:
            totals.resumed += 1
            _add(totals, done)
    return ahead


def _count(totals: Totals, unit: Unit, done: UnitDone | None, failure: str | None) -> None:
    totals.units_done += 1
    totals.size_done += unit.size
    if done is not None:
        _add(totals, done)
        return
    reason = (failure or "").splitlines()[0].partition(": ")[2] or failure or "It failed."
    totals.faults.append(
        Fault(address=unit.address, reason=reason, mend="Mend it, and run again with --resume.")
    )


def _add(totals: Totals, done: UnitDone) -> None:
    totals.records += done.records
    totals.kept += done.kept
    totals.failed += done.failed
    totals.dropped = dict(Counter(totals.dropped) + Counter(done.dropped))


def _list_copies(out: Path) -> int:
    """Write which rows of the data set repeat an earlier one, and return how many do."""
    pa, pq = load_pyarrow()
    rows = sorted(_marks(out))
    found = find_copies((row[3], row[4]) for row in rows)
    table = pa.table(
        {
            "unit": [rows[one.row][1] for one in found],
            "row": pa.array([rows[one.row][2] for one in found], pa.int64()),
            "id": [rows[one.row][5] for one in found],
            "copy_of": [rows[one.original][5] for one in found],
            "how": [one.how for one in found],
            "similarity": [one.similarity for one in found],
        }
    )
    working = out / ".copies.parquet"
    try:
        pq.write_table(table, working, compression="zstd")
        working.replace(out / "copies.parquet")
    finally:
        working.unlink(missing_ok=True)
    return len(found)


def _marks(out: Path) -> Iterator[tuple[str, str, int, str, bytes, str]]:
    """Yield what copies are told by: day, unit, row, digest, sketch and name of each report."""
    _, pq = load_pyarrow()
    for path in sorted((out / "reports").glob("part=*/*.parquet")):
        columns = ["published", "retrieved", "sha256", "sketch", "id"]
        table: dict[str, list[Any]] = pq.ParquetFile(path).read(columns=columns).to_pydict()
        for row in range(len(table["id"])):
            day = table["published"][row] or table["retrieved"][row] or "9999"
            yield (
                day,
                path.stem,
                row,
                table["sha256"][row],
                table["sketch"][row],
                table["id"][row],
            )
