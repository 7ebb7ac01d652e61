"""The part of ``comity read`` that reads archives into a data set: options, progress, summary."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.failures import FAILED, SOME_FAILED
from comity.cli.options import print_json
from comity.errors import UsageError
from comity.workbench.archiving import archive_options, read_archives

if TYPE_CHECKING:
    from comity.archives.run import Totals

__all__ = ["options", "refuse_alone", "run"]

_OPTIONS = (
    click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        help="Read archives into a data set of reports (Parquet) in this folder.",
    ),
    click.option(
        "--engine",
        type=click.Choice(["local", "dask", "ray"]),
        default="local",
        show_default=True,
        help="With --out: what runs the work.",
    ),
    click.option("--workers", type=click.IntRange(1), help="With --out: processes. Default: all."),
    click.option("--scheduler", metavar="ADDRESS", help="With --out: a running cluster, tcp://…"),
    click.option("--resume", is_flag=True, help="With --out: go on with a run that was stopped."),
    click.option(
        "--sample", type=click.IntRange(1), help="With --out: read about so many records."
    ),
    click.option("--all", "ungated", is_flag=True, help="With --out: read every English document."),
)
_NAMES = ("engine", "workers", "scheduler", "resume", "sample", "ungated")


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of archives to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def run(inputs: tuple[str, ...], form: str, given: dict[str, Any]) -> int:
    """Read archives into the data set asked for, print the counts, and return the exit code.

    Raises:
        UsageError: If standard input is named, or another verb's options are.
    """
    if "-" in inputs or given["explain"] or given["keep"] or given["rejected"]:
        raise UsageError(
            "--out takes files and addresses, and no --explain, --keep or --rejected",
            mend="Leave those out; `comity ledger load DIR` keeps the data set in the ledger.",
        )
    asked = archive_options(
        engine=given["engine"],
        workers=given["workers"] or os.cpu_count() or 1,
        scheduler=given["scheduler"],
        gated=not given["ungated"],
        sample=given["sample"],
        resume=given["resume"],
    )
    with _progress() as told:
        totals = read_archives(inputs, given["out"], asked, told)
    if form == "table":
        click.echo("\n".join(_summary(totals, given["out"])))
    else:
        print_json({"schema": "comity.archive/1", **asdict(totals), "out": str(given["out"])})
    for fault in totals.faults:
        where = "" if not fault.address or fault.address in fault.reason else f"{fault.address}: "
        click.echo(f"error: {where}{fault.reason}\nmend: {fault.mend}", err=True)
    if totals.faults and not totals.records:
        return FAILED
    return SOME_FAILED if totals.faults or totals.failed else 0


def refuse_alone(given: dict[str, Any]) -> None:
    """Refuse options of archives without the folder to read them to.

    Raises:
        UsageError: If one is given.
    """
    if any(given[name] not in {None, False, "local"} for name in _NAMES):
        raise UsageError(
            "--engine, --workers, --scheduler, --resume, --sample and --all are for archives",
            mend="Add --out DIR, or leave them out.",
        )


def _summary(totals: "Totals", out: Path) -> Iterator[str]:
    yield f"Records   {totals.records:>12,}"
    yield f"  kept    {totals.kept:>12,}  of them {totals.copies:,} copies of another"
    for gate, count in _by_count(totals):
        yield f"  dropped {count:>12,}  at: {gate}"
    if totals.failed:
        yield f"  failed  {totals.failed:>12,}  listed in {out}/dropped with offset and reason"
    if totals.resumed:
        yield f"Units that were done before: {totals.resumed:,}"
    yield f"Data set: {out}"


def _by_count(totals: "Totals") -> list[tuple[str, int]]:
    return sorted(totals.dropped.items(), key=lambda one: (-one[1], one[0]))


@contextmanager
def _progress() -> Iterator[Callable[["Totals"], None]]:
    """Show a bar with documents a second and time left, where a person is looking."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where a person is looking
    from rich.progress import (  # noqa: PLC0415 - only where a person is looking
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        BarColumn(bar_width=24),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task("reading", total=None, told="Looking at the inputs …")
        first = -1

        def told(totals: "Totals") -> None:
            nonlocal first
            first = totals.records if first < 0 else first  # those of an earlier run
            elapsed = bar.tasks[task].elapsed or 0.0
            rate = (totals.records - first) / elapsed if elapsed else 0.0
            dropped = ", ".join(f"{gate} {n:,}" for gate, n in _by_count(totals)[:3])
            text = f"{totals.records:,} documents, {rate:,.0f}/s, kept {totals.kept:,}"
            bar.update(
                task,
                total=totals.size or None,
                completed=totals.size_done,
                told=f"{text}, dropped: {dropped}" if dropped else text,
            )

        yield told
