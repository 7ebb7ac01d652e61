"""What holds for any votes and any alliances."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import arrays

from comity.examining.kernels.alliances import compare_portfolios
from comity.examining.kernels.votes import compare_votes

VOTES = arrays(
    np.int8, st.tuples(st.integers(2, 6), st.integers(1, 12)), elements=st.integers(0, 3)
)
TREATIES = arrays(np.int64, (5, 5), elements=st.integers(0, 3))


@given(VOTES)
def test_likeness_is_symmetric_and_bounded(votes: np.ndarray) -> None:
    """Neither order nor extreme votes take a measure out of its range."""
    alike = compare_votes(votes)
    for name, low in (("agreement", 0), ("strict", 0), ("kappa", -2), ("pi", -2)):
        values = getattr(alike, name)
        assert np.allclose(values, values.T, equal_nan=True)
        known = values[np.isfinite(values)]
        assert ((known >= low - 1e-12) & (known <= 1 + 1e-12)).all()
    both = np.isfinite(alike.agreement)
    assert (alike.strict[both] <= alike.agreement[both] + 1e-12).all()


@given(VOTES)
def test_turning_every_vote_round_changes_nothing(votes: np.ndarray) -> None:
    """Yes for no and no for yes, for all, leaves every measure as it was."""
    turned = np.where(votes == 0, 0, 4 - votes).astype(np.int8)
    one, other = compare_votes(votes), compare_votes(turned)
    assert np.allclose(one.agreement, other.agreement, equal_nan=True)
    assert np.allclose(one.kappa, other.kappa, equal_nan=True)


@given(TREATIES)
def test_portfolios_are_symmetric_and_like_themselves(treaties: np.ndarray) -> None:
    """S is 1 with oneself, never below -1, and the same from either side."""
    treaties = np.maximum(treaties, treaties.T)
    similarity, _ = compare_portfolios(treaties)
    assert np.allclose(np.diag(similarity), 1)
    assert np.allclose(similarity, similarity.T)
    assert (similarity >= -1 - 1e-12).all()
