"""What changed since the last issue: marked where it stands, and listed first."""

import re
from collections.abc import Collection
from dataclasses import replace

from comity.briefing.numbering import renumber
from comity.briefing.words import capital, plural
from comity.model.brief import (
    Block,
    Brief,
    Bullets,
    Change,
    Note,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
)

__all__ = ["mark_changes"]

_PASSING = re.compile(r"\d[\d,]* days?\b")  # a count of days grows by itself and is no news


def mark_changes(brief: Brief, previous: Brief, *, still: Collection[str]) -> Brief:
    """Return the brief with every new or changed line marked and an addendum in front.

    Lines are matched by their key, not their place; counts of days are not compared. Lines of the
    last issue that are gone are named too.

    Args:
        brief: The new issue.
        previous: The last issue.
        still: Keys of everything that still holds, whether or not length lets it be shown.
    """
    before = {item.key: _said(item) for item in previous.sentences() if item.key}
    marked = replace(
        brief,
        sections=tuple(
            replace(section, blocks=tuple(_mark(block, before) for block in section.blocks))
            for section in brief.sections
        ),
    )
    note = Note(
        number=len(brief.notes) + 1,
        kind="ledger",
        text=f"Compared with the issue of {previous.as_of.isoformat()}.",
    )
    sentences = _news(marked, previous, note, still)
    addendum = Section(
        key="addendum",
        heading=f"Addendum to the issue of {previous.as_of.isoformat()}",
        blocks=(Bullets(items=sentences),),
    )
    sections, notes = renumber((addendum, *marked.sections), (*marked.notes, note))
    return replace(marked, sections=sections, notes=notes)


def _news(
    marked: Brief, previous: Brief, note: Note, still: Collection[str]
) -> tuple[Sentence, ...]:
    now = {*still, *(item.key for item in marked.sentences())}
    sentences = [
        Sentence(
            text=_shown(item),
            notes=item.notes,
            unconfirmed=item.unconfirmed,
            change=item.change,
        )
        for item in marked.sentences()
        if item.change
    ]
    sentences += [
        Sentence(text=f"No longer stated: {_shown(item)}", notes=(note.number,))
        for item in previous.sentences()
        if item.key and item.key not in now
    ]
    if not sentences:
        sentences = [Sentence(text="Nothing has changed.", notes=(note.number,))]
    count = sum(item.change is not None for item in sentences)
    if count:
        text = f"{capital(plural(count, 'line'))} new or changed, marked where they stand."
        sentences.insert(0, Sentence(text=text, notes=(note.number,)))
    return tuple(sentences)


def _mark(block: Block, before: dict[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(
            sentences=tuple(replace(s, change=_change(s, before)) for s in block.sentences)
        )
    if isinstance(block, Bullets):
        return Bullets(items=tuple(replace(s, change=_change(s, before)) for s in block.items))
    if isinstance(block, Table):
        return replace(
            block, rows=tuple(replace(row, change=_change(row, before)) for row in block.rows)
        )
    return block


def _change(item: Sentence | Row, before: dict[str, str]) -> Change | None:
    if not item.key:
        return None
    if item.key not in before:
        return "new"
    return None if before[item.key] == _said(item) else "changed"


def _said(item: Sentence | Row) -> str:
    if isinstance(item, Row):
        still = (
            cell
            for cell, value in zip(
                item.cells, item.values or (None,) * len(item.cells), strict=True
            )
            if value is None or not item.key.startswith("measure:")
        )
        return _PASSING.sub("n days", " | ".join(still))
    return _PASSING.sub("n days", item.text)


def _shown(item: Sentence | Row) -> str:
    return item.text if isinstance(item, Sentence) else " · ".join(filter(None, item.cells))
