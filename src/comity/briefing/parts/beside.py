"""What stands beside a map on paper: the table of figures, and what is said of its disputes."""

from collections.abc import Sequence

from comity.model.brief import Block, Paragraph, Table

__all__ = ["beside"]


def beside(blocks: Sequence[Block], at: int) -> tuple[Table | None, Paragraph | None]:
    """Return the table and the paragraph on disputes that follow a map, in this order.

    Args:
        blocks: All blocks of a section.
        at: The place of the map among them.
    """
    following = [*blocks[at + 1 : at + 3], None, None]
    table = following.pop(0) if isinstance(following[0], Table) else None
    said = following[0]
    if not isinstance(said, Paragraph) or not said.sentences[0].key.startswith("dispute:"):
        said = None
    assert table is None or isinstance(table, Table)  # noqa: S101 - for the type checker
    return table, said
