"""How wide the columns of a table want to be."""

from comity.model.brief import Table

__all__ = ["column_shares"]

NARROWEST, WIDEST, WIDEST_NUMBER = 5, 34, 20  # characters of the longest cell that count
SHORT, SHORT_AIR = 14, 3  # cells this short never wrap, so they get some air
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
