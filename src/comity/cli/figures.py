"""Figures on the terminal, said as a brief says them: value, range, basis, year, rank, source."""

from collections.abc import Iterable, Iterator

from comity.briefing.words import country_name, figure_name, show_figure, show_range, show_value
from comity.model.findings import Figure, Rank, Series
from comity.model.provenance import SourceRef

__all__ = ["figure_items", "number_sources", "series_items", "source_items"]

BARS = "▁▂▃▄▅▆▇█"
BARS_AT_MOST = 60  # years a line shows; of more, every second, third …


def number_sources(
    figures: Iterable[Figure], series: Iterable[Series] = ()
) -> dict[SourceRef, int]:
    """Return source -> its number, in the order in which they are first cited."""
    cited = [source for figure in figures for source in figure.sources]
    cited += [line.source for line in series]
    return {source: at for at, source in enumerate(dict.fromkeys(cited), 1)}


def figure_items(
    figures: Iterable[Figure], numbers: dict[SourceRef, int], *, counted: str = "observations"
) -> Iterator[str]:
    """Yield one line of words a figure: name, value, range, basis, year, rank, remark, sources.

    ``counted`` is what a figure's count is a count of.
    """
    for figure in figures:
        bracket = show_range(figure)
        places = ", ".join(_place(one) for one in figure.ranks)
        parts = (
            f"{show_figure(figure)} ({bracket})" if bracket else show_figure(figure),
            str(figure.year or ""),
            f"{figure.count:,} {counted}" if figure.count else "",
            f"rank {places}" if places else "",
            (figure.note or "").removeprefix("not available: "),
            figure.basis if figure.value is not None else "",
        )
        marks = "".join(f" [{numbers[source]}]" for source in figure.sources)
        yield _plain(f"{figure_name(figure.label)}: {' · '.join(filter(None, parts))}{marks}")


def series_items(lines: Iterable[Series], numbers: dict[SourceRef, int]) -> Iterator[str]:
    """Yield a small chart of each line through the years, with its first and last value."""
    for line in lines:
        (start, first), (end, last) = line.points[0], line.points[-1]
        values = [show_value(value, line.unit) for value in (first, last)]
        yield _plain(
            f"{line.label}: {values[0]} in {start} {_bars(line)} {values[1]} in {end} "
            f"[{numbers[line.source]}]"
        )


def source_items(numbers: dict[SourceRef, int]) -> Iterator[str]:
    """Yield the sources behind the numbers: name, edition, licence."""
    for source, number in numbers.items():
        licence = f"licence {source.licence}" if source.licence else ""
        said = (source.name, source.vintage, source.row or "", licence)
        yield f"[{number}] {'; '.join(filter(None, said))}"


def _place(rank: Rank) -> str:
    return f"{rank.rank:,} of {rank.among:,} for {country_name(rank.country)}"


def _bars(line: Series) -> str:
    step = -(-len(line.points) // BARS_AT_MOST)
    values = [value for _, value in line.points[::step]]
    low, high = min(values), max(values)
    width = (high - low) or 1.0
    return "".join(BARS[round((value - low) / width * (len(BARS) - 1))] for value in values)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
