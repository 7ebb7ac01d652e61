"""``comity people``: who was seen in which office from when to when."""

from collections.abc import Iterator

import click

from comity.cli.options import format_option, ledger_option, print_json
from comity.cli.parties import find_parties, party_name
from comity.cli.terminal import rows
from comity.model.record_json import office_to_json
from comity.model.records import OfficeRecord
from comity.workbench import Settings, Workbench

__all__ = ["command"]


@click.command(short_help="List people and offices over time, as the reports show them.")
@click.argument("party", required=False, metavar="[COUNTRY]")
@click.option("--office", metavar="KIND", help="Only this kind of office: foreign-minister …")
@click.option("--person", metavar="NAME", help="Only this person, in any spelling.")
@format_option("text", "json")
@ledger_option
def command(
    party: str | None, office: str | None, person: str | None, form: str, ledger: str | None
) -> None:
    """Print who represented COUNTRY in which office, from the first to the last day seen."""
    who = find_parties([party])[0] if party else None
    with Workbench(Settings(ledger=ledger)) as bench:
        records = bench.ledger.people(who, office_kind=office, person=person)
    if form == "json":
        print_json([office_to_json(record) for record in records])
        return
    for record in records:
        click.echo("\n".join(_describe(record)))
    if not records:
        click.echo("Nobody in the ledger matches.")


def _describe(record: OfficeRecord) -> Iterator[str]:
    name = " / ".join(record.names) or "(no name given)"
    post = f", in {party_name(record.accredited_to)}" if record.accredited_to else ""
    yield f"{name} · {record.office or record.office_kind}, {party_name(record.party)}{post}"
    days = dict.fromkeys(day.iso for day in (record.first_seen, record.last_seen) if day)
    seen = " to ".join(days) or "undated"
    many = len(record.documents)
    yield from rows("Seen", [f"{seen}, in {many} report{'s' if many > 1 else ''}"])
