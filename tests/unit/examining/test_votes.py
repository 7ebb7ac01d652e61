"""Likeness of votes, worked out by hand for three states."""

import numpy as np
import pytest

from comity.examining.kernels.votes import compare_votes, divided_calls

# rows: states A, B, C; columns: roll calls; 1 yes, 2 abstain, 3 no, 0 no vote cast
VOTES = np.array([[1, 1, 3, 1, 2], [1, 2, 3, 0, 1], [1, 3, 1, 1, 0]], np.int8)


def test_measures_of_a_pair_by_hand() -> None:
    """A and B share the divided calls 1, 2 and 4: differences 1, 0, 1 give 2/3 agreement."""
    alike = compare_votes(VOTES)

    assert alike.joint[0, 1] == 3
    assert alike.agreement[0, 1] == pytest.approx(1 - (0.5 + 0 + 0.5) / 3)
    assert alike.strict[0, 1] == pytest.approx(1 / 3)
    # A votes yes, no, abstain; B abstain, no, yes: each option a third for both, so the
    # disagreement expected is (4 * 1/2 + 2 * 1) / 9 = 4/9 against 1/3 observed.
    assert alike.kappa[0, 1] == pytest.approx(1 - (1 / 3) / (4 / 9))
    assert alike.pi[0, 1] == pytest.approx(0.25)


def test_unanimous_calls_count_only_if_asked() -> None:
    """Calls 0 and 3 were unanimous: they are left out unless asked for."""
    assert divided_calls(VOTES).tolist() == [False, True, True, False, True]
    assert compare_votes(VOTES).joint[0, 2] == 2
    assert compare_votes(VOTES, drop_unanimous=False).joint[0, 2] == 4


def test_pair_without_joint_votes_has_no_value() -> None:
    """Where two states never voted together nothing is said, not zero."""
    alike = compare_votes(np.array([[1, 3, 0], [0, 0, 1], [3, 1, 3]], np.int8))
    assert alike.joint[0, 1] == 0
    assert np.isnan([alike.agreement[0, 1], alike.strict[0, 1], alike.kappa[0, 1]]).all()


def test_kappa_of_two_that_never_differ_is_not_said() -> None:
    """If both always vote yes no disagreement can be expected, so kappa has no value."""
    alike = compare_votes(np.array([[1, 1], [1, 1], [3, 2]], np.int8))
    assert alike.agreement[0, 1] == 1.0
    assert np.isnan(alike.kappa[0, 1])
