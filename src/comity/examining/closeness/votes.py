"""Votes in the General Assembly: how alike two states vote, session by session, among all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from comity.examining.closeness.partners import ClosenessMeasure, Column, PartnerColumn, Through
from comity.examining.kernels.votes import Alikeness, compare_votes, divided_calls
from comity.model.actors import Party
from comity.model.findings import Series
from comity.sources import Sources
from comity.sources.ideal_points import IdealPointTable
from comity.sources.unga_votes import VoteTable

__all__ = ["MEASURES", "SessionVotes", "last_session", "sessions"]

SESSION_EPOCH = 1945  # session s of the General Assembly opened in the year 1945 + s (UN Charter)
WIDEST_SPAN = 1 << 22  # of numbers that are looked up in a table rather than sorted
FEWEST_JOINT_VOTES = 10  # below this a share says nothing; such partners are left out of ranks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SessionVotes:
    """The roll calls of one session: ``votes`` has shape (states, roll calls), 0 for no vote cast.

    ``states`` are alpha-3 codes in order, ``roll_calls`` the numbers of the source.
    """

    session: int
    states: npt.NDArray[np.str_]
    roll_calls: npt.NDArray[np.int64]
    votes: npt.NDArray[np.int8]

    @property
    def year(self) -> int:
        """Return the year the session opened in."""
        return self.session + SESSION_EPOCH


def sessions(table: VoteTable) -> Iterator[SessionVotes]:
    """Yield the sessions of the table in order, each as a square of states and roll calls."""
    states, state = _codes(table.iso3)
    calls, call = _numbered(table.roll_call)
    order = _order(table.session)
    numbers, starts = np.unique(table.session[order], return_index=True)
    for number, rows in zip(numbers, np.split(order, starts[1:]), strict=True):
        present, row = _numbered(state[rows])
        held, column = _numbered(call[rows])
        votes = np.zeros((len(present), len(held)), np.int8)
        votes[row, column] = table.vote[rows]
        yield SessionVotes(
            session=int(number), states=states[present], roll_calls=calls[held], votes=votes
        )


def _order(sessions_of: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    if (sessions_of[1:] >= sessions_of[:-1]).all():
        return np.arange(len(sessions_of))
    return np.argsort(sessions_of, kind="stable")


def _codes(iso3: npt.NDArray[np.str_]) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.int64]]:
    """Return the codes in use, sorted, and each row's place among them, without sorting rows."""
    letters = np.ascontiguousarray(iso3.astype("U3")).view(np.uint32).reshape(-1, 3)
    weights = np.array([1 << 14, 1 << 7, 1], np.int64)  # ASCII letters fit in 7 bits
    numbers, place = _numbered(letters.astype(np.int64) @ weights)
    parts = numbers[:, None] // weights % (1 << 7)
    return np.array(["".join(map(chr, row)) for row in parts.tolist()], dtype="U3"), place


