"""What a change of trade costs does once every price and income has adjusted (exact hat algebra).

One sector, one factor: the structure shared by Armington, Eaton-Kortum and Krugman models. All is
in ratios new / old, so that only shares of the baseline and the trade elasticity are needed.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["Equilibrium", "EquilibriumError", "draw_equilibria", "solve_equilibrium"]

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]
Closure = Literal["additive", "multiplicative"]

CLEARED_SHARE = 1e-12  # excess demand over supply at which the iteration stops
ACCEPTED_SHARE = 1e-10  # largest excess demand over supply that is handed out
MOST_STEPS = 20_000


class EquilibriumError(ArithmeticError):
    """No equilibrium with positive prices and incomes was found; no figure is handed out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibrium:
    """The world after the change; ratios are new / old, countries in the order of the baseline.

    Attributes:
        flow_usd: New flows, shape (exporters, importers), domestic sales on the diagonal.
        wage_ratio: Factory-gate price and income from production, shape (countries,); weighted by
            output its mean is 1, which fixes the numeraire.
        price_ratio: Consumer price index, shape (countries,).
        welfare_ratio: Real expenditure, shape (countries,): above 1 the country gains.
        excess_share: Largest excess demand over supply of any country: how well markets clear.
        steps: Iterations taken.
    """

    flow_usd: Matrix
    wage_ratio: Vector
    price_ratio: Vector
    welfare_ratio: Vector
    excess_share: float
    steps: int


def solve_equilibrium(
    flow_usd: Matrix, effect: Matrix, *, elasticity: float, closure: Closure = "additive"
) -> Equilibrium:
    """Return the equilibrium after trade costs changed.

    Args:
        flow_usd: Baseline flows, shape (exporters, importers), at least 0, with domestic sales on
            the diagonal; every country must sell and buy something.
        effect: What the change does to each flow at given prices: the factor (new cost /
            old cost) ** -elasticity, above 0, same shape. exp(b) for a gravity coefficient b.
        elasticity: Trade elasticity theta = sigma - 1; dimensionless, above 0.
        closure: What a trade deficit does: ``additive`` keeps it at its value in world output,
            ``multiplicative`` keeps it at its share of the country's income (rescaled so that the
            world spends what it earns).

    Raises:
        ValueError: If the baseline or the effect is not of that form.
        EquilibriumError: If markets do not clear, or a price or income would not be positive.

    Source:
        Dekle, R., Eaton, J. and Kortum, S. (2008), Global Rebalancing with Gravity, IMF Staff
        Papers 55, 511-540; Arkolakis, C., Costinot, A. and Rodriguez-Clare, A. (2012), New Trade
        Models, Same Old Gains?, American Economic Review 102, 94-130; Baier, S., Yotov, Y. and
        Zylkin, T. (2019), On the Widely Differing Effects of Free Trade Agreements, Journal of
        International Economics 116, 206-226 (the Stata command ge_gravity).
    """
    _check(flow_usd, effect, elasticity)
    output, spending = flow_usd.sum(axis=1), flow_usd.sum(axis=0)
    pull = flow_usd / spending * effect  # baseline shares times the effect, (exporters, importers)
    wage = np.ones(len(output))
    excess, steps = np.inf, 0
    while steps < MOST_STEPS:
        steps += 1
        shares, _ = _shares(pull, wage, elasticity)
        demand = shares @ _spending(output, spending, wage, closure)
        ratio = demand / (output * wage)
        excess = float(np.abs(ratio - 1).max())
        if not np.isfinite(excess) or (ratio <= 0).any():
            raise EquilibriumError("a price or an income would not be positive")
        if excess < CLEARED_SHARE:
            break
        wage *= ratio ** (1 / (1 + elasticity))
        wage *= output.sum() / (output @ wage)
    if excess > ACCEPTED_SHARE:
        raise EquilibriumError(f"markets do not clear: excess demand of {excess:.1e} remains")
    shares, price = _shares(pull, wage, elasticity)
    new_spending = _spending(output, spending, wage, closure)
    if (new_spending <= 0).any() or (wage <= 0).any() or (price <= 0).any():
        raise EquilibriumError("a price or an income would not be positive")
    return Equilibrium(
        flow_usd=shares * new_spending,
        wage_ratio=wage,
        price_ratio=price,
        welfare_ratio=_welfare(output, spending, wage, price, closure),
        excess_share=excess,
        steps=steps,
    )


def draw_equilibria(
    flow_usd: Matrix,
    exposure: Matrix,
    *,
    estimate: tuple[float, float],
    elasticity: float,
    draws_count: int,
    generator: np.random.Generator,
) -> list[Equilibrium]:
    """Return equilibria for draws of an estimated effect: the range that its error leaves.

    Args:
        flow_usd: Baseline flows with domestic sales, shape (exporters, importers).
        exposure: What the coefficient multiplies for each flow, same shape: 1 where the agreement
            applies, 0 elsewhere.
        estimate: Coefficient and its standard error; draws are normal.
        elasticity: Trade elasticity, above 0.
        draws_count: How many draws.
        generator: Source of randomness.

    Raises:
        ValueError: If the baseline is not of the form of ``solve_equilibrium``.
        EquilibriumError: If some draw has no equilibrium.
    """
    coefficients = generator.normal(*estimate, size=draws_count)
    return [
        solve_equilibrium(flow_usd, np.exp(coefficient * exposure), elasticity=elasticity)
        for coefficient in coefficients
    ]


def _check(flow_usd: Matrix, effect: Matrix, elasticity: float) -> None:
    countries = len(flow_usd)
    if flow_usd.shape != (countries, countries) or effect.shape != flow_usd.shape:
        raise ValueError("flows and effects must be square and of one shape")
    if not (np.isfinite(flow_usd).all() and (flow_usd >= 0).all()):
        raise ValueError("flows must be known and at least 0")
    if not (np.isfinite(effect).all() and (effect > 0).all()):
        raise ValueError("effects must be known and above 0")
    if not (flow_usd.sum(axis=0) > 0).all() or not (flow_usd.sum(axis=1) > 0).all():
        raise ValueError("every country must sell and buy something")
    if not elasticity > 0:
        raise ValueError("the trade elasticity must be above 0")


def _shares(pull: Matrix, wage: Vector, elasticity: float) -> tuple[Matrix, Vector]:
    """Return new spending shares (exporters, importers) and the price index ratio (countries,)."""
    weights = pull * (wage**-elasticity)[:, None]
    total = weights.sum(axis=0)
    shares: Matrix = weights / total
    price: Vector = total ** (-1 / elasticity)
    return shares, price


def _spending(output: Vector, spending: Vector, wage: Vector, closure: Closure) -> Vector:
    income = output * wage
    if closure == "additive":
        kept: Vector = income + (spending - output)
        return kept
    scaled = spending * wage
    balanced: Vector = scaled * (income.sum() / scaled.sum())
    return balanced


def _welfare(
    output: Vector, spending: Vector, wage: Vector, price: Vector, closure: Closure
) -> Vector:
    if closure == "additive":
        real: Vector = _spending(output, spending, wage, closure) / spending / price
        return real
    own: Vector = wage / price
    return own
