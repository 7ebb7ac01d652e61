"""A dossier cut down to what somebody picked."""

from collections.abc import Iterable
from dataclasses import replace

from comity.model.dossier import Dossier

__all__ = ["pick"]


def pick(dossier: Dossier, names: Iterable[str]) -> Dossier:
    """Return a dossier with those measures, meetings and positions alone that are named.

    Args:
        dossier: All there is.
        names: Ids of records, as the ledger gives them.
    """
    wanted = frozenset(names)
    both = zip(dossier.measures, dossier.examinations, strict=True)
    picked = [(one, found) for one, found in both if one.id in wanted]
    return replace(
        dossier,
        measures=tuple(one for one, _ in picked),
        examinations=tuple(found for _, found in picked),
        meetings=tuple(one for one in dossier.meetings if one.id in wanted),
        positions=tuple(one for one in dossier.positions if one.id in wanted),
    )
