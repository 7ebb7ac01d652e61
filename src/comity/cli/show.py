"""``comity show``: what an identifier means."""

from collections.abc import Iterator
from datetime import date

import click

from comity.cli.follow import describe_history
from comity.cli.meetings import describe_meeting
from comity.cli.options import as_of_option, format_option, ledger_option, print_json
from comity.cli.terminal import describe_report, rows
from comity.model.facts import Report
from comity.model.record_json import shown_to_json
from comity.model.records import FactRecord, MeasureHistory, MeetingRecord
from comity.workbench import Settings, Workbench

__all__ = ["command"]


@click.command(short_help="Show a document, fact, meeting or measure by its id.")
@click.argument("name", metavar="ID")
@as_of_option
@format_option("text", "json")
@ledger_option
def command(name: str, as_of: date, form: str, ledger: str | None) -> None:
    """Print what ID means: a document, a fact, a meeting (m-…) or a measure's history (h-…)."""
    with Workbench(Settings(ledger=ledger)) as bench:
        shown = bench.ledger.show(name, as_of=as_of)
    if form == "json":
        print_json(shown_to_json(shown))
        return
    click.echo("\n".join(_describe(shown)))


def _describe(shown: Report | FactRecord | MeetingRecord | MeasureHistory) -> Iterator[str]:
    match shown:
        case MeasureHistory():
            yield from describe_history(shown)
        case MeetingRecord():
            yield from describe_meeting(shown)
        case Report():
            yield from describe_report(shown)
        case FactRecord():
            yield f"{shown.kind} {shown.id}" + (f" · {shown.verdict}" if shown.verdict else "")
            yield from rows("Date", [shown.date.iso if shown.date else "undated"])
            for name, value in shown_to_json(shown)["says"].items():
                yield from rows(name.replace("_", " "), [_value(value)])
            yield from rows("Words", [f"“{shown.fact.evidence.quote}”"])
            yield from rows("Document", [shown.document])
            yield from rows("Record", [shown.record or ""])


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items() if part is not None)
    if isinstance(value, list):
        return "; ".join(_value(part) for part in value)
    return "" if value is None else str(value)
