"""How alike states vote: agreement, strict agreement, kappa and pi for every pair at once."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["ABSENT", "ABSTAIN", "NO", "YES", "Alikeness", "compare_votes", "divided_calls"]

ABSENT: Final = 0
YES: Final = 1
ABSTAIN: Final = 2
NO: Final = 3

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alikeness:
    """Measures of every pair of states, each of shape (states, states), symmetric.

    NaN where a pair has no joint vote, and for ``kappa`` and ``pi`` where no disagreement is to be
    expected by chance (one of the two, or both, always voted alike).

    Attributes:
        joint: Number of roll calls on which both cast a vote.
        agreement: Mean over joint votes of 1 - abs(v_i - v_j) / 2, with votes 1, 2, 3.
        strict: Share of joint votes that are identical.
        kappa: 1 - observed / expected disagreement, expected from each state's own votes.
        pi: The same, expected from the two states' votes pooled.
    """

    joint: Matrix
    agreement: Matrix
    strict: Matrix
    kappa: Matrix
    pi: Matrix


def compare_votes(votes: npt.NDArray[np.int8], *, drop_unanimous: bool = True) -> Alikeness:
    """Return how alike every pair of states votes.

    Args:
        votes: Shape (states, roll calls): 1 yes, 2 abstain, 3 no, 0 no vote cast.
        drop_unanimous: Leave out roll calls on which all votes cast were the same, as Voeten does.

    Returns:
        Five matrices of shape (states, states).

    Source:
        Voeten, E. (2013), Data and Analyses of Voting in the UN General Assembly, in: Routledge
        Handbook of International Organization, 54-66 (agreement); Haege, F. (2011), Choice or
        Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance Agreement,
        Political Analysis 19, 287-305 (kappa and pi, absolute weights).
    """
    if drop_unanimous:
        votes = votes[:, divided_calls(votes)]
    # The joint counts are whole numbers below 2**24: float32 holds them exactly.
    cast = np.concatenate([votes == choice for choice in (YES, ABSTAIN, NO)]).astype(np.float32)
    states = len(votes)
    counts = (cast @ cast.T).reshape(3, states, 3, states).astype(np.float64)
    return _measures(counts)


def divided_calls(votes: npt.NDArray[np.int8]) -> npt.NDArray[np.bool_]:
    """Tell, for each roll call, whether the votes cast differed; shape (roll calls,)."""
    seen = sum((votes == choice).any(axis=0).astype(np.int8) for choice in (YES, ABSTAIN, NO))
    divided: npt.NDArray[np.bool_] = np.asarray(seen) > 1
    return divided


def _measures(counts: Matrix) -> Alikeness:
    same = counts[0, :, 0] + counts[1, :, 1] + counts[2, :, 2]
    opposite = counts[0, :, 2] + counts[2, :, 0]
    own = counts.sum(axis=2)  # (choice, i, j): how often i chose it in the votes joint with j
    joint = own.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        strict = same / joint
        observed = (opposite + (joint - same - opposite) / 2) / joint
        shares = own / joint
        other = shares.transpose(0, 2, 1)
        pooled = (shares + other) / 2
        kappa = _corrected(observed, _expected(shares, other))
        pi = _corrected(observed, _expected(pooled, pooled))
    return Alikeness(joint=joint, agreement=1 - observed, strict=strict, kappa=kappa, pi=pi)


def _expected(one: Matrix, other: Matrix) -> Matrix:
    """Return the disagreement expected by chance; shares have shape (choice, i, j)."""
    expected: Matrix = (
        (one[0] * other[1] + one[1] * other[0] + one[1] * other[2] + one[2] * other[1]) / 2
        + one[0] * other[2]
        + one[2] * other[0]
    )
    return expected


def _corrected(observed: Matrix, expected: Matrix) -> Matrix:
    corrected: Matrix = 1 - observed / np.where(expected > 0, expected, np.nan)
    return corrected
