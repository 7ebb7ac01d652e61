"""``comity export``: the ledger in another form."""

from pathlib import Path

import click

from comity.cli.options import ledger_option
from comity.workbench import Settings, Workbench

__all__ = ["command"]

ENDINGS = {
    ".jsonl": "jsonl",
    ".xlsx": "xlsx",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".tsv": "polecat",
}


@click.command(short_help="Write the ledger as JSONL, CSV, Parquet, Excel, SQLite or POLECAT.")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet", "xlsx", "sqlite", "polecat"]),
    help="The form. Default: by the ending of OUT, else csv.",
)
@ledger_option
def command(out: Path, form: str | None, ledger: str | None) -> None:
    """Write the ledger to OUT: a file, or a folder for csv and parquet.

    jsonl loses nothing and can be imported. csv comes with a codebook. sqlite is a plain
    database: datasette OUT opens it. polecat holds the events, tab-separated.
    """
    chosen = form or ENDINGS.get(out.suffix.lower(), "csv")
    with Workbench(Settings(ledger=ledger)) as bench:
        rows = bench.ledger.export(out, chosen)
    click.echo(f"{rows} rows as {chosen}: {out}")
