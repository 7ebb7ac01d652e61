"""Trade indices, worked out by hand."""

import math

import numpy as np
import pytest

from comity.examining.kernels.alliances import compare_portfolios
from comity.examining.kernels.trade_indices import (
    complementarity,
    export_similarity,
    grubel_lloyd,
    trade_intensity,
)


def test_intensity_is_share_over_weight() -> None:
    """10 of 100 exported, to a partner that imports 50 of the 1,000 outside the exporter: 2."""
    found = trade_intensity(
        flow_usd=10, exports_usd=100, imports_usd=50, own_imports_usd=200, world_usd=1200
    )
    assert found == pytest.approx(0.1 / 0.05)


def test_intensity_without_totals_is_not_said() -> None:
    """No exports, no intensity."""
    found = trade_intensity(
        flow_usd=0, exports_usd=0, imports_usd=50, own_imports_usd=0, world_usd=1200
    )
    assert math.isnan(found)


def test_complementarity_and_similarity_at_their_ends() -> None:
    """Equal baskets give 100, baskets without a common product 0."""
    one, other = np.array([2.0, 2.0, 0.0]), np.array([0.0, 0.0, 5.0])
    assert complementarity(one, one) == 100
    assert complementarity(one, other) == 0
    assert export_similarity(one, 3 * one) == 100
    assert export_similarity(one, other) == 0
    assert export_similarity(one, np.array([1.0, 0.0, 1.0])) == 50


def test_grubel_lloyd_weighs_products_by_trade() -> None:
    """10 against 10 both ways and 20 one way: 1 - 20 / 40."""
    assert grubel_lloyd(np.array([10.0, 20.0]), np.array([10.0, 0.0])) == 0.5
    assert math.isnan(grubel_lloyd(np.zeros(2), np.zeros(2)))


def test_portfolio_likeness_by_hand() -> None:
    """Two allied states and one alone: S of the allies is 1, of ally and loner -1."""
    treaties = np.array([[0, 3, 0], [3, 0, 0], [0, 0, 0]])
    similarity, kappa = compare_portfolios(treaties)
    assert similarity[0, 1] == 1
    assert similarity[0, 2] == pytest.approx(1 - 2 * (3 + 3 + 3) / 3 / 3)
    assert kappa[0, 1] == 1
    assert kappa[0, 2] == pytest.approx(1 - 1 / (2 / 3 * 2 / 3 + 1 / 3 * 1 / 3))
