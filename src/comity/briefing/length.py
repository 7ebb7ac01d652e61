"""How long a brief will be on paper, estimated from its text so that every format says the same."""

import math
from collections.abc import Sequence

from comity.briefing.parts.beside import beside
from comity.briefing.parts.columns import column_shares
from comity.briefing.parts.map_frame import frame_of
from comity.model.brief import (
    Block,
    Brief,
    Bullets,
    Chart,
    Map,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
    Timeline,
)

__all__ = ["sides"]

# A4, margins of 2 cm, body 9.5 pt, tables 7.8 pt, notes 7 pt, as the PDF sets it; measured on its
# pages, in lines of body text.
LINES_A_SIDE = 59.2
CHARACTERS_A_LINE = 96
TABLE_CHARACTERS_A_LINE = 128
NOTE_CHARACTERS_A_LINE = 132
NOTE_LINE = 0.62
NOTES_RULE = 1.2  # the line above the notes, each side
HEADINGS = (2.7, 1.5)  # of the first level, and of all others
CAPTION = 2.0
ROW = 0.92
TABLE_LINE = 0.75  # every further line of a row
PARAGRAPH_GAP, BULLET_GAP = 0.15, 0.05
LINE_CM, TEXT_CM = 0.441, 17.0
MAP_SHARE = 0.46  # of the width; what is said of a map stands beside it
GUTTER_SHARE = 0.03
MAP_LEGEND_PX, MAP_GAP = 44.0, 0.6  # two rows of legend; a picture does not break
BESIDE_A_MAP = 62  # characters of a line there
LADDER = 3.5
CHART_FRAME, BAR = 4.0, 1.1
TIMELINE_FRAME, ENTRY = 6.0, 0.9
FRONT = 3.0  # title, day and legend


def sides(brief: Brief) -> float:
    """Return the sides of A4 the brief takes, notes included, by a count of its characters."""
    called: set[int] = set()
    lines = FRONT
    for section in brief.sections:
        lines += HEADINGS[section.level > 1] + _blocks(section.blocks)
        called |= _called(section)
    for note in brief.notes:
        if note.number in called:
            length = len(note.text) + len(note.quote or "") + 6
            lines += NOTE_LINE * math.ceil(length / NOTE_CHARACTERS_A_LINE)
    return lines / (LINES_A_SIDE - NOTES_RULE)


def _blocks(blocks: Sequence[Block]) -> float:
    lines = 0.0
    done = -1
    for index, block in enumerate(blocks):
        if index <= done:
            continue
        if isinstance(block, Map):
            table, said = beside(blocks, index)
            done = index + (table is not None) + (said is not None)
            lines += _map(block, table, said)
        else:
            lines += _block(block)
    return lines


def _map(block: Map, table: Table | None, said: Paragraph | None) -> float:
    """Return the lines of a map and what stands beside it; it is as high as the higher of both."""
    frame = frame_of(block)
    share = (frame.height_px + MAP_LEGEND_PX) / frame.width_px
    drawn = TEXT_CM * MAP_SHARE * share / LINE_CM
    texts = [item.text for item in said.sentences] if said else []
    told = sum(math.ceil(len(text) / BESIDE_A_MAP) + 0.5 for text in texts) * NOTE_LINE
    caption = NOTE_LINE * (math.ceil(len(block.caption) / BESIDE_A_MAP) + 1)
    if table:
        return MAP_GAP + max(drawn + caption, _table(table, 1 - MAP_SHARE - GUTTER_SHARE) + told)
    return MAP_GAP + max(drawn, caption + told)


def _block(block: Block) -> float:
    if isinstance(block, Paragraph):
        return PARAGRAPH_GAP + _lines(" ".join(item.text for item in block.sentences))
    if isinstance(block, Bullets):
        return sum(BULLET_GAP + _lines(item.text) for item in block.items)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Timeline):
        return TIMELINE_FRAME + ENTRY * len(block.entries)
    if isinstance(block, Chart):
        return CHART_FRAME + BAR * len(block.table.rows) + _block(block.table)
    return LADDER


def _table(block: Table, of_width: float = 1.0) -> float:
    shares = column_shares(block)
    wide = int(TABLE_CHARACTERS_A_LINE * of_width)
    room = [max(4, wide * share // sum(shares)) for share in shares]
    lines = CAPTION
    for row in block.rows:
        deepest = max(
            math.ceil(len(cell) / width) for cell, width in zip(row.cells, room, strict=True)
        )
        lines += ROW + TABLE_LINE * (max(1, deepest) - 1)
    return lines


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