def _numbered(
    values: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the values in use, sorted, and each one's place; in one pass where they are small."""
    low = int(values.min())
    if int(values.max()) - low > WIDEST_SPAN:
        return np.unique(values, return_inverse=True)
    used = np.zeros(int(values.max()) - low + 1, np.bool_)
    used[values - low] = True
    unique = np.flatnonzero(used)
    places = np.cumsum(used) - 1
    return unique + low, places[values - low]


@lru_cache(maxsize=2)
def last_session(table: VoteTable, until: int | None = None) -> SessionVotes | None:
    """Return the newest session opened in or before the year ``until``; ``None`` if none was."""
    opened = table.session + SESSION_EPOCH
    usable = opened if until is None else opened[opened <= until]
    if not len(usable):
        return None
    rows = opened == usable.max()
    newest = VoteTable(
        roll_call=table.roll_call[rows],
        session=table.session[rows],
        iso3=table.iso3[rows],
        vote=table.vote[rows],
    )
    return next(sessions(newest))


@lru_cache(maxsize=4)
def _compared(session: SessionVotes, *, drop_unanimous: bool = True) -> Alikeness:
    return compare_votes(session.votes, drop_unanimous=drop_unanimous)


def _vote_column(name: str, *, drop_unanimous: bool = True) -> Column:
    def column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
        session = last_session(sources.get(VoteTable), until)
        if session is None or country not in session.states:
            return None
        alike = _compared(session, drop_unanimous=drop_unanimous)
        row = int(np.searchsorted(session.states, country))
        values, joint = getattr(alike, name)[row], alike.joint[row]
        kept = np.isfinite(values) & (joint >= FEWEST_JOINT_VOTES) & (session.states != country)
        partners = session.states[kept].tolist()
        return PartnerColumn(
            country=Party(country),
            values=dict(zip(partners, values[kept].tolist(), strict=True)),
            counts=dict(zip(partners, joint[kept].astype(int).tolist(), strict=True)),
            notes=dict.fromkeys(partners, f"session {session.session}"),
            year=session.year,
            source=sources.reference(VoteTable),
        )

    return column


def _vote_series(name: str, label: str) -> Through:
    def through(one: str, other: str, sources: Sources, until: int | None) -> Series | None:
        pairs = _pair_by_session(sources.get(VoteTable), one, other)
        points = [
            (year, float(getattr(alike, name)[0, 1]))
            for year, alike in pairs.items()
            if (until is None or year <= until) and alike.joint[0, 1] >= FEWEST_JOINT_VOTES
        ]
        found = tuple(point for point in points if np.isfinite(point[1]))
        reference = sources.reference(VoteTable)
        return Series(label=label, unit="", points=found, source=reference) if found else None

    return through


@lru_cache(maxsize=4)
def _pair_by_session(table: VoteTable, one: str, other: str) -> Mapping[int, Alikeness]:
    found = {}
    for session in sessions(table):
        rows = [np.flatnonzero(session.states == state) for state in (one, other)]
        if all(len(row) for row in rows):
            divided = session.votes[:, divided_calls(session.votes)]
            pair = divided[[int(row[0]) for row in rows]]
            found[session.year] = compare_votes(pair, drop_unanimous=False)
    return found


def _ideal_column(country: str, sources: Sources, until: int | None) -> PartnerColumn | None:
    table = sources.get(IdealPointTable)
    years = table.session + SESSION_EPOCH
    own = (table.iso3 == country) & (years <= (until or years.max()))
    if not own.any():
        return None
    year = int(years[own].max())
    rows = years == year
    points = dict(zip(table.iso3[rows].tolist(), table.ideal_point[rows].tolist(), strict=True))
    here = points.pop(country)
    return PartnerColumn(
        country=Party(country),
        values={state: abs(point - here) for state, point in points.items()},
        notes={
            state: f"session {year - SESSION_EPOCH}; ideal points {here:.2f} and {point:.2f}"
            for state, point in points.items()
        },
        year=year,
        source=sources.reference(IdealPointTable),
    )


def _ideal_series(one: str, other: str, sources: Sources, until: int | None) -> Series | None:
    table = sources.get(IdealPointTable)
    points = [
        dict(
            zip(
                (table.session[table.iso3 == state] + SESSION_EPOCH).tolist(),
                table.ideal_point[table.iso3 == state].tolist(),
                strict=True,
            )
        )
        for state in (one, other)
    ]
    years = sorted(year for year in points[0].keys() & points[1].keys() if year <= (until or year))
    found = tuple((year, abs(points[0][year] - points[1][year])) for year in years)
    reference = sources.reference(IdealPointTable)
    label = "Ideal-point distance"
    return Series(label=label, unit="", points=found, source=reference) if found else None


MEASURES = (
    ClosenessMeasure(
        name="agreement",
        label="UN vote agreement",
        unit="share",
        closer="high",
        meaning="Mean of 1 - |difference| / 2 over votes both cast; unanimous roll calls left out. "
        "Most states agree on most votes: read it with kappa and the rank.",
        column=_vote_column("agreement"),
        through=_vote_series("agreement", "UN vote agreement"),
    ),
    ClosenessMeasure(
        name="kappa",
        label="UN vote kappa",
        unit="",
        closer="high",
        meaning="Agreement beyond what each state's own habits of voting would give by chance: 1 "
        "is full, 0 is chance.",
        column=_vote_column("kappa"),
        through=_vote_series("kappa", "UN vote kappa"),
    ),
    ClosenessMeasure(
        name="pi",
        label="UN vote pi",
        unit="",
        closer="high",
        meaning="As kappa, with chance taken from the two states' votes pooled.",
        column=_vote_column("pi"),
    ),
    ClosenessMeasure(
        name="strict",
        label="Identical UN votes",
        unit="share",
        closer="high",
        meaning="Share of votes both cast that are the same; unanimous roll calls left out.",
        column=_vote_column("strict"),
    ),
    ClosenessMeasure(
        name="coincidence",
        label="UN voting coincidence (US State Department's formula)",
        unit="share",
        closer="high",
        meaning="(Same + half of partly the same) / votes both cast, every roll call counted.",
        column=_vote_column("agreement", drop_unanimous=False),
    ),
    ClosenessMeasure(
        name="ideal-points",
        label="Ideal-point distance",
        unit="",
        closer="low",
        meaning="How far apart the two states' estimated positions in the Assembly lie, on the "
        "authors' scale; 0 is the same.",
        column=_ideal_column,
        through=_ideal_series,
        basis="modelled",
    ),
)
