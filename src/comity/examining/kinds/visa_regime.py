"""Visa rules between two countries: what is asked today, and what easing did elsewhere."""

from comity.errors import SourceNotFetchedError
from comity.examining.closeness.nearness import OPENNESS_UNIT, visa_openness, visa_words
from comity.examining.economies import find_pair, year_of
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.model.provenance import SourceRef
from comity.reference.countries import country_name
from comity.reference.profiles import get_profile
from comity.sources import Sources
from comity.sources.passport_index import VisaTable
from comity.sources.tables import IndicatorTable

__all__ = ["examine"]

# Visa restrictions were found to cut travel between two countries by 52 to 63 per cent on average;
# lifting them then multiplies it by 1 / (1 - 0.52) to 1 / (1 - 0.63).
CUT_LOW, CUT_HIGH = 0.52, 0.63
TRAVEL = SourceRef(
    name="Neumayer, E. (2010), Visa Restrictions and Bilateral Travel, The Professional Geographer "
    "62, 171-181 (1995 to 2005, worldwide)",
    vintage="2010",
)
ARRIVALS = "ST.INT.ARVL"


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the visa rules both ways, visitors, people, and what lifting visas did elsewhere."""
    pair = find_pair(question)
    if isinstance(pair, NotExamined):
        return pair
    one, other = pair
    held = sources if isinstance(sources, Sources) else Sources()
    caveats: list[str] = []
    rules: list[Figure] = []
    visitors: list[Figure] = []
    try:
        rules = [_rule(held, one, other), _rule(held, other, one)]
    except SourceNotFetchedError as error:
        caveats.append(f"Today's rules are not known here. {error.problem} {error.mend}")
    try:
        visitors = [_arrivals(held, iso3, year_of(question)) for iso3 in pair]
    except SourceNotFetchedError as error:
        caveats.append(f"{error.problem} {error.mend}")
    caveats.append(
        "How many travel between the two is not in the data: no open table of visitors by origin "
        "is connected, so the growth is not turned into people."
    )
    return Finding(
        question=question,
        headline=_headline(one, other, rules),
        figures=(*rules, _travel(), *visitors, _people(one), _people(other)),
        assumptions=(
            (
                "The pair gets the average effect found elsewhere for lifting a visa requirement; "
                "an electronic visa already eases part of it."
            ),
        ),
        caveats=tuple(caveats),
    )


def _rule(sources: Sources, passport: str, destination: str) -> Figure:
    table, reference = sources.get(VisaTable), sources.reference(VisaTable)
    rows = (table.passport == passport) & (table.destination == destination)
    rule = str(table.requirement[rows][0]) if rows.any() else None
    openness = visa_openness(rule) if rule else None
    return Figure(
        label=f"Rule for citizens of {country_name(passport)} in {country_name(destination)}",
        value=None if openness is None else float(openness),
        unit=OPENNESS_UNIT,
        basis="observed",
        sources=(reference,),
        note=visa_words(rule) if rule else "not available: the pair is not in the data",
    )


def _travel() -> Figure:
    low, high = 1 / (1 - CUT_LOW) - 1, 1 / (1 - CUT_HIGH) - 1
    return Figure(
        label="Growth of travel where a visa requirement was lifted",
        value=(low + high) / 2,
        unit="share",
        low=low,
        high=high,
        basis="modelled",
        sources=(TRAVEL,),
        note="average over other pairs; the range is that of the published estimates",
    )


def _arrivals(sources: Sources, iso3: str, until: int | None) -> Figure:
    table, reference = sources.get(IndicatorTable), sources.reference(IndicatorTable)
    rows = (table.indicator == ARRIVALS) & (table.iso3 == iso3)
    rows &= table.year <= (until or table.year.max())
    newest = int(table.year[rows].max()) if rows.any() else None
    return Figure(
        label=f"Visitors to {country_name(iso3)} from all countries",
        value=float(table.value[rows & (table.year == newest)][0]) if newest else None,
        unit="arrivals a year",
        basis="observed",
        sources=(reference,),
        year=newest,
        note=None if newest else "not available: no year in the data",
    )


def _people(iso3: str) -> Figure:
    people = get_profile(iso3).population
    return Figure(
        label=f"Population of {country_name(iso3)}",
        value=people.value if people else None,
        unit="people",
        basis="observed",
        sources=(people.source,) if people else (),
        year=people.year if people else None,
        note=None if people else "not available: the embedded profile has none",
    )


def _headline(one: str, other: str, rules: list[Figure]) -> str:
    known = [f"{rule.label}: {rule.note}" for rule in rules if rule.value is not None]
    if known:
        return f"{'; '.join(known)}."
    return (
        f"Today's visa rules between {country_name(one)} and {country_name(other)} were not "
        "fetched; lifting a visa doubled to nearly tripled travel elsewhere."
    )
