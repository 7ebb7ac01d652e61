"""``comity sources``: list, fetch and add the open data that examinations use."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from comity.cli.options import format_option, print_json
from comity.errors import UsageError
from comity.sources import Manifest, Source, Sources
from comity.sources.download import Progress

__all__ = ["command"]


@click.group(invoke_without_command=True)
@format_option("text", "json")
@click.pass_context
def command(context: click.Context, *, form: str) -> None:
    """List every source with licence, edition, coverage and citation; or fetch, add, remove."""
    if context.invoked_subcommand is None:
        _show_list(Sources(), form)


@command.command("list")
@format_option("text", "json")
def list_sources(*, form: str) -> None:
    """List every source and what is here of it."""
    _show_list(Sources(), form)


@command.command()
@click.argument("name")
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="What to fetch.")
def fetch(*, name: str, options: tuple[str, ...]) -> None:
    """Fetch a source by its NAME; a broken transfer goes on where it stopped."""
    with _bar() as progress:
        manifest = Sources().fetch(name, options=_pairs(options), progress=progress)
    _say(manifest)


@command.command()
@click.argument("name")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(*, name: str, files: tuple[Path, ...]) -> None:
    """Take in FILES of a source that you already have."""
    _say(Sources().add(name, files))


@command.command()
@click.argument("name")
def remove(*, name: str) -> None:
    """Delete all that is here of a source."""
    click.echo(f"{name}: removed" if Sources().remove(name) else f"{name}: nothing was here")


def _show_list(sources: Sources, form: str) -> None:
    rows = [_row(source, sources.manifest(name)) for name, source in sources.catalogue.items()]
    if form == "json":
        print_json({"schema": "comity.sources/1", "sources": rows})
        return
    for row in rows:
        here = row["here"]
        state = f"here: {here['vintage']}, {here['rows']:,} rows" if here else "not fetched"
        click.echo(f"{row['name']}  ({state})")
        click.echo(f"  {row['title']}")
        click.echo(f"  licence {row['licence']}; {row['coverage']}; about {row['size_mb']:g} MB")
        click.echo(f"  edition: {row['vintage']}; cite: {row['citation']}")
        if row["key"]:
            click.echo(f"  needs a key of your own in ${row['key']}: {row['address']}")
        if row["note"]:
            click.echo(f"  note: {row['note']}")


def _row(source: Source, manifest: Manifest | None) -> dict[str, Any]:
    return {
        "name": source.name,
        "title": source.title,
        "licence": source.licence,
        "address": source.address,
        "vintage": source.vintage,
        "coverage": source.coverage,
        "size_mb": source.size_mb,
        "citation": source.citation,
        "key": source.key,
        "options": dict(source.options),
        "note": source.note,
        "here": manifest
        and {
            "vintage": manifest.vintage,
            "rows": sum(manifest.rows.values()),
            "files": [{"name": file.name, "sha256": file.sha256} for file in manifest.files],
        },
    }


def _say(manifest: Manifest) -> None:
    tables = ", ".join(f"{rows:,} rows of {name}" for name, rows in manifest.rows.items())
    click.echo(f"{manifest.source}: {manifest.vintage}: {tables}")
    for file in manifest.files:
        click.echo(f"  {file.name}  {file.size:,} bytes  sha256 {file.sha256[:16]}…")


def _pairs(options: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals:
            raise UsageError(f"{option!r} is no NAME=VALUE.", mend="Write --option years=2020,2021")
        pairs[name] = value
    return pairs


@contextmanager
def _bar() -> Iterator[Progress | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 — only where there is somebody to watch
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True)) as bar:
        tasks: dict[str, Any] = {}

        def show(part: str, have: int, whole: int | None) -> None:
            if part not in tasks:
                tasks[part] = bar.add_task(part, total=whole)
            bar.update(tasks[part], completed=have, total=whole)

        yield show
