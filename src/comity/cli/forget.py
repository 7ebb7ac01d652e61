"""``comity forget``: delete a document and its facts."""

import click

from comity.cli.options import format_option, ledger_option, print_json
from comity.workbench import Settings, Workbench

__all__ = ["command"]


@click.command(short_help="Delete a document and its facts from the ledger.")
@click.argument("document")
@format_option("text", "json")
@ledger_option
def command(document: str, form: str, ledger: str | None) -> None:
    """Delete DOCUMENT (its id) and all its facts from the ledger."""
    with Workbench(Settings(ledger=ledger)) as bench:
        bench.ledger.forget(document)
    if form == "json":
        print_json({"forgotten": document})
    else:
        click.echo(f"Forgotten: {document}")
