"""``comity follow``: what became of each measure."""

from collections.abc import Iterator
from datetime import date

import click

from comity.cli.options import as_of_option, format_option, in_vocabulary, ledger_option, print_json
from comity.cli.parties import find_parties, parties_argument, party_name, party_names
from comity.cli.terminal import rows
from comity.model.dates import ReportedDate
from comity.model.record_json import first_and_last, history_to_json
from comity.model.records import MeasureHistory, StatusReport
from comity.workbench import Settings, Workbench

__all__ = ["command", "describe_history"]


@click.command(short_help="Follow measures: status by status, what is overdue, what slipped.")
@parties_argument
@click.option(
    "--kind",
    metavar="KIND",
    callback=in_vocabulary("measures"),
    help="Only this kind of measure, such as air-link.",
)
@click.option("--overdue", is_flag=True, help="Only what was promised for a day that has passed.")
@as_of_option
@format_option("text", "json")
@ledger_option
def command(
    parties: tuple[str, ...],
    kind: str | None,
    as_of: date,
    form: str,
    ledger: str | None,
    *,
    overdue: bool,
) -> None:
    """Print the history of each measure to which all the countries named are party.

    COUNTRY is a code or a name. Without any, measures of everybody are followed.
    """
    with Workbench(Settings(ledger=ledger)) as bench:
        histories = bench.ledger.follow(
            parties=find_parties(parties), kind=kind, overdue=overdue or None, as_of=as_of
        )
    if form == "json":
        print_json([history_to_json(history) for history in histories])
        return
    for history in histories:
        click.echo("\n".join(describe_history(history)) + "\n")
    if not histories:
        click.echo(_nothing(as_of if overdue else None))


def _nothing(as_of: date | None) -> str:
    if as_of is not None:
        return f"Nothing that matches is overdue on {as_of}."
    return "No measure in the ledger matches."


def describe_history(history: MeasureHistory) -> Iterator[str]:
    """Yield the lines that show one history: where it stands, then every step with its words."""
    ends = " – ".join(place.name for place in history.endpoints)
    yield " · ".join(part for part in (party_names(history.parties), history.kind, ends) if part)
    yield from rows("Stands at", [_standing(history)])
    yield from rows("Raised", [_raised(history)])
    yield from rows("Promised", [_promised(history)])
    yield from rows("Id", [history.id])
    for step in history.statuses:
        yield from rows(_day(step.date), [_step(step)])


def _standing(history: MeasureHistory) -> str:
    if history.claimed_only:
        return f"{history.status} (claimed by a party; no report says so in its own voice)"
    return str(history.status)


def _raised(history: MeasureHistory) -> str:
    if history.first_raised is None:
        return "on a day that no report gives"
    again = {0: "", 1: ", restated once"}.get(
        history.restated, f", restated {history.restated} times"
    )
    first, last = first_and_last(history)
    return f"first {first}, last heard {last}{again}"


def _promised(history: MeasureHistory) -> str:
    if history.due is None:
        return ""
    words = f"for {history.due.iso}"
    if history.due_now is not None and history.due_now != history.due:
        words += f", then for {history.due_now.iso}"
    if history.overdue:
        return f"{words}: OVERDUE, {history.slip_days} days"
    if history.slip_days is None:
        return words
    if history.slip_days <= 0:
        return f"{words}: kept" + (
            f", {-history.slip_days} days early" if history.slip_days else ""
        )
    return f"{words}: {history.slip_days} days late"


def _step(step: StatusReport) -> str:
    after = f", day {step.days_since_first}" if step.days_since_first else ""
    due = f", promised for {step.due.iso}" if step.due else ""
    claim = f", says {party_name(step.claimed_by)}" if step.claimed_by else ""
    mark = ", accepted" if step.confirmed else ""
    return f"{step.status}{after}{due}{claim}{mark} · “{step.evidence.quote}” [{step.document}]"


def _day(day: ReportedDate | None) -> str:
    return "undated" if day is None else day.iso
