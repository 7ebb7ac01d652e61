"""What is known of two economies: their size, their partners, their goods, their trade together."""

import math

import numpy as np
import numpy.typing as npt

from comity.examining.closeness.partners import rank_in
from comity.examining.closeness.trade import flow_years, share_column, trade_year
from comity.examining.kernels.trade_indices import complementarity, export_similarity
from comity.model.actors import Party
from comity.model.findings import Figure, NotExamined, Question
from comity.model.provenance import SourceRef
from comity.reference.countries import COUNTRIES, country_name
from comity.reference.profiles import FACTBOOK, Estimate, Goods, get_profile, load_profiles
from comity.sources import Sources
from comity.sources.tables import FlowTable, IndicatorTable, ProductTable

__all__ = [
    "economy_figures",
    "find_pair",
    "flow_figures",
    "goods_figures",
    "investment_figures",
    "product_figures",
    "year_of",
]

USD = "US$"

Vector = npt.NDArray[np.float64]


def find_pair(question: Question) -> tuple[str, str] | NotExamined:
    """Return the two countries a question is about, or why it is about no pair."""
    countries = tuple(party for party in question.parties if party in COUNTRIES)
    if len(countries) == 2:  # noqa: PLR2004 — a pair
        return countries[0], countries[1]
    named = ", ".join(country_name(party) for party in question.parties) or "no country"
    others = ", ".join(f"'{place.name}'" for place in question.endpoints)
    known = f", and {others}, which is no country known here" if others else ""
    return NotExamined(
        question=question,
        reason=f"This is put to numbers for two countries; the measure names {named}{known}.",
        mend=f"Name two: comity examine {question.kind} PAK AZE",
    )


def year_of(question: Question) -> int | None:
    """Return the year after which data does not count; ``None`` takes the newest."""
    return int(question.as_of[:4]) if question.as_of else None


def economy_figures(one: str, other: str) -> list[Figure]:
    """Return income, exports and imports of both countries, as the embedded profiles have them."""
    rows = (
        ("GDP", "gdp_usd"),
        ("Exports of goods and services", "exports_usd"),
        ("Imports of goods and services", "imports_usd"),
    )
    return [
        _estimate(f"{label} of {country_name(iso3)}", getattr(get_profile(iso3), field))
        for label, field in rows
        for iso3 in (one, other)
        if iso3 in load_profiles()
    ]


def goods_figures(one: str, other: str) -> list[Figure]:
    """Return how many of each side's five leading exports the other side leads in importing."""
    return [_matches(one, other), _matches(other, one)]


def flow_figures(one: str, other: str, sources: Sources, until: int | None) -> list[Figure]:
    """Return the goods traded each way as each side reported it, side by side, with shares.

    Raises:
        SourceNotFetchedError: If no source of flows was fetched.
    """
    if not sources.every(FlowTable):
        sources.get(FlowTable)  # says what to fetch
    figures: list[Figure] = []
    for exporter, importer in ((one, other), (other, one)):
        for table, reference in sources.every(FlowTable):
            figures += _reported(table, reference, exporter, importer, until)
        column = share_column(exporter, sources, until)
        if column and importer in column.values:
            place = rank_in(column, importer, closer="high")
            figures.append(
                Figure(
                    label=f"Share of {country_name(importer)} in the goods trade of "
                    f"{country_name(exporter)}",
                    value=column.values[importer],
                    unit="share",
                    basis="observed",
                    sources=(column.source,),
                    year=column.year,
                    ranks=(place,) if place else (),
                )
            )
    return figures


