"""Options that several verbs share, and how JSON is printed."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from comity.errors import UsageError

__all__ = [
    "as_of_option",
    "day",
    "format_option",
    "in_vocabulary",
    "ledger_option",
    "print_json",
]

ledger_option = click.option(
    "--ledger",
    metavar="PATH",
    envvar="COMITY_LEDGER",
    help="The ledger: a file or a postgresql:// address. Default: the one in your data folder.",
)

as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    callback=lambda _context, _parameter, value: day(value),
    help="The day to judge from (YYYY-MM-DD). Default: today.",
)


F = TypeVar("F", bound=Callable[..., Any])


def format_option(*forms: str) -> Callable[[F], F]:
    """Return the option that chooses how a verb prints; the first form is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="How to print.",
    )


def in_vocabulary(listing: str) -> Callable[[Any, Any, str | None], str | None]:
    """Return the callback of an option whose value must be a code of a list of the vocabulary.

    Args:
        listing: The list: ``measures``, ``areas`` or ``statuses``.
    """

    def check(_context: Any, parameter: click.Parameter, value: str | None) -> str | None:
        if value is None:
            return None
        from difflib import get_close_matches  # noqa: PLC0415 - only where the option is given

        from comity.vocabulary.load import load_vocabulary  # noqa: PLC0415 - reads its files

        codes = list(getattr(load_vocabulary(), listing))
        if value not in codes:
            near = get_close_matches(value, codes, n=1)
            guess = f"Did you mean {near[0]}? " if near else ""
            raise UsageError(
                f"There is no {parameter.name} named '{value}'.",
                mend=f"{guess}Take one of: {', '.join(sorted(codes))}.",
            )
        return value

    return check


def day(text: str | None) -> date:
    """Return the day written as YYYY-MM-DD, or today.

    Raises:
        click.BadParameter: If the text is no day.
    """
    if text is None:
        return date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"'{text}' is no day; write it as 2023-04-13"
        raise click.BadParameter(message) from error


def print_json(value: Any) -> None:
    """Print a value as indented JSON in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
