"""The command line: one module for each verb, loaded only when it is called."""

import importlib
import sys
from collections.abc import Mapping
from types import MappingProxyType

import click

from comity import __version__
from comity.cli.failures import FAILED, USAGE, show_error
from comity.errors import ComityError, UsageError

__all__ = ["VERBS", "main"]

VERBS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "brief": ("comity.cli.brief", "Write a brief on documents, or on a dyad of the ledger."),
        "read": ("comity.cli.read", "Read documents and print what they say as facts."),
        "examine": ("comity.cli.examine", "Put a measure to numbers, with ranges and sources."),
        "closeness": ("comity.cli.closeness", "Say how near two countries are."),
        "sources": (
            "comity.cli.sources",
            "List, fetch or add open data: votes, trade, visas, routes.",
        ),
        "serve": ("comity.cli.serve", "Open the ledger in the browser, on this machine."),
        "users": ("comity.cli.users", "Say who may log in to a team's server, and as what."),
        "follow": (
            "comity.cli.follow",
            "Follow measures: steps, quotes, what is overdue or slipped.",
        ),
        "meetings": ("comity.cli.meetings", "List meetings, merged from all their reports."),
        "positions": ("comity.cli.positions", "List who stands where on what, over time."),
        "search": ("comity.cli.search", "Search by words, countries, area, kind, status, person."),
        "people": ("comity.cli.people", "List people and offices over time."),
        "show": ("comity.cli.show", "Show a document, fact, meeting or measure by its id."),
        "correct": ("comity.cli.correct", "Accept, reject, edit, merge or split facts; undo."),
        "export": ("comity.cli.export", "Write the ledger as JSONL, CSV, Parquet, Excel, SQLite …"),
        "import": ("comity.cli.take_in", "Keep the reports and corrections of JSONL files."),
        "backup": ("comity.cli.backup", "Copy the ledger, safely while others use it."),
        "ledger": ("comity.cli.ledger", "Check, list, load or rescue the ledger as a whole."),
        "doctor": ("comity.cli.doctor", "Say what is missing on this machine and how to mend it."),
        "forget": ("comity.cli.forget", "Delete a document and its facts from the ledger."),
    }
)
"""Verb -> (module, one line of help). The module holds a click command named ``command``."""


INTERRUPTED = 130  # 128 + SIGINT, as shells have it


class _Verbs(click.Group):
    """Looks a verb up in the table and imports its module only then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(VERBS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])


@click.command(
    cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__)
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def comity(*, debug: bool) -> None:
    """Read what two countries said they would do, keep it, put numbers to it, write it up."""
    click.get_current_context().obj = {"debug": debug}


def main() -> None:
    """Run the command line; exit 0 done, 1 failed, 2 usage, 3 some inputs failed."""
    try:
        code = comity(prog_name="comity", standalone_mode=False)
    except ComityError as error:
        if "--debug" in sys.argv:
            raise
        show_error(error)
        sys.exit(USAGE if isinstance(error, UsageError) else FAILED)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(USAGE)
    except click.UsageError as error:
        verb = error.ctx.command_path if error.ctx else "comity"
        show_error(UsageError(error.format_message(), mend=f"See: {verb} --help"))
        sys.exit(USAGE)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
        sys.exit(FAILED)
    sys.exit(code if isinstance(code, int) else 0)
