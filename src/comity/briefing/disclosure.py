"""What may be used freely, and what is not to be disclosed: kept apart, fact by fact.

Free to use is what published documents and open data say. Not to be disclosed are the facts of
private documents and of documents the reader closed, and one's own assessments: examinations and
lines for defence. The free part is written from a dossier that has never seen the rest, so that a
status, a count or a picture cannot give it away.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from comity.briefing.material import Material
from comity.model.brief import Block, Bullets, Disclosure, Paragraph, Row, Section, Sentence, Table
from comity.model.dossier import Dossier
from comity.model.records import MeasureHistory, MeetingRecord
from comity.model.text import DocumentId

__all__ = ["background", "disclosed", "without"]

_OWN = ("examination", "not-examined", "if-raised")
_HEADINGS: tuple[tuple[Disclosure, str], ...] = (
    ("free", "Background: free to use"),
    ("closed", "Background: not to be disclosed"),
)

Writer = Callable[[Material], tuple[Section, ...]]


def background(material: Material, writers: Iterable[Writer]) -> tuple[Section, ...]:
    """Return the background in its two parts; a part without content is left out."""
    free: list[Section] = []
    closed: list[Section | None] = []
    open_material = disclosed(material)
    for writer in writers:
        free += [part for part in writer(open_material) if not part.key.startswith(_OWN)]
        closed += [_closed(part, material) for part in writer(material)]
    parts: list[Section] = []
    written = (free, [part for part in closed if part is not None])
    for (disclosure, heading), kept in zip(_HEADINGS, written, strict=True):
        if kept:
            parts.append(Section(key=disclosure, heading=heading, disclosure=disclosure))
            parts += [replace(p, level=p.level + 1, disclosure=disclosure) for p in kept]
    return tuple(parts)


def disclosed(material: Material) -> Material:
    """Return the material without what closed documents say."""
    return replace(material, dossier=without(material.dossier, material.closed))


def without(dossier: Dossier, closed: Collection[DocumentId]) -> Dossier:
    """Return the dossier as it would be if the closed documents had never been read.

    A measure keeps the status its remaining reports give it; one that no other document mentions
    is gone, and so is its examination.
    """
    if not closed:
        return dossier
    pairs = [
        (rest, examination)
        for history, examination in zip(
            dossier.measures,
            dossier.examinations or (None,) * len(dossier.measures),
            strict=True,
        )
        if (rest := _history_without(history, closed)) is not None
    ]
    return replace(
        dossier,
        reports=tuple(report for report in dossier.reports if report.id not in closed),
        meetings=tuple(
            kept for meeting in dossier.meetings if (kept := _meeting_without(meeting, closed))
        ),
        measures=tuple(history for history, _ in pairs),
        examinations=tuple(found for _, found in pairs if found is not None),
        positions=tuple(item for item in dossier.positions if item.document not in closed),
    )


def _history_without(
    history: MeasureHistory, closed: Collection[DocumentId]
) -> MeasureHistory | None:
    steps = tuple(step for step in history.statuses if step.document not in closed)
    if len(steps) == len(history.statuses):
        return history
    if not steps:
        return None
    days = [step.date.first for step in steps if step.date]
    due = next((step.due for step in reversed(steps) if step.due), None)
    return replace(
        history,
        statuses=steps,
        status=steps[-1].status,
        restated=len(steps),
        first_raised=min(days, default=None),
        last_heard=max(days, default=None),
        due=due,
        overdue=history.overdue and due == history.due,
        slip_days=history.slip_days if due == history.due else None,
    )


def _meeting_without(
    meeting: MeetingRecord, closed: Collection[DocumentId]
) -> MeetingRecord | None:
    reports = tuple(name for name in meeting.reports if name not in closed)
    evidence = tuple(words for words in meeting.evidence if words.document not in closed)
    if len(reports) == len(meeting.reports) and len(evidence) == len(meeting.evidence):
        return meeting
    if not evidence:
        return None
    people = (p for p in meeting.participants if p.evidence.document not in closed)
    return replace(
        meeting,
        reports=reports,
        evidence=evidence,
        participants=tuple(people),
        disagreements=(),
    )


def _closed(section: Section, material: Material) -> Section | None:
    if section.key.startswith(_OWN):
        return section
    picked = (_pick(block, material) for block in section.blocks)
    blocks = tuple(block for block in picked if block is not None)
    return replace(section, blocks=blocks) if blocks else None


def _pick(block: Block, material: Material) -> Block | None:
    if isinstance(block, Paragraph):
        sentences = tuple(item for item in block.sentences if _rests_on_closed(item, material))
        return Paragraph(sentences=sentences) if sentences else None
    if isinstance(block, Bullets):
        items = tuple(item for item in block.items if _rests_on_closed(item, material))
        return Bullets(items=items) if items else None
    if isinstance(block, Table):
        rows = tuple(row for row in block.rows if _rests_on_closed(row, material))
        return replace(block, rows=rows) if rows else None
    return None


def _rests_on_closed(item: Sentence | Row, material: Material) -> bool:
    notes = (material.notes.taken[number - 1] for number in item.notes)
    return any(note.evidence and note.evidence.document in material.closed for note in notes)
