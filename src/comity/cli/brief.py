"""``comity brief``: documents, or a dyad of the ledger, in; a brief out."""

import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from comity.cli.failures import SOME_FAILED
from comity.cli.options import as_of_option, ledger_option
from comity.cli.terminal import describe_rejected, describe_report, outline_examinations
from comity.errors import LedgerError, UsageError
from comity.model.brief import TEMPLATES, WITH_NUMBERS, Brief, BriefOptions
from comity.model.dossier import Dossier
from comity.model.facts import Rejected, Report
from comity.model.text import DocumentId
from comity.reference.countries import country_name
from comity.workbench import Settings, Workbench, need_dyad, need_party, need_worldview

__all__ = ["command"]

PATH_SIGNS = frozenset("./\\*?[")  # a word with one of these is meant as a file


@click.command(short_help="Write a brief on documents, or on a dyad of the ledger.")
@click.argument("inputs", nargs=-1, required=True, metavar="DOCUMENT... | COUNTRY COUNTRY")
@click.option(
    "--format",
    "forms",
    multiple=True,
    metavar="FORM",
    help="html, md, json, pdf, docx or xlsx; may be given again. Default: html and md.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to write to. Default: the current one.",
)
@click.option(
    "--template",
    type=click.Choice(TEMPLATES),
    default=TEMPLATES[0],
    show_default=True,
    help="The kind of paper.",
)
@as_of_option
@click.option("--pages", type=click.IntRange(1), help="Sides of paper. Default: the template's.")
@click.option("--worldview", metavar="CODE", help="Whose view of disputed borders to draw.")
@click.option("--marking", default="", help="What stands at the top and foot of each page.")
@click.option("--desk", default="", help="The originating desk, at the foot.")
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The last issue (brief.json): what changed since is marked and comes first.",
)
@click.option("--private", is_flag=True, help="The documents are notes not to be disclosed.")
@click.option(
    "--closed", multiple=True, metavar="DOCUMENT", help="A document's id: not to be disclosed."
)
@click.option("--published", metavar="DATE", help="The day of documents that do not name theirs.")
@click.option("--publisher-country", metavar="CODE", help="The home country of the publisher.")
@ledger_option
def command(inputs: tuple[str, ...], forms: tuple[str, ...], out: Path, **options: Any) -> None:
    """Write a brief on documents, or on all the ledger holds on two countries.

    Words that name existing files or folders are documents: they are read, kept in the ledger,
    and briefed. Two country codes or names are a dyad.
    """
    worldview = need_worldview(options["worldview"])
    settings = Settings(ledger=options["ledger"], worldview=worldview)
    with Workbench(settings) as bench:
        asked = BriefOptions(
            template=options["template"],
            as_of=options["as_of"],
            pages=options["pages"],
            worldview=worldview,
            marking=options["marking"],
            desk=options["desk"],
            previous=_last_issue(bench, options["since"]),
            closed=tuple(map(DocumentId, options["closed"])),
        )
        dyad = need_dyad(inputs) if _names_countries(inputs) else None
        if dyad is not None:
            failed = False
            with _working("Gathering what the ledger holds …"):
                home, other = (need_party(word) for word in inputs)  # the first named is one's own
                dossier = bench.dossier(
                    home, other, as_of=options["as_of"],
                    examined=options["template"] in WITH_NUMBERS,
                )  # fmt: skip
            if not dossier.reports:
                names = f"{country_name(home)} and {country_name(other)}"
                click.echo(f"The ledger holds no report on {names}: background only.", err=True)
        else:
            dossier, failed = _from_documents(bench, inputs, options)
        _write(bench, dossier, asked, forms or ("html", "md"), out)
    if failed:
        sys.exit(SOME_FAILED)


def _last_issue(bench: Workbench, path: Path | None) -> Brief | None:
    if path is None:
        return None
    return bench.earlier_brief(path.read_text(encoding="utf-8", errors="replace"))


def _marked(report: Report, *, private: bool) -> Report:
    return replace(report, document=replace(report.document, private=True)) if private else report


def _names_countries(words: tuple[str, ...]) -> bool:
    """Tell whether two words are meant as countries: neither exists as, or looks like, a file."""
    return len(words) == 2 and not any(  # noqa: PLR2004 - a dyad
        word == "-" or Path(word).exists() or PATH_SIGNS & set(word) for word in words
    )


def _from_documents(
    bench: Workbench, inputs: tuple[str, ...], options: dict[str, Any]
) -> tuple[Dossier, bool]:
    reports: list[Report] = []
    rejected: list[Rejected] = []
    with _working("Reading …"):
        for read in bench.read_inputs(
            inputs,
            published=options["published"],
            publisher_country=options["publisher_country"],
        ):
            if isinstance(read, Rejected):
                rejected.append(read)
            else:
                reports.append(_marked(read, private=options["private"]))
    for lines in map(describe_rejected, rejected):
        click.echo("\n".join(lines), err=True)
    if not reports:
        if rejected:
            sys.exit(1)
        raise UsageError("There is no document to brief", mend="Name a file or a folder with some.")
    for report in reports:
        click.echo("\n".join(describe_report(report)) + "\n")
    with _working("Keeping, following and examining …"):
        dossier = _kept(bench, reports, options["as_of"])
    click.echo("\n".join(outline_examinations(dossier.examinations)) + "\n")
    return dossier, bool(rejected)


def _kept(bench: Workbench, reports: list[Report], as_of: date) -> Dossier:
    """Keep the reports and return their dossier.

    Raises:
        LedgerError: With the facts already shown on the terminal, so that nothing is lost.
    """
    bench.ledger.keep_many(reports)
    return bench.dossier_of([report.id for report in reports], as_of=as_of)


def _write(
    bench: Workbench, dossier: Dossier, options: BriefOptions, forms: tuple[str, ...], out: Path
) -> None:
    with _working("Writing the brief …"):
        try:
            out.mkdir(parents=True, exist_ok=True)
            paths = [out / f"brief.{form}" for form in forms]
            for form, path in zip(forms, paths, strict=True):
                path.write_bytes(bench.brief_as(dossier, options, form))
        except OSError as error:
            raise LedgerError(
                f"The brief cannot be written to {out}: {error.strerror}",
                mend="Name a folder you may write to: --out FOLDER",
            ) from error
    for path in paths:
        click.echo(f"Brief: {path}")


def _working(what: str) -> Any:
    """Return a context that shows what is going on, where a person is looking."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console  # noqa: PLC0415 - only where a person is looking

    return Console(stderr=True).status(what)
