"""``comity read``: documents in, what they say out; nothing is kept unless asked."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from comity.cli import archives
from comity.cli.explain import explain_report
from comity.cli.failures import FAILED, SOME_FAILED
from comity.cli.options import ledger_option
from comity.cli.terminal import describe_rejected, describe_report
from comity.errors import ComityError, UsageError
from comity.model.facts import Rejected, Report
from comity.model.report_json import rejected_to_json, report_to_json
from comity.workbench import Settings, Workbench

__all__ = ["command"]

_BATCH = 200  # reports kept in the ledger in one go


@click.command(short_help="Read documents and print what they say as facts.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "json"]),
    default="table",
    show_default=True,
    help="For people, one JSON object a line, or one JSON list.",
)
@click.option("--explain", is_flag=True, help="Show each paragraph with the facts found and why.")
@click.option("--text", "with_text", is_flag=True, help="Put each document's text into the JSON.")
@click.option("--published", metavar="DATE", help="The day of documents that do not name theirs.")
@click.option("--publisher-country", metavar="CODE", help="The home country of the publisher.")
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write documents that could not be read to this file, as JSON lines.",
)
@click.option("--keep", is_flag=True, help="Keep what was read in the ledger.")
@archives.options
@ledger_option
def command(inputs: tuple[str, ...], form: str, **options: Any) -> None:
    """Read documents and print what they say, each fact with its exact words.

    INPUT is a file (text, Markdown, HTML, PDF, DOCX, e-mail, JSONL), a folder, a pattern with
    `*`, or `-` for standard input. Documents that cannot be read are reported with a reason and
    stop nothing: exit code 3 if some failed, 1 if all did.

    With --out INPUT may be an archive too: WARC, WET, JSONL, Parquet, zip, tar, folders of them,
    and addresses of stores (s3://, gs://, https://). Records that are not about relations between
    countries are dropped at gates, and counted.
    """
    if options["out"] is not None:
        sys.exit(archives.run(inputs, form, options))
    archives.refuse_alone(options)
    if options["explain"] and form != "table":
        raise UsageError(
            "--explain is for people; JSON has every fact's rule and confidence already",
            mend=f"Leave out --explain or --format {form}.",
        )
    counts = {"read": 0, "rejected": 0}
    with ExitStack() as stack:
        bench = stack.enter_context(Workbench(Settings(ledger=options["ledger"])))
        found = bench.read_inputs(
            inputs,
            published=options["published"],
            publisher_country=options["publisher_country"],
        )
        if options["keep"]:
            found = _kept(bench, found)
        diverted = _opened(stack, options["rejected"])
        show = stack.enter_context(_printer(form, options, diverted))
        for one in stack.enter_context(_counted(found)):
            counts["rejected" if isinstance(one, Rejected) else "read"] += 1
            show(one)
    if counts["rejected"]:
        sys.exit(SOME_FAILED if counts["read"] else FAILED)


@contextmanager
def _printer(form: str, options: dict[str, Any], diverted: TextIO | None) -> Iterator[Any]:
    """Give a function that prints a report or rejection in one of the forms."""
    first = True

    def show(one: Report | Rejected) -> None:
        nonlocal first
        if isinstance(one, Rejected) and (diverted is not None or form == "table"):
            _show_rejected(one, diverted)
            return
        if form == "table":
            describe = explain_report if options["explain"] else describe_report
            click.echo("\n".join(describe(one)) + "\n")  # type: ignore[arg-type]
            return
        row = _row(one, with_text=options["with_text"])
        click.echo(
            row if form == "jsonl" else f"{'[' if first else ','}\n{row}", nl=form == "jsonl"
        )
        first = False

    yield show
    if form == "json":
        click.echo("[]" if first else "\n]")


def _show_rejected(one: Rejected, diverted: TextIO | None) -> None:
    if diverted is not None:
        diverted.write(_row(one, with_text=False) + "\n")
    else:
        click.echo("\n".join(describe_rejected(one)), err=True)


def _row(one: Report | Rejected, *, with_text: bool) -> str:
    row = (
        rejected_to_json(one)
        if isinstance(one, Rejected)
        else report_to_json(one, with_text=with_text)
    )
    return json.dumps(row, ensure_ascii=False)


def _kept(bench: Workbench, found: Iterable[Report | Rejected]) -> Iterator[Report | Rejected]:
    """Yield what was read, after each batch of it is kept in the ledger."""
    batch: list[Report] = []
    for one in found:
        if isinstance(one, Rejected):
            yield one
            continue
        batch.append(one)
        if len(batch) == _BATCH:
            bench.ledger.keep_many(batch)
            yield from batch
            batch = []
    if batch:
        bench.ledger.keep_many(batch)
        yield from batch


def _opened(stack: ExitStack, path: Path | None) -> TextIO | None:
    if path is None:
        return None
    try:
        return stack.enter_context(path.open("w", encoding="utf-8"))
    except OSError as error:
        raise ComityError(
            f"The rejected documents cannot be written to '{path}': {error.strerror}.",
            mend="Name a file you may write to: --rejected FILE",
        ) from error


@contextmanager
def _counted(found: Iterable[Report | Rejected]) -> Iterator[Iterable[Report | Rejected]]:
    """Show how many documents were read, where a person is looking and results go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield found
        return
    from rich.console import Console  # noqa: PLC0415 - only where a person is looking

    with Console(stderr=True).status("Reading …") as status:

        def told() -> Iterator[Report | Rejected]:
            for number, one in enumerate(found, 1):
                status.update(f"Reading … {number:,} documents")
                yield one

        yield told()
