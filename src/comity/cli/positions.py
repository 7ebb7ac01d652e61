"""``comity positions``: who stands where on what, and how the wording changed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import click

from comity.cli.options import format_option, in_vocabulary, ledger_option, print_json
from comity.cli.parties import find_parties, party_name
from comity.cli.periods import period_options
from comity.cli.terminal import rows
from comity.model.record_json import position_to_json
from comity.model.records import PositionRecord
from comity.workbench import Settings, Workbench

__all__ = ["command"]


@click.command(short_help="List positions over time, with each change of wording.")
@click.argument("holder", required=False)
@click.option(
    "--area",
    metavar="AREA",
    callback=in_vocabulary("areas"),
    help="Only on this issue area, such as trade.",
)
@click.option("--target", metavar="COUNTRY", help="Only positions that concern this country.")
@click.option(
    "--stance",
    type=click.Choice(["supports", "opposes", "calls-for"]),
    help="Only this stance.",
)
@period_options
@format_option("text", "json")
@ledger_option
def command(holder: str | None, form: str, ledger: str | None, **asked: Any) -> None:
    """Print where HOLDER (a country or organisation) stands, on each matter oldest first.

    A line that differs from the last one on the same matter is marked as changed.
    """
    if asked["target"] is not None:
        (asked["target"],) = find_parties([asked["target"]])
    who = find_parties([holder])[0] if holder else None
    with Workbench(Settings(ledger=ledger)) as bench:
        found = bench.ledger.positions(holder=who, **asked)
    if form == "json":
        print_json([position_to_json(record) for record in found])
        return
    ordered = sorted(found, key=_matter)  # stable: within a matter they stay oldest first
    for matter, wordings in groupby(ordered, key=_matter):
        click.echo("\n".join(_describe(matter, list(wordings))) + "\n")
    if not found:
        click.echo("No position in the ledger matches.")


def _matter(record: PositionRecord) -> tuple[str, str, str]:
    return (record.holder, record.area, record.target or "")


def _describe(matter: tuple[str, str, str], wordings: Sequence[PositionRecord]) -> Iterator[str]:
    holder, area, target = matter
    yield f"{party_name(holder)} on {area}" + (f" · {party_name(target)}" if target else "")
    last: PositionRecord | None = None
    for one in wordings:
        when = one.date.iso if one.date else "undated"
        yield from rows(
            when, [f"{one.stance}{_changed(one, last)} · “{one.evidence.quote}” [{one.id}]"]
        )
        last = one


def _changed(one: PositionRecord, last: PositionRecord | None) -> str:
    if last is None:
        return ""
    if one.stance != last.stance:
        return f" (was: {last.stance})"
    same = one.evidence.quote.casefold() == last.evidence.quote.casefold()
    return " (same words)" if same else " (reworded)"
