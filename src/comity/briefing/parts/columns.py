"""How wide the columns of a table want to be."""

from comity.model.brief import Table

__all__ = ["column_shares"]

NARROWEST, WIDEST = 5, 34  # characters of a column's longest cell that count
NUMBER_AIR = 2  # characters a column of numbers gets on top, for it must not wrap
NOTE_CALL = 4  # characters the marks of notes take in the first column


def column_shares(table: Table) -> list[int]:
    """Return the width of each column by its longest cell, in characters; only shares matter."""
    shares = []
    for index, column in enumerate(table.columns):
        longest = max((len(row.cells[index]) for row in table.rows), default=0)
        wanted = max(longest, len(column.label), NARROWEST)
        more = NOTE_CALL if index == 0 else NUMBER_AIR if column.number else 0
        shares.append(min(WIDEST, wanted) + more)
    return shares
