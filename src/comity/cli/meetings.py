"""``comity meetings``: who met whom, each meeting once however many reported it."""

from collections.abc import Iterator

import click

from comity.cli.options import format_option, ledger_option, print_json
from comity.cli.parties import find_parties, parties_argument
from comity.cli.periods import period_options
from comity.cli.terminal import participant_text, rows
from comity.model.record_json import meeting_to_json
from comity.model.records import MeetingRecord
from comity.workbench import Settings, Workbench

__all__ = ["command", "describe_meeting"]


@click.command(short_help="List meetings, merged from all their reports.")
@parties_argument
@click.option("--form", "kind", metavar="FORM", help="Only this form, such as call or visit.")
@period_options
@format_option("text", "json")
@ledger_option
def command(
    parties: tuple[str, ...],
    kind: str | None,
    since: str | None,
    until: str | None,
    form: str,
    ledger: str | None,
) -> None:
    """Print the meetings of all the countries named, oldest first."""
    with Workbench(Settings(ledger=ledger)) as bench:
        records = bench.ledger.meetings(
            parties=find_parties(parties), kind=kind, since=since, until=until
        )
    if form == "json":
        print_json([meeting_to_json(record) for record in records])
        return
    for record in records:
        click.echo("\n".join(describe_meeting(record)) + "\n")
    if not records:
        click.echo("No meeting in the ledger matches.")


def describe_meeting(record: MeetingRecord) -> Iterator[str]:
    """Yield the lines that show one meeting."""
    when = record.date.iso if record.date else "undated"
    where = f" in {record.place.name}" if record.place else ""
    yield f"{when} · {record.form}{where}"
    yield from rows(
        "Participants",
        map(participant_text, record.participants),
    )
    yield from rows("Reported by", [", ".join(record.reports)])
    yield from rows("Words", [f"“{one.quote}” [{one.document}]" for one in record.evidence])
    yield from rows(
        "Disagreement",
        [
            f"{one.field}: "
            + "; ".join(f"{value} [{', '.join(names)}]" for value, names in one.values)
            for one in record.disagreements
        ],
    )
    yield from rows("Id", [record.id])
