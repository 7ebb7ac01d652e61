"""What a route may use: the terms of a question, and the edges of the network they allow."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comity.reference.transport_network import (
    MODES,
    STATUSES,
    PatchRow,
    load_closed_borders,
    load_network,
    load_patches,
)
from comity.reference.worldviews import country_of_code

__all__ = [
    "CLOSED_PASSAGES",
    "GAUGE_SLACK_MM",
    "Terms",
    "allowed_edges",
    "may_join",
    "owners_under",
]

TERMS_KEPT = 8  # masks of this many terms are kept, about a megabyte each
GAUGE_SLACK_MM = 10  # 1,520 and 1,524 mm run through
CLOSED_PASSAGES = frozenset({"northwest", "bering", "volga-don", "inland"})
"""Not for sea-going ships: Arctic ways, the Volga and Don, rivers and canals of Europe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a route may use. Nothing here is ever relaxed by the search itself.

    ``as_of`` is an ISO day, ``None`` today's edition; ``avoid`` are countries; ``closed_borders``
    ``True`` lets routes cross borders listed as closed; ``gauge_mm`` keeps to one gauge;
    ``within`` to one country and its waters.
    """

    modes: tuple[str, ...]
    avoid: frozenset[str] = frozenset()
    as_of: str | None = None
    worldview: str | None = None
    through_closed_borders: bool = False
    with_plans: bool = False
    gauge_mm: int | None = None
    within: str | None = None
    closed_passages: frozenset[str] = CLOSED_PASSAGES


@lru_cache(maxsize=TERMS_KEPT)
def allowed_edges(terms: Terms) -> NDArray[np.bool_]:
    """Return which edges of the network the terms allow, shape (edges,); not to be changed."""
    network = load_network()
    modes = [MODES.index(mode) for mode in terms.modes]
    statuses = [STATUSES.index("open"), STATUSES.index("data_gap")]
    if terms.with_plans:
        statuses += [STATUSES.index("planned"), STATUSES.index("construction")]
    good_mode = np.isin(np.arange(len(MODES)), modes)
    good_status = np.isin(np.arange(len(STATUSES)), statuses)
    usable = good_mode[network.mode] & good_status[network.status]
    closed = [n for n, name in enumerate(network.passages) if name in terms.closed_passages]
    if closed:
        usable &= ~np.isin(network.passage, closed)
    usable &= may_join(network.u, network.v, terms)
    if terms.as_of is not None:
        late = [n for n, row in enumerate(load_patches()) if not _in_force(row, terms.as_of)]
        usable &= ~np.isin(network.patch, late)
    if terms.gauge_mm is not None:
        rail = network.mode == MODES.index("rail")
        for side in (network.u, network.v):
            fits = abs(network.gauge_mm[side] - terms.gauge_mm) <= GAUGE_SLACK_MM
            usable &= ~rail | fits
    return usable


def may_join(
    u: NDArray[np.integer[Any]], v: NDArray[np.integer[Any]], terms: Terms
) -> NDArray[np.bool_]:
    """Tell of pairs of nodes whether the terms let a way lead from one to the other's country."""
    network = load_network()
    owner = owners_under(terms.worldview)
    foreign = [terms.within is not None and code != terms.within for code in owner]
    avoided = [code in terms.avoid for code in owner]
    banned = np.array([one or other for one, other in zip(foreign, avoided, strict=True)] + [False])
    shut = _shut_pairs(terms, owner)
    if not (banned.any() or shut.any()):
        return np.ones(len(u), bool)
    one, other = network.country[u], network.country[v]
    return np.asarray(~(banned[one] | banned[other] | shut[one, other]))


def _in_force(row: PatchRow, day: str) -> bool:
    """Tell whether a patch row stood on a day; plans count whenever they are asked for."""
    if row.status in {"planned", "construction"}:
        return True
    return (row.since or "") <= day and (row.until is None or day < row.until)


@cache
def owners_under(worldview: str | None) -> tuple[str, ...]:
    """Return whose each numbered country of the network is under a view of disputed areas."""
    return tuple(country_of_code(code, worldview) for code in load_network().codes)


def _shut_pairs(terms: Terms, owner: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return which pairs of country numbers have a border closed to these modes on the day."""
    size = len(owner) + 1  # the last row and column stand for the sea, numbered -1
    shut = np.zeros((size, size), bool)
    if terms.through_closed_borders:
        return shut
    day = terms.as_of or "9999"
    for border in load_closed_borders():
        if border.mode != "all" and border.mode not in terms.modes:
            continue
        if border.since <= day and (border.until is None or day < border.until):
            rows = [n for n, code in enumerate(owner) if code in border.countries]
            for one in rows:
                for other in rows:
                    shut[one, other] = owner[one] != owner[other]
    return shut
