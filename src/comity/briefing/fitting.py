"""A brief kept to its sides: shorter lists, then fewer sections, and a word on what is gone."""

from collections.abc import Callable
from dataclasses import replace

from comity.briefing.length import sides
from comity.briefing.numbering import renumber
from comity.briefing.words import listed, plural, small
from comity.model.brief import Brief, Note, Paragraph, Section, Sentence

__all__ = ["fitted"]

_ITEMS = (40, 28, 20, 16, 13, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
"""Items a list may have, tried from the most generous down."""

_GIVEN_UP: tuple[str, ...] = (
    "timeline", "map", "glance", "closeness", "people", "history", "subjects",
    "examination", "examination-more", "not-examined", "if-raised", "outcomes",
)  # fmt: skip
"""Kinds of section, the first to go first."""

_FOR_LISTS: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"timeline"}),
    frozenset({"timeline", "glance"}),
    frozenset({"timeline", "glance", "closeness"}),
    frozenset({"timeline", "glance", "closeness", "people"}),
    frozenset({"timeline", "map", "glance", "closeness"}),
    frozenset({"timeline", "map", "glance", "closeness", "people"}),
)
"""What is given up before lists are cut: the map is kept before tables of figures."""
_WITH_MAP = _FOR_LISTS[4]
_ENOUGH = 4  # items; lists are not cut below it for the sake of a map
_FEWEST = 5  # kinds of section given up before the shortest lists are


def fitted(composed: Callable[[int], Brief], pages: int, room: float | None = None) -> Brief:
    """Return the longest brief that takes no more sides than asked for.

    A brief that cannot be made so short comes as short as it can be.

    Args:
        composed: Gives the brief with lists of at most so many items.
        pages: Sides of paper.
        room: How much of them the brief may take; all of them unless said.
    """
    room = float(pages) if room is None else room
    at_most = _longest(composed, pages, room, _WITH_MAP)
    if at_most < _ENOUGH:
        at_most = _longest(composed, pages, room, _FOR_LISTS[-1])
    whole = composed(at_most)
    brief = whole
    for dropped in _FOR_LISTS:
        brief = _without(whole, dropped, pages)
        if sides(brief) <= room:
            return brief
    for count in range(_FEWEST + 1, len(_GIVEN_UP) + 1):
        brief = _without(whole, frozenset(_GIVEN_UP[:count]), pages)
        if sides(brief) <= room:
            break
    return brief


def _longest(
    composed: Callable[[int], Brief], pages: int, room: float, gone: frozenset[str]
) -> int:
    """Return the most items with which the brief fits once these kinds are gone, by bisection."""
    low, high = 0, len(_ITEMS) - 1
    while low < high:
        middle = (low + high) // 2
        if sides(_without(composed(_ITEMS[middle]), gone, pages)) <= room:
            high = middle
        else:
            low = middle + 1
    return _ITEMS[low]


def _without(brief: Brief, kinds: frozenset[str], pages: int) -> Brief:
    gone = [section for section in brief.sections if _kind(section) in kinds]
    if not gone:
        return brief
    kept = [section for section in brief.sections if _kind(section) not in kinds]
    kept = [
        section
        for section, following in zip(kept, [*kept[1:], None], strict=True)
        if section.blocks or (following is not None and following.level > section.level)
    ]
    note = Note(
        number=len(brief.notes) + 1, kind="method", text=f"Cut to {plural(pages, 'side')} of paper."
    )
    headings = listed(list(dict.fromkeys(_heading(section) for section in gone)))
    text = f"Left out for length, and in the dossier: {headings}."
    sentence = Sentence(text=text, notes=(note.number,), key="left-out:sections")
    last = Section(
        key="left-out", heading="Left out", level=2 if kept and kept[-1].level > 1 else 1,
        disclosure=kept[-1].disclosure if kept else None,
        blocks=(Paragraph(sentences=(sentence,)),),
    )  # fmt: skip
    sections, notes = renumber((*kept, last), (*brief.notes, note))
    return replace(brief, sections=sections, notes=notes)


def _heading(section: Section) -> str:
    """Return what a section is called here; a measure's own name may not be disclosed."""
    own = _kind(section) in {"examination", "examination-more", "not-examined"}
    return "examinations" if own else small(section.heading)


def _kind(section: Section) -> str:
    return section.key.split(":")[0]
