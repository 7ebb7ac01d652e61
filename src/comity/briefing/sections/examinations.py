"""Each measure put to numbers: figures with range and basis, routes, assumptions; or why not."""

from comity.briefing.caveats import caveat_lines
from comity.briefing.material import Material
from comity.briefing.naming import measure_name
from comity.briefing.sections.measures import is_open
from comity.briefing.sections.routes import missing_link_table, route_table
from comity.briefing.words import (
    capital,
    country_name,
    figure_name,
    listed,
    plural,
    show_figure,
    show_range,
    small,
)
from comity.model.brief import Block, Bullets, Column, Paragraph, Row, Section, Sentence, Table
from comity.model.dossier import Examination
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.model.records import MeasureHistory

__all__ = ["examination_blocks", "examinations", "finding_notes", "headline"]

FIGURES_ON_PAPER, SAID_ON_PAPER = 4, 2
_NO_METHOD = "Comity has no method"  # what would mend it is a list of codes, no help on paper
NAMED = 8  # measures a sentence can name


def examinations(material: Material) -> tuple[Section, ...]:
    """Return a section for each measure put to numbers, and one for those that were not.

    Open measures come first. On paper all headlines come before the figures of any.
    """
    dossier = material.dossier
    pairs = list(zip(dossier.measures, dossier.examinations, strict=False))
    pairs.sort(key=lambda pair: (not is_open(pair[0]), not pair[0].overdue))
    examined = [(one, other) for one, other in pairs if isinstance(other, Finding)]
    missing = [(one, other) for one, other in pairs if isinstance(other, NotExamined)]
    headlines: tuple[Block, ...] = ()
    if material.paper and examined:
        told = {item.text: item for item in (headline(other, material) for _, other in examined)}
        headlines = (Bullets(items=tuple(told.values())),)
    sections = [
        Section(
            key=f"examination:{measure.id}",
            heading=measure_name(measure.kind, measure.endpoints),
            level=2,
            blocks=examination_blocks(finding, material),
        )
        for measure, finding in examined
    ]
    sections += _not_examined(missing, material)
    if not sections:
        return ()
    heading = "Measures examined" if examined else "Measures not put to numbers"
    return (Section(key="examinations", heading=heading, blocks=headlines), *sections)


def _not_examined(
    missing: list[tuple[MeasureHistory, NotExamined]], material: Material
) -> list[Section]:
    if not missing:
        return []
    note = "No figure was worked out; none is given rather than a guess."
    notes = (material.notes.plain(note, method=True),)
    items: tuple[Sentence, ...]
    if material.paper:
        text = f"{_names([measure for measure, _ in missing])}: the dossier says why."
        items = (Sentence(text=text, notes=notes, key="not-examined"),)
    else:
        groups: dict[str, list[MeasureHistory]] = {}
        for measure, examination in missing:
            groups.setdefault(_reason(examination), []).append(measure)
        items = tuple(
            Sentence(
                text=f"{_names(measures)}: {reason}",
                notes=notes,
                key=f"not-examined:{measures[0].id}",
            )
            for reason, measures in groups.items()
        )
    blocks = (Bullets(items=items),)
    return [Section(key="not-examined", heading="Not put to numbers", level=2, blocks=blocks)]


def _names(measures: list[MeasureHistory]) -> str:
    names = [small(measure_name(one.kind, one.endpoints)) for one in measures]
    distinct = list(dict.fromkeys(names))
    if len(distinct) <= NAMED:
        return capital(listed(distinct))
    return capital(f"{', '.join(distinct[:NAMED])} and {len(distinct) - NAMED:,} more")


