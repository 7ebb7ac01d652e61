"""A joint venture or an investment: what is known of the two economies, and what is not."""

from comity.errors import SourceNotFetchedError
from comity.examining.closeness.ties import position_figures
from comity.examining.economies import (
    economy_figures,
    find_pair,
    flow_figures,
    goods_figures,
    investment_figures,
    product_figures,
    year_of,
)
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.reference.countries import country_name
from comity.reference.profiles import organisation_name, shared_memberships
from comity.sources import Sources

__all__ = ["examine"]

UNKNOWN = (
    "What the venture itself would earn is not examined: it depends on its plan, which no open "
    "data holds."
)


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return what is known of both economies' size, goods, partners and investment."""
    pair = find_pair(question)
    if isinstance(pair, NotExamined):
        return pair
    one, other = pair
    held = sources if isinstance(sources, Sources) else Sources()
    until = year_of(question)
    figures: list[Figure] = [*economy_figures(one, other), *goods_figures(one, other)]
    caveats = [UNKNOWN]
    for more in (position_figures, investment_figures, flow_figures, product_figures):
        try:
            figures += more(one, other, held, until)
        except SourceNotFetchedError as error:
            caveats.append(f"{error.problem} {error.mend}")
    return Finding(
        question=question,
        headline=_headline(one, other, figures),
        figures=tuple(figures),
        caveats=tuple(caveats),
    )


def _headline(one: str, other: str, figures: list[Figure]) -> str:
    goods = [figure for figure in figures if "leads in importing" in figure.label and figure.value]
    best = max(goods, key=lambda figure: figure.value or 0, default=None)
    shared = [organisation_name(name) for name in shared_memberships(one, other)]
    names = f"{country_name(one)} and {country_name(other)}"
    if best is not None and best.note:
        common = best.note.partition(";")[0]
        count = f"{best.value:.0f} {best.unit.removesuffix(' goods')}"
        return f"{best.label}: {count} ({common}; {best.year})."
    if shared:
        return f"{names} share {len(shared)} organisations; their leading goods do not match."
    return f"What is known of the economies of {names}; their leading goods do not match."
