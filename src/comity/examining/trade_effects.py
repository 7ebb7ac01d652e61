"""What an agreement or a cut of trade costs does to trade: first round, and with all adjusted."""

from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt

from comity.errors import UsageError
from comity.examining.kernels.general_equilibrium import (
    Equilibrium,
    draw_equilibria,
    solve_equilibrium,
)
from comity.model.findings import Figure
from comity.model.provenance import SourceRef
from comity.reference.countries import country_name
from comity.sources import Sources
from comity.sources.tables import FlowTable

__all__ = [
    "AGREEMENT",
    "ELASTICITY",
    "Effect",
    "World",
    "adjusted_figures",
    "cost_cut",
    "find_world",
    "first_round_figure",
    "lacking_world",
    "read_elasticity",
]

NORMAL_95 = 1.96  # half-width of the 95 % interval in standard errors, normal distribution
DRAWS_COUNT = 200
SEED = 20160901  # any fixed number: the same question gives the same range
ELASTICITY = 4.0  # trade elasticity; Simonovska and Waugh (2014), J. Int. Econ. 92, 34-50: about 4
FEWEST_COUNTRIES = 10  # fewer are no world to adjust in


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A gravity coefficient: flows change by exp(coefficient) at given prices."""

    name: str
    coefficient: float
    standard_error: float
    source: SourceRef

    def ratio(self, *, sigmas: float = 0.0) -> float:
        """Return new over old flow, so many standard errors from the estimate."""
        return exp(self.coefficient + sigmas * self.standard_error)


AGREEMENT = Effect(
    name="an average trade agreement",
    coefficient=0.557,
    standard_error=0.102,
    source=SourceRef(
        name="Yotov, Piermartini, Monteiro and Larch (2016), An Advanced Guide to Trade Policy "
        "Analysis, table 3 column 4 (69 countries, manufacturing, 1986 to 2006)",
        vintage="2016",
        address="https://www.wto.org/english/res_e/publications_e/advancedguide2016_e.htm",
    ),
)


def cost_cut(share: float, elasticity: float = ELASTICITY) -> Effect:
    """Return the effect of trade costs falling by a share (0.1: by a tenth).

    The coefficient follows from the elasticity, which is assumed; its error spans 3 to 5.
    """
    per_point = -np.log(1 - share)
    return Effect(
        name=f"a fall of trade costs by {share:.0%}",
        coefficient=float(per_point * elasticity),
        standard_error=float(per_point / NORMAL_95),
        source=SourceRef(
            name="trade elasticity assumed, after Simonovska and Waugh (2014), The Elasticity of "
            "Trade: Estimates and Evidence, Journal of International Economics 92, 34-50",
            vintage="2014",
        ),
    )


def read_elasticity(text: str | None) -> float:
    """Return the elasticity an input names, or the usual one.

    Raises:
        UsageError: If it is no number above 0.
    """
    try:
        value = ELASTICITY if text is None else float(text)
    except ValueError:
        value = 0.0
    if value <= 0:
        raise UsageError(
            f"The trade elasticity {text!r} is no number above 0.", mend="Write --elasticity 4"
        )
    return value


def first_round_figure(effect: Effect) -> Figure:
    """Return how much a flow grows when nothing else adjusts."""
    return Figure(
        label=f"Growth of trade from {effect.name}, first round",
        value=effect.ratio() - 1,
        unit="share",
        low=effect.ratio(sigmas=-NORMAL_95) - 1,
        high=effect.ratio(sigmas=NORMAL_95) - 1,
        basis="modelled",
        sources=(effect.source,),
        note="an average over other pairs; prices and incomes held still; range 95 %",
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """A year's flows with domestic sales: ``flow_usd`` has shape (exporters, importers)."""

    year: int
    states: tuple[str, ...]
    flow_usd: npt.NDArray[np.float64]
    source: SourceRef


def find_world(one: str, other: str, sources: Sources, until: int | None) -> World | None:
    """Return the newest square of flows that has domestic sales of both countries.

    Countries without domestic sales in that year are left out of the square. ``None`` where no
    fetched source has domestic sales of both.
    """
    for table, reference in sources.every(FlowTable):
        home = (table.exporter == table.importer) & (table.flow_usd > 0)
        home &= table.year <= (until or table.year.max())
        years = [set(table.year[home & (table.exporter == iso3)].tolist()) for iso3 in (one, other)]
        if common := years[0] & years[1]:
            world = _square(table, max(common), reference)
            if len(world.states) >= FEWEST_COUNTRIES:
                return world
    return None


