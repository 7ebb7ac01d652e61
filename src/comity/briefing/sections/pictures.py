"""The pictures of a brief: where, when, and how long each measure has been open."""

import json
from collections.abc import Iterator

from comity.briefing.material import Material
from comity.briefing.parts.disputed import disputes_in
from comity.briefing.parts.geodesic import great_circle
from comity.briefing.parts.map_frame import capital_of, frame_of, largest_ring
from comity.briefing.sections.measures import (
    days_open,
    is_open,
    is_unconfirmed,
    measure_notes,
    name_of,
)
from comity.briefing.sections.meetings import timeline
from comity.briefing.words import country_name, listed, plural
from comity.model.actors import Place
from comity.model.brief import (
    Block,
    Chart,
    Column,
    Map,
    MapLine,
    MapPoint,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
)
from comity.model.findings import Finding
from comity.model.provenance import SourceRef
from comity.reference.places import find_city

__all__ = ["chart", "map_section", "timeline_section"]

BARS_AT_LEAST, BARS_AT_MOST = 3, 20
LABEL_AT_MOST = 48  # characters of a bar's label
NATURAL_EARTH = SourceRef(
    name="Natural Earth, 1:50 million", vintage="4.1", licence="public domain",
    address="https://www.naturalearthdata.com/",
)  # fmt: skip


def timeline_section(material: Material) -> tuple[Section, ...]:
    """Return the timeline where there is more than one day to show."""
    blocks = timeline(material)
    return (Section(key="timeline", heading="Timeline", blocks=blocks),) if blocks else ()


def map_section(material: Material) -> tuple[Section, ...]:
    """Return the map of the two countries; nothing where there are not two with an outline."""
    parties = tuple(party for party in material.dossier.parties if largest_ring(party))
    if len(parties) != 2:  # noqa: PLR2004 - a dyad's map
        return ()
    lines = tuple(_lines(material))
    points = tuple(_points(material, lines))
    names = listed([country_name(party) for party in parties])
    places = f" with {listed([point.label for point in points])}" if points else ""
    ways = listed(list(dict.fromkeys(f"by {line.mode}" for line in lines)))
    shown = Map(
        caption=f"{names}. Outlines take no view on sovereignty.",
        alt=f"Map of {names}{places}{f'; ways {ways}' if ways else ''}.",
        parties=parties,
        points=points,
        lines=lines,
        notes=(material.notes.source(NATURAL_EARTH),),
        worldview=material.options.worldview or material.dossier.worldview,
    )
    blocks: list[Block] = [shown]
    disputed = tuple(_disputes(shown, material))
    if disputed:
        blocks.append(Paragraph(sentences=disputed))
    return (Section(key="map", heading="Map", blocks=tuple(blocks)),)


def chart(material: Material) -> tuple[Section, ...]:
    """Return the bars of days since each open measure was first raised; from three measures on."""
    as_of = material.as_of
    found = [
        (name_of(item), days, item)
        for item in material.dossier.measures
        if is_open(item) and (days := days_open(item, as_of)) is not None
    ]
    found.sort(key=lambda bar: (-bar[1], bar[0]))
    if len(found) < BARS_AT_LEAST:
        return ()
    bars = found[:BARS_AT_MOST]
    values = [{"measure": _short(name, n), "days": days} for n, (name, days, _) in enumerate(bars)]
    rows = tuple(
        Row(
            cells=(name, f"{days:,}"),
            notes=measure_notes(item, material),
            values=(None, float(days)),
            unconfirmed=is_unconfirmed(item),
        )
        for name, days, item in bars
    )
    columns = (Column(label="Measure"), Column(label="Days", number=True))
    more = f", the longest {len(bars)} of {len(found)}" if len(bars) < len(found) else ""
    caption = f"Days since first raised{more}"
    alt = f"Bars: {name_of(bars[0][2])} has been open longest, {plural(bars[0][1], 'day')}."
    table = Table(caption=caption, columns=columns, rows=rows)
    block = Chart(
        caption=caption, alt=alt, spec=_bar_spec(values), table=table,
        notes=(material.ledger_note(),),
    )  # fmt: skip
    return (Section(key="chart", heading="How long measures have been open", blocks=(block,)),)


def _short(name: str, index: int) -> str:
    """Return a bar's label; a running number keeps two measures of one name apart."""
    text = name if len(name) <= LABEL_AT_MOST else f"{name[: LABEL_AT_MOST - 1]}…"
    return f"{index + 1}. {text}"


def _bar_spec(values: list[dict[str, object]]) -> str:
    axis = {"labelFontSize": 11, "titleFontSize": 11, "labelLimit": 320}
    days = {**axis, "tickCount": 6, "labelOverlap": True}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 460,
        "height": {"step": 20},
        "data": {"values": values},
        "mark": {"type": "bar", "color": "#123f6b", "height": 12},
        "encoding": {
            "y": {"field": "measure", "type": "nominal", "sort": None, "title": None, "axis": axis},
            "x": {"field": "days", "type": "quantitative", "title": "days", "axis": days},
        },
        "config": {"font": "Noto Sans", "view": {"stroke": None}},
    }
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def _lines(material: Material) -> Iterator[MapLine]:
    seen: set[tuple[tuple[float, float], ...]] = set()
    for examination in material.dossier.examinations:
        if not isinstance(examination, Finding):
            continue
        legs = examination.routes[0].legs if examination.routes else ()
        drawn = [leg for leg in legs if len(leg.geometry) > 1]
        for leg in drawn:
            if leg.geometry not in seen:
                seen.add(leg.geometry)
                yield MapLine(
                    label=f"{leg.start} – {leg.end}",
                    mode=leg.mode,
                    points=leg.geometry,
                    status=leg.status,
                )
        if not drawn and examination.question.kind == "air-link":
            yield from _flight(examination.question.endpoints)


def _flight(endpoints: tuple[Place, ...]) -> Iterator[MapLine]:
    spots = [city for place in endpoints if (city := find_city(place.name, place.country))]
    if len(spots) == 2:  # noqa: PLR2004 - from one city to another
        one, other = ((city.longitude_deg, city.latitude_deg) for city in spots)
        label = " – ".join(place.name for place in endpoints)
        yield MapLine(label=label, mode="air", points=great_circle(one, other))


def _points(material: Material, lines: tuple[MapLine, ...]) -> Iterator[MapPoint]:
    seen: set[str] = set()
    places = [place for item in material.dossier.measures for place in item.endpoints]
    for place in places:
        city = find_city(place.name, place.country)
        if city and city.name not in seen and city.country in material.dossier.parties:
            seen.add(city.name)
            yield MapPoint(label=city.name, lat_deg=city.latitude_deg, lon_deg=city.longitude_deg)
    for party in material.dossier.parties:
        capital = capital_of(party)
        if capital and capital[0] not in seen and not lines:
            seen.add(capital[0])
            yield MapPoint(label=capital[0], lat_deg=capital[2], lon_deg=capital[1])


def _disputes(shown: Map, material: Material) -> Iterator[Sentence]:
    for dispute in disputes_in(frame_of(shown)):
        if set(dispute.claimants) & set(shown.parties):
            yield Sentence(
                text=f"{dispute.name}: {dispute.status}.",
                notes=(material.notes.plain(f"{dispute.source}.", method=True),),
                key=f"dispute:{dispute.id}",
            )
