"""``comity import``: reports and corrections that another ledger or ``comity read`` wrote."""

import sys
from pathlib import Path

import click

from comity.cli.failures import SOME_FAILED
from comity.cli.options import format_option, ledger_option, print_json
from comity.workbench import Settings, Workbench

__all__ = ["command"]


@click.command(short_help="Keep the reports and corrections of JSONL files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@format_option("text", "json")
@ledger_option
def command(files: tuple[Path, ...], form: str, ledger: str | None) -> None:
    """Keep the reports and corrections of FILES, written by comity export or read as JSONL.

    What the ledger holds already as it is changes nothing.
    """
    failed = False
    rows = []
    with Workbench(Settings(ledger=ledger)) as bench:
        for file in files:
            taken = bench.ledger.take_in(file)
            kept = taken.kept
            counts = {
                "added": len(kept.added),
                "replaced": len(kept.replaced),
                "unchanged": len(kept.unchanged),
                "corrections": taken.corrections,
            }
            rows.append({"file": str(file), **counts, "failed": len(taken.failed)})
            if form == "text":
                said = ", ".join(f"{count} {name}" for name, count in counts.items())
                click.echo(f"{file}: {said}")
            for number, reason in taken.failed:
                click.echo(f"error: {file}, line {number}: {reason}", err=True)
            failed = failed or bool(taken.failed)
    if form == "json":
        print_json(rows)
    if failed:
        click.echo("mend: correct these lines and import the file again.", err=True)
        sys.exit(SOME_FAILED)
