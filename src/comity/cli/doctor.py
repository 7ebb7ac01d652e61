"""``comity doctor``: what is missing on this machine, and how to mend it."""

import importlib.util
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from comity import __version__
from comity.cli.options import format_option, ledger_option, print_json
from comity.errors import ComityError
from comity.workbench import Settings, Workbench

__all__ = ["command"]

LIBRARIES = (
    ("pypdfium2", "reading PDF", "pdf"),
    ("docx", "reading and writing Word files", "docx"),
    ("typst", "writing PDF", "pdf"),
    ("xlsxwriter", "writing Excel files", "xlsx"),
    ("vl_convert", "charts on paper", "charts"),
    ("fastapi", "the web application", "web"),
    ("psycopg", "a ledger on PostgreSQL", "postgres"),
    ("dask", "reading on a Dask cluster", "dask"),
    ("pyfixest", "estimating trade models", "trade"),
)
"""Module, what it is for, the extra that brings it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: whether it is well, what was seen, and the mend where it is not."""

    what: str
    well: bool
    seen: str
    mend: str | None = None
    needed: bool = False


@click.command(short_help="Say what is missing on this machine and how to mend it.")
@format_option("table", "json")
@ledger_option
def command(form: str, ledger: str | None) -> None:
    """Look at Python, the ledger and each optional library; exit 1 if a needed one is amiss."""
    checks = list(_checks(ledger))
    if form == "json":
        print_json(
            [
                {"what": one.what, "well": one.well, "seen": one.seen, "mend": one.mend}
                for one in checks
            ]
        )
    else:
        for one in checks:
            sign = "ok     " if one.well else "missing"
            click.echo(f"{sign}  {one.what}: {one.seen}")
            if one.mend:
                click.echo(f"         mend: {one.mend}")
    if any(one.needed and not one.well for one in checks):
        sys.exit(1)


def _checks(ledger: str | None) -> Iterator[Check]:
    yield Check(
        what="Comity",
        well=True,
        seen=f"{__version__} on Python {platform.python_version()}",
        needed=True,
    )
    yield _ledger(ledger)
    for module, purpose, extra in LIBRARIES:
        there = importlib.util.find_spec(module) is not None
        yield Check(
            what=purpose,
            well=there,
            seen=f"{module} is {'installed' if there else 'not installed'}",
            mend=None if there else f"pip install 'comity[{extra}]'",
        )


def _ledger(address: str | None) -> Check:
    try:
        with Workbench(Settings(ledger=address)) as bench:
            seen = f"{bench.ledger.address} holds {len(bench.ledger)} reports"
    except ComityError as error:
        return Check(
            what="the ledger", well=False, seen=error.problem, mend=error.mend, needed=True
        )
    return Check(what="the ledger", well=True, seen=seen, needed=True)
