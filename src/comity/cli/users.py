"""``comity users``: who may log in to a team's server."""

from pathlib import Path

import click

from comity.cli.options import format_option, print_json
from comity.errors import UsageError

__all__ = ["command"]


@click.group(short_help="Say who may log in to a team's server, and as what.")
def command() -> None:
    """Keep the users of a team's server: readers, editors, admins."""


@command.command("add")
@click.argument("name")
@click.option("--role", default="reader", show_default=True, help="reader, editor or admin.")
@click.option("--team", type=click.Path(path_type=Path), required=True, help="The users' file.")
@click.password_option(help="Asked for if not given.")
def add(name: str, role: str, team: Path, password: str) -> None:
    """Add a user, or give one a new role and password."""
    from comity.web.users import Users  # noqa: PLC0415 - extra: web

    users = Users.open(team)
    users.add(name, role, password)
    users.close()
    click.echo(f"{name} may log in as {role}.")


@command.command("remove")
@click.argument("name")
@click.option("--team", type=click.Path(path_type=Path), required=True, help="The users' file.")
def remove(name: str, team: Path) -> None:
    """Remove a user."""
    from comity.web.users import Users  # noqa: PLC0415 - extra: web

    users = Users.open(team)
    gone = users.remove(name)
    users.close()
    if not gone:
        raise UsageError(f"There is no user {name}", mend=f"See: comity users list --team {team}")
    click.echo(f"{name} may no longer log in.")


@command.command("list")
@click.option("--team", type=click.Path(path_type=Path), required=True, help="The users' file.")
@format_option("text", "json")
def show(team: Path, form: str) -> None:
    """List the users and their roles."""
    from comity.web.users import Users  # noqa: PLC0415 - extra: web

    users = Users.open(team)
    names = users.names()
    users.close()
    if form == "json":
        print_json([{"name": name, "role": role} for name, role in names])
        return
    for name, role in names:
        click.echo(f"{role:<8}{name}")
