"""Dossier in, brief out: what is said, in which order, kept to the length asked for. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType

from comity.briefing.addendum import mark_changes
from comity.briefing.disclosure import background, disclosed
from comity.briefing.fitting import fitted
from comity.briefing.length import sides
from comity.briefing.material import Material, Notes
from comity.briefing.numbering import renumber
from comity.briefing.sections import (
    closeness,
    examinations,
    glance,
    measures,
    meetings,
    people,
    pictures,
    points,
    positions,
)
from comity.briefing.words import country_name
from comity.errors import UsageError
from comity.model.brief import Brief, BriefOptions, Section, Template
from comity.model.dates import ReportedDate
from comity.model.dossier import Dossier
from comity.model.text import DocumentId

__all__ = ["DEFAULT_PAGES", "compose"]

DEFAULT_PAGES: Mapping[Template, int | None] = MappingProxyType(
    {
        "visit-brief": 2,
        "talking-points": 1,
        "checklist": 1,
        "measure-sheet": None,
        "dossier": None,
    }
)
"""Sides of paper unless asked otherwise; ``None`` takes as many as it takes."""

_TITLES: Mapping[Template, str] = MappingProxyType(
    {
        "visit-brief": "brief",
        "talking-points": "points to make",
        "checklist": "checklist",
        "measure-sheet": "measures",
        "dossier": "dossier",
    }
)


def compose(dossier: Dossier, options: BriefOptions | None = None) -> Brief:
    """Return the brief on a dossier.

    The same dossier and options give the same brief. Lists are cut to the length asked for, what
    matters most first, and the brief says how much was left out.

    Args:
        dossier: All that is known.
        options: Template, length, marking and the like.

    Raises:
        UsageError: If the dossier is of one country with itself.
    """
    options = options or BriefOptions()
    if len(dossier.parties) > 1 and len(set(dossier.parties)) == 1:
        name = country_name(dossier.parties[0])
        raise UsageError(
            f"A brief is about two countries, and both are {name} here.",
            mend="Name two different countries, as in: comity brief PAK AZE",
        )
    pages = options.pages if options.pages is not None else DEFAULT_PAGES[options.template]
    uncut = _compose(dossier, options)
    still = {item.key for item in uncut.sentences()}

    def issue(brief: Brief) -> Brief:
        return mark_changes(brief, options.previous, still=still) if options.previous else brief

    if not pages:
        return replace(issue(uncut), pages=pages)
    paper = _compose(dossier, options, paper=True)
    brief = fitted(paper, pages)
    if options.previous is not None:
        addendum = sides(issue(brief)) - sides(brief)
        brief = fitted(paper, pages, pages - addendum)
    return replace(issue(brief), pages=pages)


def _left(sections: tuple[Section, ...], without: frozenset[str]) -> tuple[Section, ...]:
    """Return the sections but those left out, and what stands under these."""
    kept: list[Section] = []
    out_at: int | None = None
    for section in sections:
        if out_at is not None and section.level > out_at:
            continue
        out_at = section.level if section.key in without else None
        if out_at is None:
            kept.append(section)
    return tuple(kept)


def _compose(dossier: Dossier, options: BriefOptions, *, paper: bool = False) -> Brief:
    documents = {document.id: document for document in dossier.documents}
    documents |= {report.id: report.document for report in dossier.reports}
    private = frozenset(key for key, document in documents.items() if document.private)
    material = Material(
        dossier=dossier,
        options=options,
        notes=Notes(documents, _datelines(dossier)),
        closed=private | frozenset(options.closed),
        paper=paper,
    )
    written = _left(_WRITERS[options.template](material), frozenset(options.without))
    sections, notes = renumber(written, tuple(material.notes.taken))
    names = material.names
    return Brief(
        title=f"{' – '.join(names) or 'Documents'}: {_TITLES[options.template]}",
        template=options.template,
        as_of=material.as_of,
        parties=dossier.parties,
        names=names,
        sections=sections,
        notes=notes,
        marking=options.marking,
        desk=options.desk,
        worldview=options.worldview or dossier.worldview,
        build=f"Comity {_version()}",
    )


def _datelines(dossier: Dossier) -> dict[DocumentId, ReportedDate]:
    """Return the day of the first meeting of each report that names one itself."""
    return {
        report.id: meeting.date
        for report in dossier.reports
        for meeting in reversed(report.meetings)
        if meeting.date and meeting.date.basis in {"dateline", "text"}
    }


def _visit_brief(material: Material) -> tuple[Section, ...]:
    return _front(material) + background(
        material,
        (
            glance.glance,
            closeness.closeness,
            meetings.meetings,
            people.people,
            people.subjects_in_a_line,
            partial(measures.measures, after_points=True),
            partial(measures.kept_and_overdue, after_points=True),
            positions.positions,
            positions.if_raised,
            positions.history,
            pictures.timeline_section,
            examinations.examinations,
        ),
    )


def _dossier(material: Material) -> tuple[Section, ...]:
    return points.objective(disclosed(material)) + background(
        material,
        (
            glance.glance,
            closeness.closeness,
            meetings.meetings,
            people.people,
            people.subjects,
            pictures.timeline_section,
            measures.measures,
            measures.kept_and_overdue,
            measures.ladders,
            pictures.chart,
            positions.positions,
            positions.if_raised,
            positions.statements,
            positions.history,
            examinations.examinations,
        ),
    )


def _talking_points(material: Material) -> tuple[Section, ...]:
    spoken = disclosed(material)
    return _front(material) + positions.if_raised(spoken) + positions.positions(spoken)


def _measure_sheet(material: Material) -> tuple[Section, ...]:
    if not material.dossier.measures:
        return points.objective(disclosed(material))
    return background(
        material,
        (
            measures.measures,
            measures.kept_and_overdue,
            measures.ladders,
            pictures.chart,
            pictures.map_section,
            pictures.timeline_section,
            examinations.examinations,
        ),
    )


def _front(material: Material) -> tuple[Section, ...]:
    """Return the objective and the points, which are a checklist by themselves."""
    spoken = disclosed(material)
    return points.objective(spoken) + points.points(spoken)


_WRITERS: Mapping[Template, Callable[[Material], tuple[Section, ...]]] = MappingProxyType(
    {
        "visit-brief": _visit_brief,
        "dossier": _dossier,
        "talking-points": _talking_points,
        "measure-sheet": _measure_sheet,
        "checklist": _front,
    }
)


def _version() -> str:
    try:
        return version("comity")
    except PackageNotFoundError:
        return "0.1.0"
