"""Puts a trade measure to numbers: what is traded, the first round, and all prices adjusted."""

import numpy as np

from comity.errors import MissingExtraError, SourceNotFetchedError
from comity.examining.economies import (
    economy_figures,
    find_pair,
    flow_figures,
    goods_figures,
    product_figures,
    year_of,
)
from comity.examining.gravity import potential_figures
from comity.examining.kernels.general_equilibrium import EquilibriumError
from comity.examining.trade_effects import (
    Effect,
    adjusted_figures,
    find_world,
    first_round_figure,
    lacking_world,
)
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.reference.countries import country_name
from comity.reference.profiles import organisation_name, shared_memberships
from comity.sources import Sources
from comity.sources.tables import CovariateTable

__all__ = ["examine_effect"]

# Customs unions and free-trade areas among the organisations of the embedded profiles.
TRADE_BLOCS = frozenset(
    {"ASEAN", "Benelux", "CACM", "CAN", "CEMAC", "Caricom", "EAC", "EAEU", "EFTA", "EU", "GCC"}
    | {"Mercosur", "SACU", "SADC", "USMCA", "WAEMU"}
)


def examine_effect(
    question: Question, sources: Sources, effect: Effect, *, elasticity: float
) -> Finding | NotExamined:
    """Return what two countries trade, and what an effect on their trade would do.

    Args:
        question: Names the two countries.
        sources: The user's data; what is missing becomes a caveat with the command.
        effect: What happens to their flows at given prices.
        elasticity: Trade elasticity of the adjustment, above 0.
    """
    pair = find_pair(question)
    if isinstance(pair, NotExamined):
        return pair
    one, other = pair
    until = year_of(question)
    first_round = first_round_figure(effect)
    figures: list[Figure] = [first_round]
    caveats: list[str] = []
    for more in (flow_figures, potential_figures, product_figures):
        try:
            figures += more(one, other, sources, until)
        except (SourceNotFetchedError, MissingExtraError) as error:
            caveats.append(f"{error.problem} {error.mend}")
    figures[1:1] = _in_dollars(figures, effect)
    caveats += _already_free(one, other, sources, until)
    world = find_world(one, other, sources, until)
    if world is None:
        caveats.append(lacking_world(one, other, sources))
    else:
        try:
            figures += adjusted_figures(world, one, other, effect, elasticity=elasticity)
        except EquilibriumError as error:
            caveats.append(f"Effects on prices and incomes are not given: {error}.")
    return Finding(
        question=question,
        headline=_headline(one, other, effect, first_round, figures),
        figures=(*figures, *economy_figures(one, other), *goods_figures(one, other)),
        assumptions=(
            f"The pair gets the effect of {effect.name}: an average, not this pair's own.",
            f"Trade elasticity {elasticity:g} once prices adjust.",
        ),
        caveats=tuple(caveats),
    )


def _already_free(one: str, other: str, sources: Sources, until: int | None) -> list[str]:
    """Return what is known of an agreement already in force between the two."""
    said = [
        f"Both belong to {organisation_name(name)}, which already frees trade among its members: "
        "what a further agreement adds is less than the average."
        for name in shared_memberships(one, other)
        if name in TRADE_BLOCS
    ]
    if sources.has(CovariateTable):
        table = sources.get(CovariateTable)
        rows = (table.origin == one) & (table.destination == other)
        rows &= np.isfinite(table.has_trade_agreement) & (table.year <= (until or table.year.max()))
        if rows.any():
            year = int(table.year[rows].max())
            if table.has_trade_agreement[rows & (table.year == year)].any():
                said.append(
                    f"A trade agreement between the two was in force in {year} "
                    f"({sources.reference(CovariateTable).name}): the effect given is that of a "
                    "first one."
                )
    return said


def _in_dollars(figures: list[Figure], effect: Effect) -> list[Figure]:
    growth = figures[0]
    return [
        Figure(
            label=f"Added each year: {flow.label[0].lower()}{flow.label[1:]}",
            value=flow.value * (growth.value or 0),
            unit="US$",
            low=flow.value * (growth.low or 0),
            high=flow.value * (growth.high or 0),
            basis="modelled",
            sources=(*flow.sources, effect.source),
            year=flow.year,
            note="first round, on the flow of that year",
        )
        for flow in figures
        if flow.label.startswith("Goods from") and flow.basis == "observed" and flow.value
    ]


def _headline(one: str, other: str, effect: Effect, growth: Figure, figures: list[Figure]) -> str:
    names = f"{country_name(one)} and {country_name(other)}"
    assert growth.value is not None  # noqa: S101 — always computed
    assert growth.low is not None  # noqa: S101
    assert growth.high is not None  # noqa: S101
    flows = [figure for figure in figures if figure.label.startswith("Goods from")]
    traded = "; ".join(
        f"{figure.label.removeprefix('Goods from ')}: US$ {figure.value / 1e6:,.1f} million "
        f"({figure.year})"
        for figure in flows
        if figure.basis == "observed" and figure.value is not None
    )
    known = f" On record: {traded}." if traded else f" What {names} trade was not fetched."
    return (
        f"{effect.name[0].upper()}{effect.name[1:]} raises the trade of a pair by "
        f"{growth.value:.0%} ({growth.low:.0%} to {growth.high:.0%}) before prices adjust.{known}"
    )
