"""How the command line says what went wrong."""

import click

from comity.errors import ComityError

__all__ = ["FAILED", "SOME_FAILED", "USAGE", "show_error"]

FAILED, USAGE, SOME_FAILED = 1, 2, 3
"""Exit codes: nothing came of it, the words were off, some of the inputs failed."""


def show_error(error: ComityError) -> None:
    """Print the problem and its mend on standard error."""
    click.echo(f"error: {error.problem}", err=True)
    click.echo(f"mend: {error.mend}", err=True)
