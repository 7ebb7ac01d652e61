"""Ways to go and links that do not exist, as tables."""

from comity.briefing.material import Material
from comity.briefing.parts.columns import without_empty_columns
from comity.briefing.words import country_name, listed, plain, show_bracket, show_value
from comity.model.brief import Column, Row, Table
from comity.model.findings import MissingLink, Route

__all__ = ["missing_link_table", "route_table"]


def route_table(routes: tuple[Route, ...], notes: tuple[int, ...]) -> Table:
    """Return the ways to go; columns that no way fills are left out."""
    rows = tuple(
        Row(
            cells=(
                " – ".join(country_name(party) for party in route.countries),
                listed([plain(mode) for mode in dict.fromkeys(route.modes)]),
                show_value(route.distance_km, "km"),
                show_bracket(route.time_h.low, route.time_h.high, "h"),
                show_bracket(route.cost_usd_per_20t.low, route.cost_usd_per_20t.high, "USD")
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
    return without_empty_columns(Table(caption="Ways to go", columns=columns, rows=rows))


def missing_link_table(
    links: tuple[MissingLink, ...], material: Material, notes: tuple[int, ...]
) -> Table:
    """Return the links that do not exist and what they would save."""
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
        for link in links
    )
    columns = (
        Column(label="Missing link"),
        Column(label="Length", number=True),
        Column(label="Would save", number=True),
        Column(label="Known as"),
    )
    return Table(caption="Links that do not exist", columns=columns, rows=rows)
