"""How near two countries are, by every measure there is data for; and who is nearest to one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.errors import SourceNotFetchedError, UsageError
from comity.examining.closeness import alliances, nearness, ties, trade, votes
from comity.examining.closeness.partners import ClosenessMeasure, PartnerColumn, rank_in
from comity.model.findings import Figure, Finding, NotExamined, Question, Series
from comity.reference.countries import COUNTRIES, country_name, the_country
from comity.sources import Sources

__all__ = [
    "MEASURES",
    "Partner",
    "Partners",
    "examine_closeness",
    "pair_figures",
    "rank_partners",
]

MEASURES: Mapping[str, ClosenessMeasure] = MappingProxyType(
    {
        measure.name: measure
        for measure in (
            *votes.MEASURES,
            *alliances.MEASURES,
            *trade.MEASURES,
            *ties.MEASURES,
            *nearness.MEASURES,
        )
    }
)
"""Name -> measure, in the order they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One partner of a country in order of closeness; equal values share a rank."""

    rank: int
    iso3: str
    value: float
    count: int | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """A country's partners by one measure, the closest first."""

    country: str
    measure: ClosenessMeasure
    column: PartnerColumn
    partners: tuple[Partner, ...]


def examine_closeness(question: Question, sources: Sources) -> Finding | NotExamined:
    """Return every measure of closeness of two countries there is data for.

    A measure whose data does not cover the pair or the year is there with no value and a note; one
    whose source was not fetched is a caveat with the command that fetches it.

    Args:
        question: Its first two parties are the countries; ``as_of`` bounds the years.
        sources: The user's data.
    """
    countries = [party for party in dict.fromkeys(question.parties) if party in COUNTRIES]
    if len(countries) < 2:  # noqa: PLR2004 — a pair
        return NotExamined(
            question=question,
            reason="Closeness is between two different countries, and two are not named.",
            mend="Name two countries: comity closeness PAK AZE",
        )
    one, other = countries[:2]
    until = int(question.as_of[:4]) if question.as_of else None
    figures: list[Figure] = []
    series: list[Series] = []
    absent: dict[str, None] = {}
    for measure in MEASURES.values():
        try:
            figures += _figures(measure, one, other, sources, until)
            if measure.through and (line := measure.through(one, other, sources, until)):
                series.append(line)
        except SourceNotFetchedError as error:
            absent[f"{error.problem} {error.mend}"] = None
    return Finding(
        question=question,
        headline=_headline(one, other, figures),
        figures=tuple(figures),
        series=tuple(series),
        caveats=tuple(absent),
    )


def pair_figures(
    name: str, one: str, other: str, sources: Sources, as_of: str | None = None
) -> list[Figure]:
    """Return what one measure says of two countries: one figure, or one a direction.

    Raises:
        SourceNotFetchedError: If its data was not fetched.
    """
    return _figures(MEASURES[name], one, other, sources, int(as_of[:4]) if as_of else None)


def rank_partners(country: str, by: str, sources: Sources, *, until: int | None = None) -> Partners:
    """Return a country's partners by one measure, the closest first.

    Raises:
        UsageError: If there is no such measure, or the data does not cover the country.
        SourceNotFetchedError: If the data was not fetched.
    """
    if by not in MEASURES:
        raise UsageError(
            f"There is no measure of closeness named {by!r}.",
            mend=f"Take one of: {', '.join(MEASURES)}.",
        )
    measure = MEASURES[by]
    column = _column_until(measure, country, sources, until)
    if column is None:
        raise UsageError(
            f"{measure.label}: no data on {country_name(country)}"
            + (f" up to {until}." if until else "."),
            mend="See what is here with: comity sources",
        )
    return Partners(
        country=country, measure=measure, column=column, partners=tuple(_ordered(measure, column))
    )


def _ordered(measure: ClosenessMeasure, column: PartnerColumn) -> Iterator[Partner]:
    sign = -1 if measure.closer == "high" else 1
    for iso3, value in sorted(column.values.items(), key=lambda one: (sign * one[1], one[0])):
        place = rank_in(column, iso3, closer=measure.closer)
        assert place is not None  # noqa: S101 — the partner is in the column
        yield Partner(
            rank=place.rank,
            iso3=iso3,
            value=value,
            count=column.counts.get(iso3),
            note=column.notes.get(iso3),
        )


def _figures(
    measure: ClosenessMeasure, one: str, other: str, sources: Sources, until: int | None
) -> list[Figure]:
    columns = {country: _column_until(measure, country, sources, until) for country in (one, other)}
    if not measure.is_directed:
        return [_figure(measure, measure.label, columns, one, other)]
    return [
        _figure(
            measure,
            f"{measure.label}: {_name(left)} to {_name(right)}",
            {left: columns[left]},
            left,
            right,
        )
        for left, right in ((one, other), (other, one))
    ]


def _column_until(
    measure: ClosenessMeasure, country: str, sources: Sources, until: int | None
) -> PartnerColumn | None:
    column = measure.column(country, sources, until)
    if column and until and column.year > until and not measure.is_timeless:
        return None  # what is known of a later year says nothing of this one
    return column


def _figure(
    measure: ClosenessMeasure,
    label: str,
    columns: Mapping[str, PartnerColumn | None],
    one: str,
    other: str,
) -> Figure:
    column = columns[one]
    if column is None:
        return Figure(
            label=label,
            value=None,
            unit=measure.unit,
            basis=measure.basis,
            note=f"not available: no data on {_name(one)} for this date",
        )
    value = column.values.get(other, column.elsewhere)
    found = column.notes.get(other, "") if value is not None else _uncovered(other, column)
    places = [
        rank_in(each, partner, closer=measure.closer)
        for (country, each), partner in zip(columns.items(), (other, one), strict=False)
        if each is not None
    ]
    return Figure(
        label=label,
        value=value,
        unit=measure.unit,
        basis=measure.basis,
        sources=(column.source,),
        note=found or None,
        year=(column.year or None) if column.is_dated else None,
        count=column.counts.get(other),
        ranks=tuple(place for place in places if place is not None),
    )


def _uncovered(other: str, column: PartnerColumn) -> str:
    if column.absent:
        return f"not available: {column.absent}"
    where = f"the data of {column.year}" if column.year else "the data"
    return f"not available: {_name(other)} is not in {where} for {_name(column.country)}"


def _name(iso3: str) -> str:
    return country_name(iso3)


def _headline(one: str, other: str, figures: list[Figure]) -> str:
    known = {figure.label: figure for figure in figures if figure.value is not None}
    pair = f"{the_country(one)} and {the_country(other)}"
    agreement, kappa = known.get("UN vote agreement"), known.get("UN vote kappa")
    if agreement and kappa and agreement.ranks and kappa.ranks:
        place, beyond = agreement.ranks[0], kappa.ranks[0]
        return (
            f"UN vote agreement of {pair} is {agreement.value:.3f} over {agreement.count} joint "
            f"votes ({agreement.year}), rank {place.rank} of {place.among} among the partners of "
            f"{the_country(one)}; corrected for chance (kappa) {kappa.value:.2f}, "
            f"rank {beyond.rank}."
        )
    shared = known.get("Shared regional and political organisations")
    if shared:
        bodies = "organisation" if shared.value == 1 else "organisations"
        both = f"{pair[0].upper()}{pair[1:]}"
        return f"{both} share {shared.value:.0f} regional or political {bodies}."
    count = "1 measure" if len(known) == 1 else f"{len(known)} measures"
    return f"How near {pair} are, by {count}."
