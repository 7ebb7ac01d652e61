"""``comity serve``: open the ledger in the browser, on this machine."""

import os
import sys
import webbrowser
from pathlib import Path

import click

from comity.cli.options import ledger_option
from comity.errors import MissingExtraError, UsageError
from comity.workbench import Settings

__all__ = ["command"]

MOST_REQUESTS = 200  # under way at once; more are told to come back


@click.command(short_help="Open the ledger in the browser, on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8737,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="The port to listen on.",
)
@click.option("--team", type=click.Path(path_type=Path), help="The file of a team's users.")
@click.option("--name", multiple=True, help="A host name this server answers to; may be repeated.")
@click.option(
    "--processes",
    default=min(4, os.cpu_count() or 1),
    show_default="one for each processor, 4 at most",
    type=click.IntRange(0, 64),
    help="Processes that make pages, started at need; 0: the server makes them itself.",
)
@click.option("--open/--no-open", "open_page", default=True, help="Open the browser too.")
@ledger_option
def command(  # noqa: PLR0913 - click gives one parameter for each option
    *,
    host: str,
    port: int,
    team: Path | None,
    name: tuple[str, ...],
    processes: int,
    open_page: bool,
    ledger: str | None,
) -> None:
    """Serve the ledger to a browser: to you alone by default, to a team with --team FILE.

    Without --team only this machine can reach it, and the address printed opens it once.
    """
    if team is None and host not in {"127.0.0.1", "localhost", "::1"}:
        raise UsageError(
            f"Without users, nobody but this machine may reach the ledger, and {host} is not it",
            mend="Add a file of users: comity serve --team users.db --host ADDRESS",
        )
    try:
        import uvicorn  # noqa: PLC0415 - extra: web

        from comity.web.app import WebSettings, create_app  # noqa: PLC0415 - extra: web
    except ImportError as error:
        raise MissingExtraError(
            f"The web application needs {error.name}, which is not installed",
            mend="Run: pip install 'comity[web]'",
        ) from error
    named = f"[{host}]" if ":" in host else host  # as an address has IPv6 (RFC 3986, 3.2.2)
    web = WebSettings(
        settings=Settings(ledger=ledger),
        hosts=("127.0.0.1", "localhost", "[::1]", named, *name),
        users=team,
        processes=processes,
    )
    address = f"http://{named}:{port}/login"
    if team is None:
        address += f"?token={web.token}"
    click.echo(f"Comity is at {address}")
    click.echo("Stop it with Ctrl-C.")
    if open_page and team is None and sys.stdout.isatty():
        webbrowser.open(address)
    uvicorn.run(
        create_app(web),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        limit_concurrency=MOST_REQUESTS,
        timeout_keep_alive=5,
    )
