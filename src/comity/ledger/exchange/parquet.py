"""A folder of Parquet tables, typed; nothing is changed in the text."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from comity.errors import MissingExtraError
from comity.ledger.exchange.tables import TABLES, FlatColumn, flat_rows
from comity.ledger.stores import Store

__all__ = ["write"]

GROUP = 20_000  # rows of a row group


def write(store: Store, path: Path) -> int:
    """Write one file for each table into a folder; return the rows.

    Raises:
        MissingExtraError: If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - the extra [archives]
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "Parquet files need pyarrow, which is not installed.",
            mend="Run: pip install 'comity[archives]'",
        ) from error
    path.mkdir(parents=True, exist_ok=True)
    written = 0
    with ExitStack() as stack:
        schemas = {
            table: pa.schema([(column.name, _type(pa, column)) for column in columns])
            for table, columns in TABLES.items()
        }
        files = {
            table: stack.enter_context(parquet.ParquetWriter(path / f"{table}.parquet", schema))
            for table, schema in schemas.items()
        }
        waiting: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
        for table, row in flat_rows(store):
            waiting[table].append(row)
            written += 1
            if len(waiting[table]) == GROUP:
                files[table].write_table(_table(pa, waiting[table], schemas[table]))
                waiting[table] = []
        for table, rows in waiting.items():
            files[table].write_table(_table(pa, rows, schemas[table]))
    return written


def _type(pa: Any, column: FlatColumn) -> Any:
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "day": pa.date32()}
    return kinds[column.kind]


def _table(pa: Any, rows: list[dict[str, Any]], schema: Any) -> Any:
    days = {field.name for field in schema if field.type == pa.date32()}
    typed = [
        {
            name: date.fromisoformat(cell) if name in days and cell is not None else cell
            for name, cell in row.items()
        }
        for row in rows
    ]
    return pa.Table.from_pylist(typed, schema=schema)
