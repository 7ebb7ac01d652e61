"""``comity ledger``: look after the ledger itself."""

from pathlib import Path

import click

from comity.cli.options import format_option, ledger_option, print_json
from comity.errors import LedgerDamagedError
from comity.model.text import Document
from comity.workbench import Settings, Workbench
from comity.workbench.archiving import load_data_set

__all__ = ["command"]


@click.group(short_help="Check, list, load or rescue the ledger as a whole.")
def command() -> None:
    """Look after the ledger: what it holds, whether it is sound, what can be saved of it."""


@command.command()
@format_option("text", "json")
@ledger_option
def check(form: str, ledger: str | None) -> None:
    """Say where the ledger lies, how much it holds and whether it is sound."""
    with Workbench(Settings(ledger=ledger)) as bench:
        address, count = bench.ledger.address, len(bench.ledger)
        ailments = bench.ledger.ailments()
    if form == "json":
        print_json({"address": address, "documents": count, "ailments": list(ailments)})
    else:
        state = "sound" if not ailments else "damaged"
        click.echo("\n  ".join([f"{address}: {count} documents, {state}", *ailments]))
    if ailments:
        raise LedgerDamagedError(
            f"The ledger {address} is damaged.",
            mend=f"Save what can be read: comity ledger rescue {address} --out saved.jsonl",
        )


@command.command()
@format_option("text", "json")
@ledger_option
def documents(form: str, ledger: str | None) -> None:
    """List the documents of the ledger, oldest news first."""
    with Workbench(Settings(ledger=ledger)) as bench:
        listed = [_listed(report.document) for report in bench.ledger.reports()]
    if form == "json":
        print_json(listed)
        return
    for row in listed:
        click.echo(f"{row['id']} · {row['published'] or 'undated'} · {row['title'] or ''}")
    if not listed:
        click.echo("The ledger holds no document. Read some into it: comity read FILE --keep")


def _listed(document: Document) -> dict[str, str | None]:
    return {
        "id": document.id,
        "published": document.published.iso if document.published else None,
        "title": document.title or document.origin,
    }


@command.command()
@click.argument("damaged", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new JSONL file.")
def rescue(damaged: Path, out: Path) -> None:
    """Write what can still be read of the DAMAGED ledger as JSONL, which comity import takes."""
    found = Workbench.rescue(damaged, out)
    click.echo(f"{found.saved} documents saved, {found.lost} lost: {out}")


@command.command("load")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@format_option("table", "json")
@ledger_option
def load(folder: Path, form: str, ledger: str | None) -> None:
    """Keep the reports that `comity read ARCHIVE --out DIR` wrote, each copied report once."""
    with Workbench(Settings(ledger=ledger)) as bench:
        kept = load_data_set(bench, folder)
    counts = {name: len(getattr(kept, name)) for name in ("added", "replaced", "unchanged")}
    if form == "json":
        print_json({"schema": "comity.loaded/1", **counts})
        return
    click.echo("Reports " + ", ".join(f"{name} {count:,}" for name, count in counts.items()) + ".")
