"""A brief cut to so many lines of each kind, with a word on what is gone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from comity.briefing.numbering import renumber
from comity.briefing.words import listed, plural, small
from comity.model.brief import (
    Block,
    Brief,
    Bullets,
    Map,
    Note,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
)

__all__ = ["ALL", "CUT", "trimmed"]

ALL = 1_000_000
"""More lines than any brief has."""

CUT: Mapping[str, tuple[str, str] | None] = MappingProxyType(
    {
        "points": ("point", "points"),
        "map": None,
        "glance": None,
        "closeness": None,
        "meetings": ("meeting", "meetings"),
        "people": ("person", "people"),
        "subjects": None,
        "measures": ("open measure", "open measures"),
        "outcomes": ("outcome", "outcomes"),
        "ladders": ("status ladder", "status ladders"),
        "positions": ("position", "positions"),
        "if-raised": ("line if raised", "lines if raised"),
        "statements": ("report’s statements", "reports’ statements"),
        "history": ("recalled fact", "recalled facts"),
        "timeline": None,
        "chart": None,
        "examinations": ("examination", "examinations"),
        "examination": ("examination’s figures", "examinations’ figures"),
        "not-examined": None,
    }
)
"""Kind of section that can be cut -> what its lines are called; ``None`` goes as a whole."""


_NAMES: Mapping[str, str] = MappingProxyType({"not-examined": "the measures not put to numbers"})
"""Kind -> what it is called here, where its heading does not do."""


def trimmed(brief: Brief, limits: Mapping[str, int], pages: int) -> Brief:
    """Return the brief with so many lines of each kind, and a sentence on what was left out.

    Args:
        brief: All there is to say.
        limits: Kind of section -> lines kept; a kind of ``CUT`` that is not named goes.
        pages: Sides of paper it is cut for.
    """
    gone: dict[str, int] = {}
    names: dict[str, str] = {}
    kept: list[Section] = []
    for section in brief.sections:
        kind = _kind(section)
        if kind not in CUT:
            kept.append(section)
            continue
        names.setdefault(kind, _NAMES.get(kind, small(section.heading)))
        if kind == "glance":
            blocks, lost = _glance(section.blocks, limits)
            for part in lost:
                gone[part] = 1
                names.setdefault(part, part)
        else:
            used = sum(_kind(one) == kind for one in kept) if kind == "examination" else 0
            room = limits.get(kind, 0) - used
            blocks, cut = _cut(section.blocks, room, whole=kind in _AS_ONE)
            gone[kind] = gone.get(kind, 0) + cut
        if blocks or not section.blocks or kind == "examinations":
            kept.append(replace(section, blocks=blocks))
    kept = _without_bare_headings(kept)
    left = [_told(kind, count, names[kind]) for kind, count in gone.items() if count]
    return _closing(brief, kept, left, pages)


_AS_ONE = frozenset(kind for kind, nouns in CUT.items() if nouns is None) | {"examination"}


def _told(kind: str, count: int, heading: str) -> str:
    nouns = CUT[kind]
    return plural(count, *nouns) if nouns else heading


def _cut(blocks: tuple[Block, ...], room: int, *, whole: bool) -> tuple[tuple[Block, ...], int]:
    """Return the first lines of blocks that there is room for, and how many are gone."""
    if whole:
        return (blocks, 0) if room > 0 else ((), 1)
    kept: list[Block] = []
    gone = 0
    for block in blocks:
        size, shorten = _lines(block)
        here = max(0, min(size, room))
        room -= here
        gone += size - here
        if here:
            kept.append(shorten(here) if here < size else block)
    return tuple(kept), gone


def _lines(block: Block) -> tuple[int, Callable[[int], Block]]:
    """Return how many lines a block has, and how to keep the first of them."""
    if isinstance(block, Bullets):
        return len(block.items), lambda count: Bullets(items=block.items[:count])
    if isinstance(block, Table):
        return len(block.rows), lambda count: replace(block, rows=block.rows[:count])
    return 1, lambda _: block


def _glance(
    blocks: tuple[Block, ...], limits: Mapping[str, int]
) -> tuple[tuple[Block, ...], list[str]]:
    """Return the map, the figures or both, and the names of what is gone."""
    drawn = [block for block in blocks if _is_of_map(block)]
    told = [block for block in blocks if not _is_of_map(block)]
    parts = (("map", drawn), ("glance", told))
    lost = [name for name, part in parts if part and not limits.get(name)]
    kept = [block for name, part in parts if name not in lost for block in part]
    return tuple(block for block in blocks if block in kept), lost


def _is_of_map(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.sentences[0].key.startswith("dispute:")
    return isinstance(block, Map)


def _without_bare_headings(sections: Iterable[Section]) -> list[Section]:
    """Return the sections but those that have nothing of their own and nothing under them."""
    kept: list[Section] = []
    for section in reversed(list(sections)):
        if section.blocks or (kept and kept[0].level > section.level):
            kept.insert(0, section)
    return kept


def _closing(brief: Brief, kept: list[Section], left: list[str], pages: int) -> Brief:
    sections: tuple[Section, ...] = tuple(kept)
    notes = brief.notes
    if left:
        text = f"Cut to {plural(pages, 'side')} of paper; counted from the ledger."
        note = Note(number=len(notes) + 1, kind="method", text=text)
        sentence = Sentence(
            text=f"Left out for length, and in the dossier: {listed(left)}.",
            notes=(note.number,),
            key="left-out",
        )
        last = kept[-1]
        closing = Section(
            key="left-out",
            heading="Left out",
            level=min(2, last.level),
            disclosure=last.disclosure,
            blocks=(Paragraph(sentences=(sentence,)),),
        )
        sections, notes = (*sections, closing), (*notes, note)
    sections, notes = renumber(sections, notes)
    return replace(brief, sections=sections, notes=_short(sections, notes))


def _short(sections: tuple[Section, ...], notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return notes that do not repeat themselves.

    A document is named in full once; words that stand in the text already are not quoted again.
    """
    first: dict[str, int] = {}
    said = _texts(sections)
    made = []
    for note in notes:
        if note.evidence is not None:
            named = first.setdefault(note.evidence.document, note.number)
            text = note.text if named == note.number else f"document of note {named}"
            texts = said.get(note.number, [])
            stands = bool(texts) and all((note.quote or "") in one for one in texts)
            quote = None if stands else note.quote
            made.append(replace(note, text=text, quote=quote))
        else:
            made.append(note)
    return tuple(made)


def _texts(sections: Iterable[Section]) -> dict[int, list[str]]:
    """Return note number -> the texts that call it."""
    texts: dict[int, list[str]] = {}
    for section in sections:
        for block in section.blocks:
            items: tuple[Sentence | Row, ...] = ()
            if isinstance(block, Paragraph):
                items = block.sentences
            elif isinstance(block, Bullets):
                items = block.items
            elif isinstance(block, Table):
                items = block.rows
            else:
                for number in block.notes:
                    texts.setdefault(number, []).append("")
            for item in items:
                text = item.text if isinstance(item, Sentence) else ""
                for number in item.notes:
                    texts.setdefault(number, []).append(text)
    return texts


def _kind(section: Section) -> str:
    return section.key.split(":")[0]
