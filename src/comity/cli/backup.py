"""``comity backup``: a whole copy of the ledger, safe while it is in use."""

from pathlib import Path

import click

from comity.cli.options import format_option, ledger_option, print_json
from comity.workbench import Settings, Workbench

__all__ = ["command"]


@click.command(short_help="Copy the ledger, safely while others use it.")
@click.argument("out", type=click.Path(path_type=Path))
@format_option("text", "json")
@ledger_option
def command(out: Path, form: str, ledger: str | None) -> None:
    """Write a copy of the ledger to OUT, a new file; it opens like any ledger."""
    with Workbench(Settings(ledger=ledger)) as bench:
        bench.ledger.backup(out)
    if form == "json":
        print_json({"backup": str(out)})
        return
    click.echo(f"Copied {bench.settings.ledger or 'your ledger'}: {out}")
