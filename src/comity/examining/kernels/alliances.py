"""How alike the alliance portfolios of states are."""

import numpy as np
import numpy.typing as npt

__all__ = ["DEFENCE", "compare_portfolios"]

DEFENCE = 3  # strongest commitment: 0 none, 1 consultation, 2 neutrality or non-aggression

Matrix = npt.NDArray[np.float64]


def compare_portfolios(commitments: npt.NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Return S and kappa of every pair of states' alliance portfolios.

    Args:
        commitments: Shape (states, states): the strongest commitment in force, 0 to 3, symmetric.
            A state counts as allied to itself by defence, whatever the diagonal holds.

    Returns:
        S and kappa, each of shape (states, states), from -1 to 1. Kappa is NaN where both
        portfolios are empty or full, so that no difference is to be expected by chance.

    Source:
        Signorino, C. and Ritter, J. (1999), Tau-b or Not Tau-b: Measuring the Similarity of Foreign
        Policy Positions, International Studies Quarterly 43, 115-144 (S, equal weights); Haege, F.
        (2011), Political Analysis 19, 287-305 (kappa, absolute weights).
    """
    portfolio = np.asarray(commitments, np.float64).copy()
    np.fill_diagonal(portfolio, DEFENCE)
    differences = np.abs(portfolio[:, None, :] - portfolio[None, :, :]).mean(axis=2) / DEFENCE
    shares = np.stack([(portfolio == worth).mean(axis=1) for worth in range(DEFENCE + 1)])
    expected = np.zeros_like(differences)
    for one in range(DEFENCE + 1):
        for other in range(DEFENCE + 1):
            distance = abs(one - other) / DEFENCE
            expected += distance * np.outer(shares[one], shares[other])
    with np.errstate(invalid="ignore", divide="ignore"):
        kappa: Matrix = 1 - differences / np.where(expected > 0, expected, np.nan)
    similarity: Matrix = 1 - 2 * differences
    return similarity, kappa
