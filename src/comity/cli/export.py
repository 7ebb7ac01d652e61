"""``comity export``: the ledger in another form."""

from pathlib import Path

import click

from comity.cli.options import ledger_option
from comity.errors import UsageError
from comity.workbench import Settings, Workbench

__all__ = ["command"]

ENDINGS = {
    "": "csv",
    ".csv": "csv",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".xlsx": "xlsx",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".tsv": "polecat",
}
FOLDERS = {"csv", "parquet"}


@click.command(short_help="Write the ledger as JSONL, CSV, Parquet, Excel, SQLite or POLECAT.")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet", "xlsx", "sqlite", "polecat"]),
    help="The form. Default: by the ending of OUT; without one, csv.",
)
@ledger_option
def command(out: Path, form: str | None, ledger: str | None) -> None:
    """Write the ledger to OUT: a file; for csv and parquet a folder, one file for each table.

    jsonl loses nothing and can be imported. csv comes with a codebook. sqlite is a plain
    database: datasette OUT opens it. polecat holds the events, tab-separated.
    """
    chosen = form or ENDINGS.get(out.suffix.lower())
    if chosen is None:
        raise UsageError(
            f"The ending of {out.name} does not say which form is meant.",
            mend=f"Add --format, or end the name with one of: {' '.join(filter(None, ENDINGS))}",
        )
    with Workbench(Settings(ledger=ledger)) as bench:
        rows = bench.ledger.export(out, chosen)
    where = f"a file for each table, in the folder {out}" if chosen in FOLDERS else out
    click.echo(f"{rows} rows as {chosen}: {where}")
