"""``comity correct``: accept, reject, edit, merge, split, undo; the log; corrections as gold."""

import getpass
import json
import sys
from pathlib import Path
from typing import Any

import click

from comity.cli.options import format_option, ledger_option, print_json
from comity.errors import LedgerError, UsageError
from comity.model.record_json import correction_to_json
from comity.model.records import Correction
from comity.workbench import Settings, Workbench

__all__ = ["command"]

who_option = click.option("--who", help="Your name in the log. Default: your login.")


@click.group(short_help="Accept, reject, edit, merge or split facts; undo; see the log.")
def command() -> None:
    """Correct what a reader found; evidence is never changed, every correction can be undone.

    FACT is an id as comity show, follow and meetings print it.
    """


@command.command()
@click.argument("fact")
@who_option
@ledger_option
def accept(fact: str, who: str | None, ledger: str | None) -> None:
    """Say that FACT is right as it stands."""
    with Workbench(Settings(ledger=ledger)) as bench:
        _tell(bench.ledger.corrections.accept(fact, who=_name(who)))


@command.command()
@click.argument("fact")
@who_option
@ledger_option
def reject(fact: str, who: str | None, ledger: str | None) -> None:
    """Say that FACT is wrong: it counts nowhere any more."""
    with Workbench(Settings(ledger=ledger)) as bench:
        _tell(bench.ledger.corrections.reject(fact, who=_name(who)))


@command.command()
@click.argument("fact")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@who_option
@ledger_option
def edit(fact: str, changes: tuple[str, ...], who: str | None, ledger: str | None) -> None:
    """Give fields of FACT other values.

    status=agreed · due=2023-09-20 · 'endpoints=["Baku, AZE", "Lahore, PAK"]' · target=null
    """
    with Workbench(Settings(ledger=ledger)) as bench:
        _tell(bench.ledger.corrections.edit(fact, dict(map(_change, changes)), who=_name(who)))


@command.command()
@click.argument("one")
@click.argument("other")
@who_option
@ledger_option
def merge(one: str, other: str, who: str | None, ledger: str | None) -> None:
    """Say that ONE and OTHER, two meetings or two measures, are one."""
    with Workbench(Settings(ledger=ledger)) as bench:
        _tell(bench.ledger.corrections.merge(one, other, who=_name(who)))


@command.command()
@click.argument("fact")
@who_option
@ledger_option
def split(fact: str, who: str | None, ledger: str | None) -> None:
    """Say that FACT does not belong to the meeting or measure it was put in."""
    with Workbench(Settings(ledger=ledger)) as bench:
        _tell(bench.ledger.corrections.split(fact, who=_name(who)))


@command.command()
@click.argument("number", type=int, required=False)
@who_option
@ledger_option
def undo(number: int | None, who: str | None, ledger: str | None) -> None:
    """Take correction NUMBER back; the last one, where none is given."""
    with Workbench(Settings(ledger=ledger)) as bench:
        _tell(bench.ledger.corrections.undo(number, who=_name(who)))


@command.command()
@click.option("--document", help="Only corrections in this document.")
@click.option("--fact", help="Only corrections of this fact.")
@format_option("text", "json")
@ledger_option
def log(document: str | None, fact: str | None, form: str, ledger: str | None) -> None:
    """Print every correction: who, when, what before and after."""
    with Workbench(Settings(ledger=ledger)) as bench:
        lines = bench.ledger.corrections.log(document=document, fact=fact)
    if form == "json":
        print_json([correction_to_json(line) for line in lines])
        return
    for line in lines:
        _tell(line)
    if not lines:
        click.echo("Nothing was corrected.")


@command.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file. Default: here."
)
@ledger_option
def gold(out: Path | None, ledger: str | None) -> None:
    """Print the corrected documents' facts as gold annotations, one document a line."""
    with Workbench(Settings(ledger=ledger)) as bench:
        lines = [json.dumps(line, ensure_ascii=False) for line in bench.ledger.annotations()]
    text = "".join(f"{line}\n" for line in lines)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise LedgerError(
            f"The annotations cannot be written to {out}: {error.strerror or error}.",
            mend="Name another file, in a folder that is there: --out FILE",
        ) from error
    click.echo(f"{len(lines)} annotated documents: {out}")


def _name(who: str | None) -> str:
    return who or getpass.getuser()


def _change(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"'{text}' changes nothing.", mend="Write FIELD=VALUE: status=agreed.")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def _tell(line: Correction) -> None:
    undone = f" (undone by {line.undone_by}, {line.undone_at})" if line.undone_at else ""
    other = f" {line.other}" if line.other else ""
    click.echo(f"{line.id}: {line.action} {line.fact}{other}, {line.who}, {line.at}{undone}")
    if line.action == "edit" and line.before and line.after:
        before, after = json.loads(line.before), json.loads(line.after)
        for name, value in after.items():
            if before.get(name) != value:
                click.echo(f"   {name}: {_short(before.get(name))} → {_short(value)}")


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
