"""``comity closeness``: how near two countries are, or who is nearest to one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from comity.cli.figures import figure_items, number_sources, series_items, source_items
from comity.cli.options import as_of_option, format_option, print_json
from comity.cli.terminal import rows
from comity.errors import UsageError
from comity.model.finding_json import figure_to_json, series_to_json, source_to_json
from comity.model.findings import Finding, NotExamined
from comity.reference.countries import country_name
from comity.workbench import Workbench, need_party

__all__ = ["command"]


@click.command(short_help="Say how near two countries are, and who is nearest to one.")
@click.argument("one")
@click.argument("other", required=False)
@click.option(
    "--by", metavar="MEASURE", help="Rank all partners of ONE by this measure (kappa, …)."
)
@click.option(
    "--top",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="How many partners to print.",
)
@as_of_option
@format_option("table", "json")
def command(one: str, other: str | None, by: str | None, top: int, as_of: date, form: str) -> None:
    """Say how near ONE and OTHER are by every measure there is data for.

    With --by and one country alone: its partners, the closest first. Only data up to the year of
    --as-of counts; what the data does not cover is not available, never filled in.
    """
    if (other is None) == (by is None):
        raise UsageError(
            "Name two countries, or one country and a measure.",
            mend="Write: comity closeness PAK AZE, or: comity closeness PAK --by kappa",
        )
    with Workbench() as bench:
        if other is not None:
            _show_pair(bench.closeness(need_party(one), need_party(other), as_of=as_of), form)
        elif by is not None:
            _show_partners(bench.partners(need_party(one), by, as_of=as_of), top, form)


def _show_pair(found: Finding | NotExamined, form: str) -> None:
    if isinstance(found, NotExamined):
        raise UsageError(found.reason, mend=found.mend)
    if form == "json":
        print_json(
            {
                "schema": "comity.closeness/1",
                "countries": list(found.question.parties),
                "as_of": found.question.as_of,
                "headline": found.headline,
                "figures": [figure_to_json(figure) for figure in found.figures],
                "series": [series_to_json(series) for series in found.series],
                "caveats": list(found.caveats),
            }
        )
        return
    click.echo("\n".join(_described(found)))


def _described(found: Finding) -> Iterator[str]:
    known = [figure for figure in found.figures if figure.value is not None]
    unknown = [figure for figure in found.figures if figure.value is None]
    numbers = number_sources(found.figures, found.series)
    yield found.headline
    yield from rows("Measures", figure_items(known, numbers, counted="joint votes"))
    yield from rows("Over the years", series_items(found.series, numbers))
    yield from rows("Not covered", figure_items(unknown, numbers))
    yield from rows("Not here", found.caveats)
    yield from rows("Sources", source_items(numbers))


def _show_partners(found: Any, top: int, form: str) -> None:
    measure, column = found.measure, found.column
    if form == "json":
        print_json(
            {
                "schema": "comity.partners/1",
                "country": found.country,
                "by": measure.name,
                "label": measure.label,
                "unit": measure.unit,
                "closer": measure.closer,
                "meaning": measure.meaning,
                "year": column.year or None,
                "source": source_to_json(column.source),
                "partners": [
                    {
                        "rank": one.rank,
                        "country": one.iso3,
                        "name": country_name(one.iso3),
                        "value": one.value,
                        "count": one.count,
                        "note": one.note,
                    }
                    for one in found.partners
                ],
            }
        )
        return
    click.echo(f"{country_name(found.country)}: {measure.label}, {column.year}")
    click.echo(f"{measure.meaning} Source: {column.source.name}, {column.source.vintage}.")
    for one in found.partners[:top]:
        count = f"  {one.count} votes" if one.count else ""
        click.echo(
            f"{one.rank:4}  {one.iso3}  {country_name(one.iso3):32} {one.value:12,.3f}{count}"
        )
    if len(found.partners) > top:
        click.echo(f"      … {len(found.partners) - top} more: --top {len(found.partners)}")
