"""``comity ledger``: the ledger as a whole; ``load`` fills it from a data set of reports."""

from pathlib import Path

import click

from comity.cli.options import format_option, ledger_option, print_json
from comity.workbench import Settings, Workbench
from comity.workbench.archiving import load_data_set

__all__ = ["command"]


@click.group(short_help="Fill the ledger from a data set of reports.")
def command() -> None:
    """Work on the ledger as a whole."""


@command.command("load")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@format_option("table", "json")
@ledger_option
def load(folder: Path, form: str, ledger: str | None) -> None:
    """Keep the reports that `comity read ARCHIVE --out DIR` wrote, each copied report once."""
    with Workbench(Settings(ledger=ledger)) as bench:
        kept = load_data_set(bench, folder)
    if form == "json":
        counts = {"added": kept.added, "replaced": kept.replaced, "unchanged": kept.unchanged}
        print_json({"schema": "comity.loaded/1", **counts})
        return
    click.echo(
        f"Reports added {kept.added:,}, replaced {kept.replaced:,}, unchanged {kept.unchanged:,}."
    )
