"""``comity search``: documents by words and facets."""

from collections.abc import Iterator
from typing import Any

import click

from comity.cli.options import format_option, in_vocabulary, ledger_option, print_json
from comity.cli.parties import find_parties, party_names
from comity.cli.periods import period_options
from comity.cli.terminal import rows
from comity.model.record_json import search_to_json
from comity.model.records import SearchHit, SearchResult
from comity.workbench import Settings, Workbench

__all__ = ["command"]

FACET_VALUES = 6  # of each facet on the terminal; the JSON form has them all


@click.command(short_help="Search the ledger by words, countries, area, kind, status, person.")
@click.argument("words", nargs=-1)
@click.option("--country", "parties", multiple=True, help="Its reports; twice: a dyad's.")
@click.option(
    "--area",
    metavar="AREA",
    callback=in_vocabulary("areas"),
    help="Only reports on this issue area.",
)
@click.option(
    "--kind",
    metavar="KIND",
    callback=in_vocabulary("measures"),
    help="Only reports of a measure of this kind.",
)
@click.option(
    "--status",
    metavar="STATUS",
    callback=in_vocabulary("statuses"),
    help="Only reports of a measure of this status.",
)
@click.option("--person", metavar="NAME", help="Only reports of this person, in any spelling.")
@period_options
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="Hits to print.",
)
@format_option("text", "json")
@ledger_option
def command(words: tuple[str, ...], form: str, ledger: str | None, **asked: Any) -> None:
    """Print the reports that hold all WORDS, best first.

    Case and accents do not matter (baki finds Bakı). "direct flights" in quotes is a phrase,
    flight* any word that begins so.
    """
    text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    asked["parties"] = find_parties(asked["parties"])
    with Workbench(Settings(ledger=ledger)) as bench:
        result = bench.ledger.search(text, **asked)
    if form == "json":
        print_json(search_to_json(result))
        return
    click.echo("\n".join(_describe(result)))


def _describe(result: SearchResult) -> Iterator[str]:
    for hit in result.hits:
        yield " · ".join(
            str(part) for part in (hit.date or "undated", hit.title or hit.publisher) if part
        )
        yield from rows("", [_marked(hit)])
        yield from rows("Id", [hit.document])
        yield ""
    if not result.hits:
        yield "No report in the ledger matches."
        return
    count = f"more than {result.total}" if result.more else str(result.total)
    yield f"{count} report{'' if count == '1' else 's'} found, {len(result.hits)} shown."
    if result.counted < result.total:
        yield f"Counted over the best {result.counted} of them only:"
    for name, values in result.facets:
        shown = [f"{_label(name, value)} ({number})" for value, number in values[:FACET_VALUES]]
        yield from rows(name.capitalize(), [", ".join(shown)])


def _label(facet: str, value: str) -> str:
    return party_names(value.split("-", 1)) if facet == "dyad" else value


def _marked(hit: SearchHit) -> str:
    pieces, place = [], 0
    for start, end in hit.marks:
        if start >= place:
            pieces += [hit.snippet[place:start], "*", hit.snippet[start:end], "*"]
            place = end
    return f"… {''.join(pieces)}{hit.snippet[place:]} …"
