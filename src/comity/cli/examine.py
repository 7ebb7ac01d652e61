"""``comity examine``: put a measure to numbers."""

import sys
from typing import Any

import click

from comity.cli.options import format_option, print_json
from comity.cli.terminal import describe_examination
from comity.errors import UsageError
from comity.model.finding_json import examination_to_json
from comity.model.findings import NotExamined
from comity.workbench import Workbench, question

__all__ = ["command"]


@click.command(
    short_help="Put a measure to numbers, with ranges and sources.",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.argument("kind")
@click.argument("places", nargs=-1, required=True)
@click.option("--as-of", metavar="DATE", help="The day whose data counts (YYYY-MM-DD).")
@click.option("--worldview", metavar="CODE", help="Whose view of disputed borders counts.")
@format_option("table", "json")
@click.pass_context
def command(
    context: click.Context,
    /,
    kind: str,
    places: tuple[str, ...],
    form: str,
    **steer: str | None,
) -> None:
    """Put a measure of KIND between two places to numbers.

    PLACES are cities, airports or countries. Any input of the examiner can be changed:
    ``comity examine air-link ISB GYD --aircraft A320 --weekly 2 --arrivals 81000``.
    """
    words, inputs = _split([*places, *context.args])
    given = {name: value for name, value in steer.items() if value is not None}
    with Workbench() as bench:
        found = bench.examine(question(kind, words, {**inputs, **given}))
    if form == "json":
        print_json(examination_to_json(found))
    else:
        click.echo("\n".join(describe_examination(found)))
    if isinstance(found, NotExamined):
        sys.exit(1)


def _split(words: list[Any]) -> tuple[list[str], dict[str, str]]:
    """Return the places, and the inputs given as ``--name value`` or ``--name=value``.

    Raises:
        UsageError: If an input has no value.
    """
    places: list[str] = []
    inputs: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            places.append(word)
            continue
        name, sign, value = word[2:].partition("=")
        if not sign:
            value = next(rest, "")
        if not value or value.startswith("--"):
            raise UsageError(f"The input --{name} has no value", mend=f"Write --{name} VALUE.")
        inputs[name.replace("-", "_")] = value
    return places, inputs