def product_figures(one: str, other: str, sources: Sources, until: int | None) -> list[Figure]:
    """Return how the two baskets of goods fit together and how far they rival each other.

    Raises:
        SourceNotFetchedError: If no data by product was fetched.
    """
    table, reference = sources.get(ProductTable), sources.reference(ProductTable)
    years = [set(table.year[table.iso3 == iso3].tolist()) for iso3 in (one, other)]
    usable = [year for year in years[0] & years[1] if until is None or year <= until]
    if not usable:
        return []
    year = max(usable)
    products = np.unique(table.product[table.year == year])
    exports: dict[str, Vector] = {}
    imports: dict[str, Vector] = {}
    for iso3 in (one, other):
        rows = (table.iso3 == iso3) & (table.year == year)
        places = np.searchsorted(products, table.product[rows])
        exports[iso3] = _by_product(places, table.exports_usd[rows], len(products))
        imports[iso3] = _by_product(places, table.imports_usd[rows], len(products))

    def figure(label: str, value: float) -> Figure:
        known = None if math.isnan(value) else value
        return Figure(
            label=label,
            value=known,
            unit="",
            basis="observed",
            sources=(reference,),
            year=year,
            count=len(products),
            note="0 to 100, over HS headings",
        )

    names = country_name(one), country_name(other)
    return [
        figure(
            f"Fit of the exports of {names[0]} to the imports of {names[1]} (complementarity)",
            complementarity(exports[one], imports[other]),
        ),
        figure(
            f"Fit of the exports of {names[1]} to the imports of {names[0]} (complementarity)",
            complementarity(exports[other], imports[one]),
        ),
        figure(
            "Likeness of what the two export (rivals near 100)",
            export_similarity(exports[one], exports[other]),
        ),
    ]


def investment_figures(one: str, other: str, sources: Sources, until: int | None) -> list[Figure]:
    """Return foreign direct investment into and out of each country, from all the world.

    Raises:
        SourceNotFetchedError: If the World Bank's indicators were not fetched.
    """
    table, reference = sources.get(IndicatorTable), sources.reference(IndicatorTable)
    codes = (
        ("BX.KLT.DINV.CD.WD", "Foreign direct investment into"),
        ("BM.KLT.DINV.CD.WD", "Foreign direct investment out of"),
    )
    figures = []
    for code, words in codes:
        for iso3 in (one, other):
            rows = (table.indicator == code) & (table.iso3 == iso3)
            rows &= table.year <= (until or table.year.max())
            years = table.year[rows]
            newest = int(years.max()) if len(years) else None
            figures.append(
                Figure(
                    label=f"{words} {country_name(iso3)}, net",
                    value=float(table.value[rows & (table.year == newest)][0]) if newest else None,
                    unit=USD,
                    basis="observed",
                    sources=(reference,),
                    year=newest,
                    note=None if newest else "not available: no year in the data",
                )
            )
    return figures


def _by_product(places: npt.NDArray[np.int64], values_usd: Vector, products_count: int) -> Vector:
    return np.bincount(places, values_usd, products_count).astype(np.float64)


def _estimate(label: str, estimate: Estimate | None) -> Figure:
    if estimate is None:
        note = "not available: the embedded profile has none"
        return Figure(label=label, value=None, unit=USD, basis="observed", note=note)
    return Figure(
        label=label,
        value=estimate.value,
        unit=USD,
        basis="observed",
        sources=(estimate.source,),
        year=estimate.year,
    )


def _matches(exporter: str, importer: str) -> Figure:
    sold, bought = _goods(exporter, "export_goods"), _goods(importer, "import_goods")
    label = (
        f"Leading exports of {country_name(exporter)} that {country_name(importer)} "
        "leads in importing"
    )
    if sold is None or bought is None:
        note = "not available: the embedded profiles do not list the goods"
        return Figure(label=label, value=None, unit="goods", basis="observed", note=note)
    common = [name for name in sold.names if name in bought.names]
    listed = ", ".join(common) or "none"
    return Figure(
        label=label,
        value=len(common),
        unit=f"of {len(sold.names)} goods",
        basis="observed",
        sources=(FACTBOOK,),
        year=sold.year,
        note=f"{listed}; {country_name(exporter)} sells most: {', '.join(sold.names)}",
    )


def _goods(iso3: str, field: str) -> Goods | None:
    profile = load_profiles().get(Party(iso3))
    found: Goods | None = getattr(profile, field) if profile else None
    return found


def _reported(
    table: FlowTable, reference: SourceRef, exporter: str, importer: str, until: int | None
) -> list[Figure]:
    figures = []
    for side in ("exporter", "importer", "both"):
        years = flow_years(table, exporter, importer, reported_by=side, until=until)
        if not years:
            continue
        year = max(years)
        said_by = {
            "exporter": f"as {country_name(exporter)} reports",
            "importer": f"as {country_name(importer)} reports",
            "both": "one value for both sides",
        }[side]
        figures.append(
            Figure(
                label=f"Goods from {country_name(exporter)} to {country_name(importer)}, {said_by}",
                value=trade_year(table, year, side).at(exporter, importer),
                unit=USD,
                basis="observed",
                sources=(reference,),
                year=year,
            )
        )
    return figures
