"""How the command line says what went wrong."""

import click

from comity.errors import ComityError

__all__ = ["show_error"]


def show_error(error: ComityError) -> None:
    """Print the problem and its mend on standard error."""
    click.echo(f"error: {error.problem}", err=True)
    click.echo(f"mend: {error.mend}", err=True)
