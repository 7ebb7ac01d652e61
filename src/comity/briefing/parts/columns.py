"""How wide the columns of a table want to be, and which have nothing to show."""

from dataclasses import replace

from comity.model.brief import Table

__all__ = ["column_shares", "without_empty_columns", "without_last_column"]

NARROWEST, WIDEST, WIDEST_NUMBER = 5, 34, 20  # characters of the longest cell that count
SHORT, SHORT_AIR = 17, 4  # cells this short never wrap, so they get some air
NUMBER_AIR = 4  # characters a column of numbers gets on top, for it must not wrap
NOTE_CALL = 4  # characters the marks of notes take in the first column


def column_shares(table: Table) -> list[int]:
    """Return the width of each column by its longest cell, in characters; only shares matter."""
    shares = []
    for index, column in enumerate(table.columns):
        longest = max((len(row.cells[index]) for row in table.rows), default=0)
        wanted = max(longest, len(column.label), NARROWEST)
        more = NOTE_CALL if index == 0 else NUMBER_AIR if column.number else 0
        more += SHORT_AIR if wanted <= SHORT else 0
        shares.append(min(WIDEST_NUMBER if column.number else WIDEST, wanted) + more)
    return shares


def without_empty_columns(table: Table) -> Table:
    """Return the table without the columns in which every cell is empty."""
    full = [i for i in range(len(table.columns)) if any(row.cells[i] for row in table.rows)]
    return _with_columns(table, full)


def without_last_column(table: Table) -> Table:
    """Return the table without its last column."""
    return _with_columns(table, list(range(len(table.columns) - 1)))


def _with_columns(table: Table, kept: list[int]) -> Table:
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        rows=tuple(
            replace(
                row,
                cells=tuple(row.cells[i] for i in kept),
                values=tuple(row.values[i] for i in kept) if row.values else (),
                days=tuple(row.days[i] for i in kept) if row.days else (),
            )
            for row in table.rows
        ),
    )
