"""The ledger in other programs' forms, and reports taken back in."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from comity.errors import LedgerError, UsageError
from comity.ledger.exchange.jsonl import Imported, read
from comity.ledger.stores import Store

__all__ = ["FORMS", "Imported", "read_jsonl", "write_form"]

FORMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "jsonl": ("comity.ledger.exchange.jsonl", "reports and corrections; loses nothing"),
        "csv": ("comity.ledger.exchange.csv_files", "a folder of tables with a codebook"),
        "parquet": ("comity.ledger.exchange.parquet", "a folder of the same tables, typed"),
        "xlsx": ("comity.ledger.exchange.xlsx", "one workbook, a sheet for each table"),
        "sqlite": ("comity.ledger.exchange.sqlite_file", "one plain database for Datasette"),
        "polecat": (
            "comity.ledger.exchange.polecat",
            "events as PLOVER/POLECAT rows, tab-separated",
        ),
    }
)
"""Form -> (module, what it is). The module has ``write(store, path) -> int``, the rows written."""


def write_form(store: Store, path: Path, form: str) -> int:
    """Write the ledger in a form of ``FORMS``; return the rows or lines.

    Raises:
        UsageError: If there is no such form.
        LedgerError: If the file cannot be written.
        MissingExtraError: If the form's library is not installed.
    """
    if form not in FORMS:
        raise UsageError(
            f"'{form}' is no form of export.", mend=f"Choose one of: {', '.join(FORMS)}."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        rows: int = importlib.import_module(FORMS[form][0]).write(store, path)
    except OSError as error:
        raise LedgerError(
            f"The export {path} could not be written: {error.strerror or error}.",
            mend="Name another place, with room enough.",
        ) from error
    return rows


def read_jsonl(store: Store, path: Path) -> Imported:
    """Keep the reports and corrections of a file.

    Raises:
        LedgerError: If the file cannot be read.
    """
    try:
        return read(store, path)
    except OSError as error:
        raise LedgerError(
            f"The file {path} cannot be read: {error.strerror or error}.",
            mend="Name a file that comity export or comity read wrote as JSON lines.",
        ) from error