def examination_blocks(examination: Examination, material: Material) -> tuple[Block, ...]:
    """Return what an examination found: its headline, figures, routes, assumptions and caveats.

    On paper the headline stands elsewhere, and the first few of the rest are kept.
    """
    if isinstance(examination, NotExamined):
        note = material.notes.plain("No figure was worked out; none is given.", method=True)
        sentence = Sentence(text=capital(_reason(examination)), notes=(note,))
        return (Paragraph(sentences=(sentence,)),)
    notes, paper = finding_notes(examination, material), material.paper
    blocks: list[Block] = []
    if not paper:
        blocks.append(Paragraph(sentences=(headline(examination, material),)))
    if examination.figures:
        at_most = FIGURES_ON_PAPER if paper else None
        blocks.append(_figures(examination, material, at_most=at_most))
    if examination.routes and not paper:
        blocks.append(route_table(examination.routes, notes))
    if examination.missing_links and not paper:
        blocks.append(missing_link_table(examination.missing_links, material, notes))
    method = material.notes.plain("Stated by the examination itself.", method=True)
    said = [f"Assumed: {_closed(text)}" for text in examination.assumptions]
    said += [f"Caution: {_closed(text)}" for text in caveat_lines(examination.caveats)]
    if paper and len(said) > SAID_ON_PAPER:
        more = plural(len(said) - SAID_ON_PAPER, "more such remark")
        said = [*said[:SAID_ON_PAPER], f"The dossier has {more}."]
    if said:
        blocks.append(Bullets(items=tuple(Sentence(text=text, notes=(method,)) for text in said)))
    return tuple(blocks)


def headline(finding: Finding, material: Material) -> Sentence:
    """Return the finding's one sentence, with the sources of all its figures."""
    return Sentence(
        text=_closed(_rounded(finding)),
        notes=finding_notes(finding, material),
        key=f"headline:{_name(finding.question)}",
    )


def _name(question: Question) -> str:
    """Return what tells one examination from the others of a brief."""
    ends = (place.name for place in question.endpoints)
    return ":".join((question.kind, *ends, *question.parties))


def _rounded(finding: Finding) -> str:
    """Return the headline with the distances it takes from the figures rounded as they are."""
    text = finding.headline
    for figure in finding.figures:
        if figure.value is not None and figure.unit == "km":
            text = text.replace(f" {figure.value:,.0f} km", f" {show_figure(figure)}")
    return text


def finding_notes(finding: Finding, material: Material) -> tuple[int, ...]:
    """Return the notes of all figures of a finding, each once."""
    numbers = [number for figure in finding.figures for number in material.notes.figure(figure)]
    fallback = material.notes.plain if not numbers else None
    if fallback:
        return (fallback("Comity’s own estimate; its assumptions stand with it.", method=True),)
    return tuple(dict.fromkeys(numbers))


def _figures(finding: Finding, material: Material, *, at_most: int | None = None) -> Table:
    rows = tuple(
        Row(
            cells=(
                figure_name(figure.label) + (_year(figure) if at_most else ""),
                show_figure(figure),
                show_range(figure),
                capital(figure.basis),
                *(() if at_most else (_remark(figure),)),
            ),
            notes=material.notes.figure(figure),
            key=f"figure:{_name(finding.question)}:{figure.label}",
            values=(None, figure.value, None, None, None)[: 4 if at_most else 5],
            figure=figure,
        )
        for figure in finding.figures[:at_most]
    )
    columns = (
        Column(label="Figure"),
        Column(label="Value", number=True),
        Column(label="Range", number=True),
        Column(label="Basis"),
        *(() if at_most else (Column(label="Remark"),)),
    )
    cut = len(finding.figures) - len(rows)
    more = f"; {cut:,} more in the dossier" if cut else ""
    return Table(caption=f"Figures, with range and basis{more}", columns=columns, rows=rows)


def _year(figure: Figure) -> str:
    return f" ({figure.year})" if figure.year else ""


def _remark(figure: Figure) -> str:
    places = [
        f"rank {one.rank:,} of {one.among:,} for {country_name(one.country)}"
        for one in figure.ranks
    ]
    year = str(figure.year) if figure.year else ""
    return "; ".join(part for part in (year, *places, figure.note or "") if part)


def _reason(examination: NotExamined) -> str:
    reason = examination.reason.replace(f"of kind '{examination.question.kind}'", "of this kind")
    if reason.startswith(_NO_METHOD):
        return f"not examined. {_closed(reason)}"
    return f"not examined. {_closed(reason)} To mend: {_closed(examination.mend)}"


def _closed(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", ".)")) else f"{text}."
