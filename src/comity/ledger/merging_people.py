"""The people of one meeting out of several reports: each once, every spelling kept."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from comity.model.actors import Participant
from comity.model.records import Disagreement
from comity.model.text import DocumentId

__all__ = ["Seen", "merge_people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A participant as one document names him or her."""

    person: Participant
    document: DocumentId


def merge_people(
    seen: Sequence[Seen], *, may_be_one: Callable[[Participant, Participant], bool]
) -> tuple[tuple[Participant, ...], tuple[Disagreement, ...]]:
    """Return each participant once, and where the documents write names or offices differently.

    The fullest name stands, with the office most documents give; two people of one document are
    never made one.
    """
    groups: list[list[Seen]] = []
    for one in sorted(seen, key=_order):
        home = next((group for group in groups if _fits(one, group, may_be_one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    disagreements = [
        found
        for group in groups
        for field in ("name", "office_kind")
        if (found := _disagreement(group, field)) is not None
    ]
    return tuple(_together(group) for group in groups), tuple(disagreements)


def _order(one: Seen) -> tuple[str, int, str, str, str, str, int]:
    person = one.person
    return (
        person.represents or "~",
        -len(person.name or ""),
        person.name or "",
        person.office_kind,
        person.office or "",
        one.document,
        person.evidence.start,
    )


def _fits(
    one: Seen, group: Sequence[Seen], may_be_one: Callable[[Participant, Participant], bool]
) -> bool:
    return all(
        one.document != other.document
        and one.person.represents == other.person.represents
        and may_be_one(one.person, other.person)
        for other in group
    )


def _together(group: Sequence[Seen]) -> Participant:
    best = group[0].person
    kinds: dict[str, int] = defaultdict(int)
    for one in group:
        kinds[one.person.office_kind] += one.person.office_kind != "none"
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    titled = [one.person for one in group if one.person.office_kind == kind]
    office = next((person.office for person in titled if person.office), best.office)
    posts = sorted({one.person.accredited_to for one in group if one.person.accredited_to})
    return Participant(
        name=best.name,
        office=office,
        office_kind=kind,
        represents=best.represents,
        accredited_to=best.accredited_to or (posts[0] if posts else None),
        evidence=best.evidence,
        confidence=max(one.person.confidence for one in group),
        found_by=best.found_by,
    )


def _disagreement(group: Sequence[Seen], field: str) -> Disagreement | None:
    said: dict[str, set[DocumentId]] = defaultdict(set)
    for one in group:
        value = getattr(one.person, field)
        if value and value != "none":
            said[value].add(one.document)
    if len(said) < 2:  # noqa: PLR2004 - two to disagree
        return None
    who = group[0].person.name or group[0].person.office or "participant"
    return Disagreement(
        field=f"{'office' if field == 'office_kind' else field} of {who}",
        values=tuple((value, tuple(sorted(said[value]))) for value in sorted(said)),
    )