def _square(table: FlowTable, year: int, source: SourceRef) -> World:
    rows = table.year == year
    home = rows & (table.exporter == table.importer) & (table.flow_usd > 0)
    states = np.unique(table.exporter[home])
    rows &= np.isin(table.exporter, states) & np.isin(table.importer, states)
    rows &= table.reported_by != "importer"
    flow = np.zeros((len(states), len(states)))
    one = np.searchsorted(states, table.exporter[rows])
    other = np.searchsorted(states, table.importer[rows])
    flow[one, other] = table.flow_usd[rows]
    return World(year=year, states=tuple(states.tolist()), flow_usd=flow, source=source)


def lacking_world(one: str, other: str, sources: Sources) -> str:
    """Return why prices and incomes cannot be let adjust, and what would mend that."""
    held = [
        country_name(iso3)
        for iso3 in (one, other)
        if not any(
            ((table.exporter == iso3) & (table.importer == iso3)).any()
            for table, _ in sources.every(FlowTable)
        )
    ]
    who = " and ".join(held) or "both in one year"
    return (
        f"Effects on prices and incomes are not examined: the data fetched lacks domestic sales of "
        f"{who}. Run: comity sources add itpd-e FILE"
    )


def adjusted_figures(
    world: World, one: str, other: str, effect: Effect, *, elasticity: float = ELASTICITY
) -> list[Figure]:
    """Return trade and real income of both countries after all prices adjusted, with ranges.

    Raises:
        EquilibriumError: If no equilibrium is found.
    """
    places = [world.states.index(iso3) for iso3 in (one, other)]
    exposure = np.zeros_like(world.flow_usd)
    exposure[places[0], places[1]] = exposure[places[1], places[0]] = 1.0
    centre = solve_equilibrium(
        world.flow_usd, np.exp(effect.coefficient * exposure), elasticity=elasticity
    )
    draws = draw_equilibria(
        world.flow_usd,
        exposure,
        estimate=(effect.coefficient, effect.standard_error),
        elasticity=elasticity,
        draws_count=DRAWS_COUNT,
        generator=np.random.default_rng(SEED),
    )
    figures = []
    for place, iso3 in zip(places, (one, other), strict=True):
        partner = places[1] if place == places[0] else places[0]
        name, mate = country_name(iso3), country_name(other if iso3 == one else one)
        figures += [
            _ranged(
                f"Change of exports of {name} to {mate}",
                world,
                effect,
                [_flow_change(each, world, place, partner) for each in (centre, *draws)],
            ),
            _ranged(
                f"Change of real income of {name}",
                world,
                effect,
                [float(each.welfare_ratio[place]) - 1 for each in (centre, *draws)],
            ),
        ]
    return [*figures, _third(world, effect, places, centre)]


def _flow_change(found: Equilibrium, world: World, exporter: int, importer: int) -> float:
    before = world.flow_usd[exporter, importer]
    return float(found.flow_usd[exporter, importer] / before - 1) if before > 0 else 0.0


def _ranged(label: str, world: World, effect: Effect, changes: list[float]) -> Figure:
    low, high = np.quantile(changes[1:], (0.025, 0.975))
    return Figure(
        label=f"{label}, once prices have adjusted",
        value=changes[0],
        unit="share",
        low=float(low),
        high=float(high),
        basis="modelled",
        sources=(world.source, effect.source),
        year=world.year,
        count=len(world.states),
        note=f"baseline: actual flows of {world.year}, {len(world.states)} countries; range 95 % "
        "of the estimate's error alone",
    )


def _third(world: World, effect: Effect, places: list[int], centre: Equilibrium) -> Figure:
    others = [at for at in range(len(world.states)) if at not in places]
    worst = min(others, key=lambda at: centre.welfare_ratio[at])
    return Figure(
        label="Change of real income of the third country touched most, once prices have adjusted",
        value=float(centre.welfare_ratio[worst]) - 1,
        unit="share",
        basis="modelled",
        sources=(world.source, effect.source),
        year=world.year,
        note=country_name(world.states[worst]),
    )
