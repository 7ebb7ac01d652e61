"""Notes numbered in the order the reader meets them; one that nothing calls for is left out."""

from collections.abc import Iterator
from dataclasses import replace

from comity.model.brief import Block, Bullets, Chart, Note, Paragraph, Section, Table

__all__ = ["renumber"]


def renumber(
    sections: tuple[Section, ...], notes: tuple[Note, ...]
) -> tuple[tuple[Section, ...], tuple[Note, ...]]:
    """Return the sections and notes with numbers 1, 2, 3 … in reading order."""
    order: dict[int, int] = {}
    for section in sections:
        for block in section.blocks:
            for number in _called(block):
                order.setdefault(number, len(order) + 1)
    by_number = {note.number: note for note in notes}
    kept = tuple(replace(by_number[old], number=new) for old, new in order.items())
    renumbered = tuple(
        replace(section, blocks=tuple(_with_numbers(block, order) for block in section.blocks))
        for section in sections
    )
    return renumbered, kept


def _called(block: Block) -> Iterator[int]:
    if isinstance(block, Paragraph):
        for sentence in block.sentences:
            yield from sentence.notes
    elif isinstance(block, Bullets):
        for sentence in block.items:
            yield from sentence.notes
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row.notes
    else:
        yield from block.notes
        if isinstance(block, Chart):
            yield from _called(block.table)


def _with_numbers(block: Block, order: dict[int, int]) -> Block:
    def new(notes: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(order[number] for number in notes)

    if isinstance(block, Paragraph):
        return Paragraph(
            sentences=tuple(replace(item, notes=new(item.notes)) for item in block.sentences)
        )
    if isinstance(block, Bullets):
        return Bullets(items=tuple(replace(item, notes=new(item.notes)) for item in block.items))
    if isinstance(block, Table):
        return replace(block, rows=tuple(replace(row, notes=new(row.notes)) for row in block.rows))
    if isinstance(block, Chart):
        table = _with_numbers(block.table, order)
        assert isinstance(table, Table)  # noqa: S101 - for the type checker
        return replace(block, notes=new(block.notes), table=table)
    return replace(block, notes=new(block.notes))
