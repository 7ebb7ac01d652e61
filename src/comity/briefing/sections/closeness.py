"""How near the two countries are: each measure with its year, its rank and where it stands."""

import json
from collections.abc import Iterable

from comity.briefing.caveats import caveat_lines
from comity.briefing.material import Material
from comity.briefing.words import capital, country_name, show_figure, show_value
from comity.model.brief import (
    Block,
    Bullets,
    Chart,
    Column,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
)
from comity.model.findings import Figure, Finding, Rank, Series

__all__ = ["closeness"]

POINTS_AT_LEAST = 3  # a line through fewer years shows nothing
_AT_A_GLANCE = "Among the leading export partners"
TOLD = 4  # measures of closeness a paper has room for
HEADING = "How near the two countries are"


def closeness(material: Material) -> tuple[Section, ...]:
    """Return the measures of closeness there is data for; nothing where none was examined.

    On paper the first few are told in a sentence each.
    """
    found = material.dossier.closeness
    if not isinstance(found, Finding):
        return ()
    known = [figure for figure in found.figures if figure.value is not None]
    if not known:
        return ()
    blocks: list[Block]
    if material.paper or (len(known) == 1 and not known[0].count and not found.series):
        worth = known if len(known) == 1 else [one for one in known if not _is_told(one)]
        told = tuple(_sentence(figure, material) for figure in worth[:TOLD])
        blocks = [Paragraph(sentences=told)]
    else:
        notes = dict.fromkeys(number for one in known for number in material.notes.figure(one))
        headline = Sentence(text=found.headline, notes=tuple(notes), key="closeness:headline")
        blocks = [Paragraph(sentences=(headline,)), _table(known, material)]
    if not material.paper:
        blocks += [_chart(series, material) for series in _worth_drawing(found.series)]
        blocks += _absent(found, material)
    return (Section(key="closeness", heading=HEADING, blocks=tuple(blocks)),)


def _is_told(figure: Figure) -> bool:
    """Tell whether the countries at a glance say the same already."""
    return not figure.value or figure.label.startswith(_AT_A_GLANCE)


def _sentence(figure: Figure, material: Material) -> Sentence:
    """Return one measure with its year and ranks."""
    year = str(figure.year) if figure.year else ""
    ranks = [_place(rank) for rank in figure.ranks]
    ranks[:1] = [f"rank {rank}" for rank in ranks[:1]]
    more = ", ".join(filter(None, (year, *ranks)))
    return Sentence(
        text=f"{figure.label}: {show_figure(figure)}{f' ({more})' if more else ''}.",
        notes=material.notes.figure(figure),
        key=f"closeness:{figure.label}",
    )


def _table(figures: Iterable[Figure], material: Material) -> Table:
    rows = tuple(
        Row(
            cells=(
                figure.label,
                show_figure(figure),
                str(figure.year or ""),
                capital(figure.basis),
                "; ".join(_place(rank) for rank in figure.ranks),
                _remark(figure),
            ),
            notes=material.notes.figure(figure),
            key=f"closeness:{figure.label}",
            values=(None, figure.value, None, None, None, None),
            figure=figure,
        )
        for figure in figures
    )
    columns = (
        Column(label="Measure"),
        Column(label="Value", number=True),
        Column(label="Year", number=True),
        Column(label="Basis"),
        Column(label="Rank among all partners"),
        Column(label="Remark"),
    )
    return Table(
        caption="Closeness, with year and rank (1 is the nearest)", columns=columns, rows=rows
    )


def _place(rank: Rank) -> str:
    return f"{rank.rank:,} of {rank.among:,} for {country_name(rank.country)}"


def _remark(figure: Figure) -> str:
    votes = f"{figure.count:,} joint votes" if figure.count else ""
    return "; ".join(part for part in (votes, figure.note or "") if part)


def _worth_drawing(series: Iterable[Series]) -> list[Series]:
    return [one for one in series if len(one.points) >= POINTS_AT_LEAST]


def _chart(series: Series, material: Material) -> Chart:
    note = material.notes.source(series.source)
    first, last = series.points[0], series.points[-1]
    caption = f"{series.label}, {first[0]} to {last[0]}"
    rows = tuple(
        Row(
            cells=(str(year), show_value(value, series.unit, "observed")),
            notes=(note,),
            values=(float(year), value),
        )
        for year, value in series.points
    )
    columns = (Column(label="Year", number=True), Column(label=series.label, number=True))
    return Chart(
        caption=caption,
        alt=f"Line: {series.label} was {show_value(first[1], series.unit, 'observed')} in "
        f"{first[0]} and {show_value(last[1], series.unit, 'observed')} in {last[0]}.",
        spec=_line_spec(series),
        table=Table(caption=caption, columns=columns, rows=rows),
        notes=(note,),
    )


def _line_spec(series: Series) -> str:
    axis = {"labelFontSize": 11, "titleFontSize": 11}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 460,
        "height": 140,
        "data": {"values": [{"year": year, "value": value} for year, value in series.points]},
        "mark": {"type": "line", "color": "#123f6b", "point": True},
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "title": None,
                "axis": {**axis, "format": "d"},
                "scale": {"zero": False},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": series.unit or None,
                "axis": axis,
                "scale": {"zero": False},
            },
        },
        "config": {"font": "Noto Sans", "view": {"stroke": None}},
    }
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def _absent(found: Finding, material: Material) -> list[Block]:
    if not found.caveats:
        return []
    note = material.notes.plain("Stated by the examination itself.", method=True)
    items = tuple(
        Sentence(text=caveat if caveat.endswith(".") else f"{caveat}.", notes=(note,))
        for caveat in caveat_lines(found.caveats)
    )
    return [Bullets(items=items)]
