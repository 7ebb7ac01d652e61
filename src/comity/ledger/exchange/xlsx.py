"""One Excel workbook, a sheet for each table; hostile text stays text."""

from pathlib import Path
from typing import Any

from comity.errors import LedgerError, MissingExtraError
from comity.ledger.exchange.tables import TABLES, flat_rows
from comity.ledger.stores import Store

__all__ = ["write"]

MOST_ROWS = 1_048_576  # of a sheet, heading and all (Excel specifications and limits)
MOST_LETTERS = 32_767  # of a cell, likewise


def write(store: Store, path: Path) -> int:
    """Write the workbook; return the rows.

    Raises:
        MissingExtraError: If XlsxWriter is not installed.
        LedgerError: If a table has more rows than a sheet, or a cell more text than a cell holds.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - the extra [xlsx]
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "Excel workbooks need XlsxWriter, which is not installed.",
            mend="Run: pip install 'comity[xlsx]'",
        ) from error
    options = {"constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    written = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True})
        sheets = {table: book.add_worksheet(table) for table in TABLES}
        used = dict.fromkeys(TABLES, 1)
        for table, columns in TABLES.items():
            for place, column in enumerate(columns):
                sheets[table].write_string(0, place, column.name, bold)
                sheets[table].write_comment(0, place, column.says)
            sheets[table].freeze_panes(1, 0)
        for table, row in flat_rows(store):
            if used[table] == MOST_ROWS:
                raise _too_large(f"the table {table} has more rows than a sheet")
            for place, cell in enumerate(row.values()):
                _put(sheets[table], used[table], place, cell)
            used[table] += 1
            written += 1
    return written


def _put(sheet: Any, row: int, place: int, cell: Any) -> None:
    if isinstance(cell, str):
        if len(cell) > MOST_LETTERS:
            raise _too_large(f"a text of {len(cell)} characters does not fit a cell")
        sheet.write_string(row, place, cell)
    elif cell is not None:
        sheet.write_number(row, place, cell)


def _too_large(what: str) -> LedgerError:
    return LedgerError(
        f"The ledger does not fit an Excel workbook: {what}.",
        mend="Export it as csv, parquet or sqlite instead.",
    )
