"""What became of a measure: one history of dated, quoted statuses. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from comity.ledger.same_measure import group_measures, order, place_key
from comity.ledger.stated import Link, Stated, regroup
from comity.model.actors import Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import PROGRESS, Measure, MeasureStatus
from comity.model.records import MeasureHistory, StatusReport

__all__ = ["follow_measures", "standing_status"]

SETBACKS = frozenset({MeasureStatus.SUSPENDED, MeasureStatus.ABANDONED})
DONE = frozenset({MeasureStatus.IMPLEMENTED, MeasureStatus.ABANDONED})


def follow_measures(
    stated: Iterable[Stated[Measure]],
    *,
    as_of: date,
    links: Iterable[Link] = (),
    only: Collection[str] | None = None,
) -> tuple[MeasureHistory, ...]:
    """Return the history of each measure as it was known on a day; any order gives the same.

    Args:
        stated: Measures as documents state them. A word dated after ``as_of`` is left out.
        as_of: The day on which a promise is or is not overdue.
        links: What users merged or split, in the order they did.
        only: Ids of facts, of whose measures alone the history is wanted; ``None``: of all.

    Returns:
        Histories by day first raised; measures that nothing dates come last.
    """
    known = [one for one in stated if one.date is None or one.date.first <= as_of]
    groups = regroup(group_measures(known), links)
    seen: dict[str, int] = defaultdict(int)
    histories = []
    for group in sorted(
        (sorted(group, key=_order) for group in groups), key=lambda g: _order(g[0])
    ):
        seen[group[0].fact] += 1
        if only is not None and all(one.fact not in only for one in group):
            continue
        histories.append(_history(group, as_of, seen[group[0].fact]))
    return tuple(histories)


def standing_status(statuses: Iterable[MeasureStatus]) -> MeasureStatus | None:
    """Return where a measure stands after these statuses, oldest first; ``None`` after none.

    Talk never undoes what was reached: a flight that operates stays open though it is discussed
    again. Suspension and abandonment do. After a suspension only a new commitment (agreed or
    beyond) counts, after abandonment any word begins anew.

    Example:
        >>> S = MeasureStatus
        >>> str(standing_status([S.IMPLEMENTED, S.DISCUSSED]))
        'implemented'
        >>> str(standing_status([S.IMPLEMENTED, S.SUSPENDED]))
        'suspended'
    """
    stands: MeasureStatus | None = None
    for status in statuses:
        stands = _after(stands, status)
    return stands


def _after(stands: MeasureStatus | None, status: MeasureStatus) -> MeasureStatus:
    if stands is None or status in SETBACKS or stands is MeasureStatus.ABANDONED:
        return status
    if stands is MeasureStatus.SUSPENDED:
        return status if _rank(status) >= _rank(MeasureStatus.AGREED) else stands
    return max(stands, status, key=_rank)


def _rank(status: MeasureStatus) -> int:
    return PROGRESS.index(status) if status in PROGRESS else len(PROGRESS)


def _order(one: Stated[Measure]) -> tuple[bool, int, int, str, int, str]:
    undated, day, fact, _ = order(one)
    evidence = one.said.evidence
    return (undated, day, _rank(one.said.status), one.document, evidence.start, fact)


def _history(group: Sequence[Stated[Measure]], as_of: date, turn: int) -> MeasureHistory:
    first, dated = group[0], [one.date for one in group if one.date is not None]
    standing = standing_status(one.said.status for one in _dated(group) or group)
    assert standing is not None  # noqa: S101 - a group is never empty
    promises = [(one.said.due, one) for one in group if one.said.due is not None]
    due = promises[0][0] if promises else None
    newest = promises[-1][0] if promises else None
    opened = _opened(group, promises[0][1] if promises else None)
    overdue = newest is not None and newest.last < as_of and opened is None and standing not in DONE
    return MeasureHistory(
        id=f"h-{first.fact}" + (f".{turn}" if turn > 1 else ""),
        kind=first.said.kind,
        parties=tuple(
            Party(side) for side in sorted(frozenset().union(*(one.sides for one in group)))
        ),
        endpoints=_endpoints(group),
        first_raised=dated[0].first if dated else None,
        last_heard=max(date.last for date in dated) if dated else None,
        restated=_restated(group),
        status=standing,
        due=due,
        due_now=newest,
        overdue=overdue,
        slip_days=_slip(due, opened, as_of, overdue=overdue),
        claimed_only=_claimed_only(group, standing),
        statuses=tuple(_status(one, dated[0] if dated else None) for one in group),
    )


def _dated(group: Sequence[Stated[Measure]]) -> list[Stated[Measure]]:
    return [one for one in group if one.date is not None]


def _status(one: Stated[Measure], first: ReportedDate | None) -> StatusReport:
    exact = (
        one.date is not None
        and first is not None
        and one.date.precision == first.precision == "day"
    )
    return StatusReport(
        status=one.said.status,
        date=one.date,
        days_since_first=(one.date.first - first.first).days
        if exact and one.date and first
        else None,
        claimed_by=one.said.claimed_by,
        document=one.document,
        evidence=one.said.evidence,
        fact=one.fact,
        due=one.said.due,
        confirmed=one.confirmed,
    )


def _opened(group: Sequence[Stated[Measure]], promise: Stated[Measure] | None) -> date | None:
    """Find the first day it was reported implemented, once promised."""
    since = group.index(promise) if promise is not None else 0
    return next(
        (
            one.date.first
            for one in group[since:]
            if one.said.status is MeasureStatus.IMPLEMENTED and one.date is not None
        ),
        None,
    )


def _slip(
    due: ReportedDate | None, opened: date | None, as_of: date, *, overdue: bool
) -> int | None:
    if due is None or (opened is None and not overdue):
        return None
    return ((opened or as_of) - due.last).days


def _restated(group: Sequence[Stated[Measure]]) -> int:
    """Count the later days on which it was spoken of and stood no further for it."""
    days: dict[date | None, list[MeasureStatus]] = defaultdict(list)
    for one in _dated(group):
        days[one.date.last if one.date else None].append(one.said.status)
    stands, restated = None, -1
    for statuses in days.values():
        before = stands
        for status in statuses:
            stands = _after(stands, status)
        restated += before == stands or before is None
    return max(restated, 0)


def _claimed_only(group: Sequence[Stated[Measure]], standing: MeasureStatus) -> bool:
    voices = [one.said.claimed_by for one in group if one.said.status is standing]
    return bool(voices) and all(voice is not None for voice in voices)


def _endpoints(group: Sequence[Stated[Measure]]) -> tuple[Place, ...]:
    """Return the places of the fullest statement, each as most documents write it."""
    spelt: dict[str, dict[Place, int]] = defaultdict(lambda: defaultdict(int))
    for one in group:
        for place in one.said.endpoints:
            spelt[place_key(place.name)][place] += 1
    usual = [
        min(names, key=lambda place: (-names[place], place.country is None, place.name))
        for names in spelt.values()
    ]
    return tuple(sorted(usual, key=lambda place: (place.name, place.country or "")))
