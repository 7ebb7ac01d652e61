"""A timeline as SVG: entries on their day, labels packed in rows so that none covers another."""

from collections.abc import Sequence
from datetime import date
from html import escape

from comity.model.brief import Timeline, TimelineEntry

__all__ = ["draw"]

WIDTH, MARGIN, ROW, AXIS = 760.0, 12.0, 18.0, 26.0
CHARACTER = 6.1  # width of an average character at 11 px, measured on Noto Sans
LABEL_AT_MOST = 42  # characters; the text and the alternative text have the whole
COLOURS = ("#123f6b", "#7a1f1f", "#2b6b3f")


def draw(block: Timeline) -> str:
    """Return the timeline as SVG text; the colour of a lane is told apart by its mark too."""
    entries = block.entries
    first, last = entries[0].first, max(entry.last for entry in entries)
    lanes = list(dict.fromkeys(entry.lane for entry in entries))
    rows, placed = _packed(entries, first, last)
    height = AXIS + rows * ROW + 30
    body = [_axis(first, last, height - 30)]
    for entry, row, x_label in placed:
        lane = lanes.index(entry.lane)
        x, y = _x(entry.first, first, last), AXIS + row * ROW
        x_end = max(_x(entry.last, first, last), x)
        body.append(_mark(x, x_end, y, lane))
        body.append(f'<text x="{x_label:.1f}" y="{y + 4:.1f}">{escape(_label(entry))}</text>')
    body += [_legend(lane, index, height) for index, lane in enumerate(lanes)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
        f'font-family="Noto Sans, system-ui, Arial, sans-serif" font-size="11" fill="#1a1a1a">'
        f"<title>{escape(block.alt)}</title>{''.join(body)}</svg>"
    )


def _packed(
    entries: Sequence[TimelineEntry], first: date, last: date
) -> tuple[int, list[tuple[TimelineEntry, int, float]]]:
    ends: list[float] = []
    placed = []
    for entry in entries:
        x = _x(entry.first, first, last)
        x_end = max(_x(entry.last, first, last), x)
        width = len(_label(entry)) * CHARACTER
        beside = x_end + 9
        x_label = beside if beside + width <= WIDTH - MARGIN else x - 9 - width
        start, end = min(x - 6, x_label), max(x_end + 6, x_label + width)
        row = next((index for index, taken in enumerate(ends) if taken < start - 6), len(ends))
        ends[row : row + 1] = [end]
        placed.append((entry, row, max(MARGIN, x_label)))
    return len(ends), placed


def _x(day: date, first: date, last: date) -> float:
    days = max(1, (last - first).days)
    return MARGIN + 6 + (day - first).days / days * (WIDTH - 2 * MARGIN - 12)


def _label(entry: TimelineEntry) -> str:
    text, dagger = entry.label.removesuffix("†"), "†" if entry.label.endswith("†") else ""
    if len(text) > LABEL_AT_MOST:
        text = text[: LABEL_AT_MOST - 1].rstrip() + "…"
    return text + dagger


def _mark(x: float, x_end: float, y: float, lane: int) -> str:
    colour = COLOURS[lane % len(COLOURS)]
    if x_end - x > 8:  # noqa: PLR2004 - a span wide enough to see
        return (
            f'<rect x="{x:.1f}" y="{y - 4:.1f}" width="{x_end - x:.1f}" height="8" rx="4" '
            f'fill="{colour}" fill-opacity="0.55"/>'
        )
    if lane % 2:
        return (
            f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}" '
            f'transform="rotate(45 {x:.1f} {y:.1f})"/>'
        )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{colour}"/>'


def _axis(first: date, last: date, bottom: float) -> str:
    lines = []
    last_text = -99.0
    for year in range(first.year, last.year + 2):
        day = max(date(year, 1, 1), first) if year == first.year else date(year, 1, 1)
        if day > last:
            break
        x = _x(day, first, last)
        lines.append(f'<path d="M{x:.1f} 16V{bottom:.1f}" stroke="#c9ced6" fill="none"/>')
        if x - last_text > 34 and x < WIDTH - 34:  # noqa: PLR2004 - width of four digits and air
            lines.append(f'<text x="{x + 3:.1f}" y="12" fill="#4a4f57">{year}</text>')
            last_text = x
    return "".join(lines)


def _legend(lane: str, index: int, height: float) -> str:
    x = MARGIN + 6 + index * 120
    return _mark(x, x, height - 14, index) + (
        f'<text x="{x + 10:.1f}" y="{height - 10:.1f}" fill="#4a4f57">{escape(lane)}</text>'
    )
