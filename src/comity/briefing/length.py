"""How long a brief will be on paper, estimated from its text so that every format says the same."""

import math

from comity.model.brief import Block, Brief, Bullets, Paragraph, Row, Section, Sentence, Table

__all__ = ["sides"]

# A4, margins of 2 cm, body 9.5 pt, notes 7 pt, as the PDF sets it; all in lines of body text.
LINES_A_SIDE = 58.0
CHARACTERS_A_LINE = 105
NOTE_CHARACTERS_A_LINE = 145
NOTE_LINE = 0.72
HEADING = 2.2
ROW_LINE = 1.25
PICTURE = 14.0
FRONT = 4.0  # title, day and legend


def sides(brief: Brief) -> float:
    """Return the sides of A4 the brief takes, notes included, by a count of its characters."""
    called: set[int] = set()
    lines = FRONT
    for section in brief.sections:
        lines += HEADING + sum(_block(block) for block in section.blocks)
        called |= _called(section)
    for note in brief.notes:
        if note.number in called:
            length = len(note.text) + len(note.quote or "") + 6
            lines += NOTE_LINE * math.ceil(length / NOTE_CHARACTERS_A_LINE)
    return lines / LINES_A_SIDE


def _block(block: Block) -> float:
    if isinstance(block, Paragraph):
        return 0.4 + _lines(" ".join(item.text for item in block.sentences))
    if isinstance(block, Bullets):
        return sum(0.2 + _lines(item.text) for item in block.items)
    if isinstance(block, Table):
        share = max(1, CHARACTERS_A_LINE // max(1, len(block.columns)))
        return 2.5 + sum(
            ROW_LINE * max((math.ceil(len(cell) / share) for cell in row.cells), default=1)
            for row in block.rows
        )
    return PICTURE


def _lines(text: str) -> int:
    return max(1, math.ceil(len(text) / CHARACTERS_A_LINE))


def _called(section: Section) -> set[int]:
    items: list[Sentence | Row] = []
    numbers: set[int] = set()
    for block in section.blocks:
        if isinstance(block, Paragraph):
            items += block.sentences
        elif isinstance(block, Bullets):
            items += block.items
        elif isinstance(block, Table):
            items += block.rows
        else:
            numbers |= set(block.notes)
    for item in items:
        numbers |= set(item.notes)
    return numbers
