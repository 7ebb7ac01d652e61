"""A brief as Markdown with footnotes; foreign text stays text."""

import re
from collections.abc import Sequence

from comity.model.brief import (
    Block,
    Brief,
    Bullets,
    Chart,
    Ladder,
    Map,
    Note,
    Paragraph,
    Quote,
    Row,
    Section,
    Sentence,
    Table,
    Timeline,
)

__all__ = ["render"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&^])")
_LEADING = re.compile(r"^(\s*\d*)([-+=.)])(?=[-+=\s]|$)")  # a list or a heading, not 2.2


def render(brief: Brief) -> bytes:
    """Return the brief as UTF-8 Markdown; tables and footnotes as GitHub and Pandoc read them."""
    lines = [*_marking(brief), f"# {_text(brief.title)}", "", *_front(brief), ""]
    for section in brief.sections:
        lines += [f"{'#' * (section.level + 1)} {_text(section.heading)}", ""]
        lines += _section(section)
    lines += ["---", ""]
    lines += [_note(note) for note in brief.notes]
    foot = " · ".join(filter(None, (_text(brief.desk), _day(brief), _text(brief.build))))
    lines += ["", foot, "", *_marking(brief)]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _marking(brief: Brief) -> list[str]:
    return [f"**{_text(brief.marking)}**", ""] if brief.marking else []


def _day(brief: Brief) -> str:
    return f"as of {brief.as_of.isoformat()}"


def _front(brief: Brief) -> list[str]:
    lines = [f"*{_text(' and '.join(brief.names))}, {_day(brief)}.*"] if brief.names else []
    if any(item.unconfirmed for item in brief.sentences()):
        lines += ["", "† Read by machine and not yet confirmed by a person."]
    return lines


def _section(section: Section) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        lines += [*_block(block), ""]
    return lines


def _block(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [" ".join(_sentence(item) for item in block.sentences)]
    if isinstance(block, Bullets):
        return [f"- {_sentence(item)}" for item in block.items]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Quote):
        return [f"> {_text(block.text)}{_calls(block.notes)}"]
    if isinstance(block, Ladder):
        steps = " → ".join(
            f"**{_text(step.label)}**{f' ({_text(step.on)})' if step.on else ''}"
            if step.reached
            else _text(step.label)
            for step in block.steps
        )
        aside = f" *{_text(block.aside)}.*" if block.aside else ""
        return [f"{_text(block.caption)}: {steps}.{aside}{_calls(block.notes)}"]
    if isinstance(block, Chart):
        return [*_table(block.table)]
    return _picture(block)


def _picture(block: Timeline | Map) -> list[str]:
    if isinstance(block, Timeline):
        lines = [f"{_text(block.caption)}:{_calls(block.notes)}", ""]
        return lines + [f"- {e.first.isoformat()}: {_text(e.label)}" for e in block.entries]
    return [f"*{_text(block.alt)}*{_calls(block.notes)}"]


def _table(table: Table) -> list[str]:
    heads = [_text(column.label) for column in table.columns]
    rules = ["---:" if column.number else "---" for column in table.columns]
    lines = [f"*{_text(table.caption)}*", "", _cells(heads), _cells(rules)]
    return lines + [_row(row) for row in table.rows]


def _row(row: Row) -> str:
    first, *rest = [_text(cell) for cell in row.cells]
    change = f"**{row.change}:** " if row.change else ""
    dagger = "†" if row.unconfirmed else ""
    return _cells([f"{change}{first}{dagger}{_calls(row.notes)}", *rest])


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _sentence(item: Sentence) -> str:
    change = f"**{item.change}:** " if item.change else ""
    return f"{change}{_text(item.text)}{'†' if item.unconfirmed else ''}{_calls(item.notes)}"


def _calls(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{number}]" for number in notes)


def _note(note: Note) -> str:
    quote = f"“{_text(note.quote)}” — " if note.quote else ""
    address = (
        f" <{note.address}>" if note.address and not re.search(r"[<>\s]", note.address) else ""
    )
    return f"[^{note.number}]: {quote}{_text(note.text)}{address}"


def _text(text: str) -> str:
    """Return foreign text with Markdown's own characters escaped, on one line."""
    one_line = re.sub(r"\s*[\n\r\u2028\u2029]\s*", " ", text)
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line))
