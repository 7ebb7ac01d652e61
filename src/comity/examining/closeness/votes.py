"""Votes in the General Assembly: how alike two states vote, session by session, among all."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comity.examining.kernels.votes import Alikeness, compare_votes
from comity.sources.unga_votes import VoteTable

__all__ = ["SESSION_EPOCH", "SessionVotes", "compare_session", "last_session", "sessions"]

SESSION_EPOCH = 1945  # session s of the General Assembly opened in the year 1945 + s (UN Charter)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionVotes:
    """The roll calls of one session: ``votes`` has shape (states, roll calls), 0 for no vote cast.

    ``states`` are alpha-3 codes in order, ``roll_calls`` the numbers of the source.
    """

    session: int
    states: npt.NDArray[np.str_]
    roll_calls: npt.NDArray[np.int64]
    votes: npt.NDArray[np.int8]


def sessions(table: VoteTable) -> Iterator[SessionVotes]:
    """Yield the sessions of the table in order, each as a square of states and roll calls."""
    states, state = np.unique(table.iso3, return_inverse=True)
    order = np.argsort(table.session, kind="stable")
    numbers, starts = np.unique(table.session[order], return_index=True)
    for number, rows in zip(numbers, np.split(order, starts[1:]), strict=True):
        present, row = np.unique(state[rows], return_inverse=True)
        calls, column = np.unique(table.roll_call[rows], return_inverse=True)
        votes = np.zeros((len(present), len(calls)), np.int8)
        votes[row, column] = table.vote[rows]
        yield SessionVotes(
            session=int(number), states=states[present], roll_calls=calls, votes=votes
        )


def last_session(table: VoteTable, *, until: int | None = None) -> SessionVotes | None:
    """Return the newest session opened in or before the year ``until``; ``None`` if none was."""
    opened = table.session + SESSION_EPOCH
    usable = opened if until is None else opened[opened <= until]
    if not len(usable):
        return None
    rows = opened == usable.max()
    part = VoteTable(
        roll_call=table.roll_call[rows],
        session=table.session[rows],
        iso3=table.iso3[rows],
        vote=table.vote[rows],
    )
    return next(sessions(part))


def compare_session(session: SessionVotes) -> Alikeness:
    """Return how alike every pair of the session's states voted; unanimous roll calls left out."""
    return compare_votes(session.votes)
