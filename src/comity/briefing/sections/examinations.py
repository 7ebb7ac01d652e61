"""Each measure put to numbers: figures with range and basis, routes, assumptions; or why not."""

from dataclasses import replace

from comity.briefing.material import Material
from comity.briefing.words import (
    capital,
    country_name,
    listed,
    measure_name,
    plain,
    show_figure,
    show_range,
    show_value,
)
from comity.model.brief import Block, Bullets, Column, Paragraph, Row, Section, Sentence, Table
from comity.model.dossier import Examination
from comity.model.findings import Figure, Finding, NotExamined, Route

__all__ = ["examination_blocks", "examinations", "finding_notes", "headline"]


def examinations(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return a section for each measure put to numbers, and one for those that were not."""
    pairs = list(zip(material.dossier.measures, material.dossier.examinations, strict=False))
    sections: list[Section] = []
    examined = [pair for pair in pairs if isinstance(pair[1], Finding)]
    for measure, examination in examined[:at_most]:
        heading = measure_name(measure.kind, measure.endpoints)
        sections.append(
            Section(
                key=f"examination:{measure.id}",
                heading=heading,
                level=2,
                blocks=examination_blocks(examination, material),
            )
        )
    missing = [(m, e) for m, e in pairs if isinstance(e, NotExamined)]
    if missing:
        items = tuple(
            Sentence(
                text=f"{measure_name(measure.kind, measure.endpoints)}: {_reason(examination)}",
                notes=(
                    material.notes.plain(
                        "No figure was worked out; none is given rather than a guess.", method=True
                    ),
                ),
                key=f"not-examined:{measure.id}",
            )
            for measure, examination in missing[:at_most]
        )
        sections.append(
            Section(
                key="not-examined",
                heading="Not put to numbers",
                level=2,
                blocks=(Bullets(items=items),),
            )
        )
    if not sections:
        return ()
    return (Section(key="examinations", heading="Measures examined"), *sections)


def examination_blocks(examination: Examination, material: Material) -> tuple[Block, ...]:
    """Return what an examination found: its headline, figures, routes, assumptions and caveats."""
    if isinstance(examination, NotExamined):
        note = material.notes.plain("No figure was worked out; none is given.", method=True)
        sentence = Sentence(text=capital(_reason(examination)), notes=(note,))
        return (Paragraph(sentences=(sentence,)),)
    notes = finding_notes(examination, material)
    blocks: list[Block] = [Paragraph(sentences=(headline(examination, material),))]
    if examination.figures:
        blocks.append(_figures(examination, material))
    if examination.routes:
        blocks.append(_routes(examination.routes, notes))
    if examination.missing_links:
        blocks.append(_missing_links(examination, material, notes))
    method = material.notes.plain("Stated by the examination itself.", method=True)
    said = [f"Assumed: {_closed(text)}" for text in examination.assumptions]
    said += [f"Caution: {_closed(text)}" for text in examination.caveats]
    if said:
        blocks.append(Bullets(items=tuple(Sentence(text=text, notes=(method,)) for text in said)))
    return tuple(blocks)


def headline(finding: Finding, material: Material) -> Sentence:
    """Return the finding's one sentence, with the sources of all its figures."""
    question = finding.question
    name = ":".join((question.kind, *(place.name for place in question.endpoints)))
    return Sentence(
        text=_closed(finding.headline),
        notes=finding_notes(finding, material),
        key=f"headline:{name}",
    )


def finding_notes(finding: Finding, material: Material) -> tuple[int, ...]:
    """Return the notes of all figures of a finding, each once."""
    numbers = [number for figure in finding.figures for number in material.notes.figure(figure)]
    fallback = material.notes.plain if not numbers else None
    if fallback:
        return (fallback("Comity’s own estimate; its assumptions stand with it.", method=True),)
    return tuple(dict.fromkeys(numbers))


def _figures(finding: Finding, material: Material) -> Table:
    rows = tuple(
        Row(
            cells=(
                capital(plain(figure.label)),
                show_figure(figure),
                show_range(figure),
                capital(figure.basis),
                _remark(figure),
            ),
            notes=material.notes.figure(figure),
            key=f"figure:{finding.question.kind}:{figure.label}",
            values=(None, figure.value, None, None, None),
            figure=figure,
        )
        for figure in finding.figures
    )
    columns = (
        Column(label="Figure"),
        Column(label="Value", number=True),
        Column(label="Range", number=True),
        Column(label="Basis"),
        Column(label="Remark"),
    )
    return Table(caption="Figures, with range and basis", columns=columns, rows=rows)


def _remark(figure: Figure) -> str:
    places = [
        f"rank {one.rank:,} of {one.among:,} for {country_name(one.country)}"
        for one in figure.ranks
    ]
    year = str(figure.year) if figure.year else ""
    return "; ".join(part for part in (year, *places, figure.note or "") if part)


def _routes(routes: tuple[Route, ...], notes: tuple[int, ...]) -> Table:
    rows = tuple(
        Row(
            cells=(
                " – ".join(country_name(party) for party in route.countries),
                listed([plain(mode) for mode in dict.fromkeys(route.modes)]),
                show_value(route.distance_km, "km"),
                _bracket(route.time_h.low, route.time_h.high, "h"),
                _bracket(route.cost_usd_per_20t.low, route.cost_usd_per_20t.high, "USD")
                if route.cost_usd_per_20t
                else "",
                f"{route.borders:,}",
                f"{len(route.gauge_breaks):,}",
                show_value(route.new_km, "km") if route.new_km else "",
            ),
            notes=notes,
            values=(None, None, route.distance_km, None, None, float(route.borders), None, None),
        )
        for route in routes
    )
    columns = (
        Column(label="Way"),
        Column(label="By"),
        Column(label="Distance", number=True),
        Column(label="Time", number=True),
        Column(label="Cost of 20 t", number=True),
        Column(label="Borders", number=True),
        Column(label="Gauge breaks", number=True),
        Column(label="To be built", number=True),
    )
    return _without_empty_columns(Table(caption="Ways to go", columns=columns, rows=rows))


def _without_empty_columns(table: Table) -> Table:
    full = [i for i in range(len(table.columns)) if any(row.cells[i] for row in table.rows)]
    return replace(
        table,
        columns=tuple(table.columns[i] for i in full),
        rows=tuple(
            replace(
                row,
                cells=tuple(row.cells[i] for i in full),
                values=tuple(row.values[i] for i in full) if row.values else (),
            )
            for row in table.rows
        ),
    )


def _missing_links(finding: Finding, material: Material, notes: tuple[int, ...]) -> Table:
    rows = tuple(
        Row(
            cells=(
                f"{link.start} – {link.end}",
                show_value(link.km, "km"),
                show_value(link.saves_km, "km"),
                link.planned_as or "",
            ),
            notes=tuple(dict.fromkeys(map(material.notes.source, link.sources))) or notes,
            values=(None, link.km, link.saves_km, None),
        )
        for link in finding.missing_links
    )
    columns = (
        Column(label="Missing link"),
        Column(label="Length", number=True),
        Column(label="Would save", number=True),
        Column(label="Known as"),
    )
    return Table(caption="Links that do not exist", columns=columns, rows=rows)


def _bracket(low: float, high: float, unit: str) -> str:
    one, other = show_value(low, unit), show_value(high, unit)
    return one if one == other else f"{one} – {other}"


def _reason(examination: NotExamined) -> str:
    return f"not examined. {_closed(examination.reason)} To mend: {_closed(examination.mend)}"


def _closed(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", ".)")) else f"{text}."
