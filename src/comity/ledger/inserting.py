"""Inserts many rows at once: the statement is compiled once, the driver gets plain tuples."""

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

__all__ = ["insert_rows"]


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns, by one statement."""
    if not rows:
        return
    statement, columns = _compiled(connection.dialect, table, tuple(rows[0]))
    if columns:
        connection.exec_driver_sql(statement, list(map(itemgetter(*columns), rows)))
    else:
        connection.exec_driver_sql(statement, list(rows))


@lru_cache(maxsize=32)
def _compiled(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return the statement, and the order of its columns where the driver takes them by place."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    return str(compiled), list(compiled.positiontup or ()) if compiled.positional else []
