"""Markdown: marks taken off, headings, items, quotes and table rows kept as blocks."""

import re
from collections.abc import Iterator

from comity.model.dates import ReportedDate
from comity.model.text import BlockKind, Document, text_id
from comity.reading.formats.encodings import decode
from comity.reading.formats.layout import MAX_CHARACTERS, Piece, compose

__all__ = ["read"]

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*\n", re.DOTALL)
_PAIR = re.compile(
    r"^(title|date|published|publisher|source)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]+\|[ \t:|-]*$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),  # pictures say nothing
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\[[^\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=\S)([^\n*]{1,1000}?)(?<=\S)[*_](?![\w*])"), r"\1"),
    (re.compile(r"`([^`\n]{1,1000})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), r"\1"),
)


def read(data: bytes, origin: str) -> tuple[Document, ...]:
    """Return the one document of a Markdown file; front matter gives title, date and publisher.

    Without front matter the first heading of the first level is the title.

    Raises:
        UnreadableDocumentError: If the bytes are no text, or too long a text.
    """
    source = decode(data).replace("\r\n", "\n").replace("\r", "\n")[: 2 * MAX_CHARACTERS]
    fields: dict[str, str] = {}
    front = _FRONT.match(source)
    if front:
        fields = {key: value.strip("\"'") for key, value in _PAIR.findall(front.group(1))}
        source = source[front.end() :]
    pieces = list(_pieces(source.split("\n")))
    title = fields.get("title")
    if (
        title is None
        and pieces
        and pieces[0].kind == "heading"
        and source.lstrip().startswith("# ")
    ):
        title = pieces.pop(0).text
    text, blocks = compose(pieces)
    document = Document(
        id=text_id(text),
        text=text,
        title=title,
        publisher=fields.get("publisher") or fields.get("source"),
        published=_date(fields.get("published") or fields.get("date")),
        origin=origin,
        blocks=blocks,
    )
    return (document,)


def _pieces(lines: list[str]) -> Iterator[Piece]:
    held: list[str] = []
    kind: BlockKind = "paragraph"
    for line in lines:
        found = _line_kind(line, kind if held else None)
        if held and (found is None or found[0] != kind or found[2]):
            yield Piece(kind, _plain(" ".join(held)))
            held = []
        if found is not None:
            kind = found[0]
            held.append(found[1])
    if held:
        yield Piece(kind, _plain(" ".join(held)))


def _line_kind(line: str, open_kind: BlockKind | None) -> tuple[BlockKind, str, bool] | None:
    """Return the kind of a line, its words, and whether it opens a block; ``None`` for a gap."""
    bare = line.strip()
    if not bare or _RULE.match(line) or _FENCE.match(line) or _TABLE_RULE.match(line):
        return None
    heading = _HEADING.match(bare)
    if heading:
        return "heading", heading.group(1), True
    if bare.startswith(">"):
        return "quote", bare.lstrip("> "), False
    if bare.startswith("|"):
        cells = [cell.strip() for cell in bare.strip("|").split("|")]
        return "table-row", " | ".join(cells), True
    item = _ITEM.match(line)
    if item:
        return "list-item", line[item.end() :].strip(), True
    if open_kind in {"list-item", "quote"}:
        return open_kind, bare, False
    return "paragraph", bare, False


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text


def _date(text: str | None) -> ReportedDate | None:
    try:
        return ReportedDate.parse(text[:10], basis="published") if text else None
    except ValueError:
        return None
