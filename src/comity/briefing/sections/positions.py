"""Where each side stands, and what earlier facts the reports recall."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.briefing.material import Material, machine_found
from comity.briefing.words import (
    capital,
    label,
    listed,
    quoted,
    show_date,
    small,
    the_country,
)
from comity.model.brief import Bullets, Section, Sentence
from comity.model.facts import Statement
from comity.model.records import PositionRecord
from comity.model.text import Evidence

__all__ = ["history", "if_raised", "position_sentence", "positions", "statements"]

_STANCES = {
    "supports": ("supports", "support"),
    "opposes": ("opposes", "oppose"),
    "calls-for": ("calls for action by", "call for action by"),
}
_WITHOUT_TARGET = {
    "supports": ("speaks in favour", "speak in favour"),
    "opposes": ("objects", "object"),
    "calls-for": ("calls for action", "call for action"),
}
"""Stance -> the verb of one holder and of several."""
_SENSITIVE = frozenset(
    {
        "territorial-issues", "regional-security", "terrorism", "arms-control", "sanctions",
        "human-rights-democracy",
    }
)  # fmt: skip
"""Areas in which a word too many does harm: they are read first."""


def positions(material: Material) -> tuple[Section, ...]:
    """Return the positions on each side's matters, the newest wording of each.

    Those of one side towards the other come first, then those of either, then those of others;
    in each what touches territory, security or rights comes before the rest.
    """
    groups: dict[tuple[object, ...], list[PositionRecord]] = {}
    for record in _newest_wordings(material.dossier.positions):
        same = (record.stance, record.area, record.matter, record.evidence)
        groups.setdefault(same, []).append(record)
    if not groups:
        return ()
    found = [one for group in groups.values() for one in _told_together(group)]
    if material.paper:  # there "if raised" tells the rest
        found = [records for records in found if not _is_raised(records[0], material)]
    if not found:
        return ()
    found.sort(key=lambda records: _rank(records, material))
    items = tuple(position_sentence(records, material) for records in found)
    return (Section(key="positions", heading="Positions", blocks=(Bullets(items=items),)),)


def if_raised(material: Material) -> tuple[Section, ...]:
    """Return where the two sides are at odds: what one opposes in, or calls for from, the other."""
    found: dict[tuple[str, str, str | None, Evidence], list[PositionRecord]] = {}
    for record in _newest_wordings(material.dossier.positions):
        if _is_raised(record, material):
            key = (record.stance, record.area, record.target, record.evidence)
            found.setdefault(key, []).append(record)
    items = tuple(
        replace(
            position_sentence(records, material, opening="matter"), key=f"if-raised:{records[0].id}"
        )
        for records in found.values()
    )
    if not items:
        return ()
    return (Section(key="if-raised", heading="If raised", blocks=(Bullets(items=items),)),)


def _newest_wordings(records: Iterable[PositionRecord]) -> list[PositionRecord]:
    """Return the newest record of each holder, stance, target and matter, newest first."""
    newest: dict[tuple[str, ...], PositionRecord] = {}
    for record in sorted(records, key=_day):
        key = (record.holder, record.stance, record.target or "", record.area, record.matter or "")
        newest.pop(key, None)
        newest[key] = record
    return list(reversed(newest.values()))


def _day(record: PositionRecord) -> tuple[int, str]:
    return (record.date.last.toordinal() if record.date else 0), record.id


def _told_together(group: list[PositionRecord]) -> list[list[PositionRecord]]:
    """Return records of the same words as one sentence each: by target, or as mutual."""
    if _is_mutual(group):
        return [group]
    by_target: dict[str | None, list[PositionRecord]] = {}
    for record in group:
        by_target.setdefault(record.target, []).append(record)
    return list(by_target.values())


def _is_mutual(records: Sequence[PositionRecord]) -> bool:
    return len(records) == 2 and (  # noqa: PLR2004 - one and the other
        (records[0].holder, records[0].target) == (records[1].target, records[1].holder)
    )


def _rank(records: Sequence[PositionRecord], material: Material) -> tuple[int, bool]:
    parties = material.dossier.parties
    record = records[0]
    far = (record.holder not in parties) + (record.target not in parties)
    return far, record.area not in _SENSITIVE


def _is_raised(record: PositionRecord, material: Material) -> bool:
    """Tell whether one side opposes the other, or calls for something from it."""
    parties = material.dossier.parties
    return record.stance != "supports" and record.holder in parties and record.target in parties


def position_sentence(
    records: Sequence[PositionRecord], material: Material, *, opening: str = "holder"
) -> Sentence:
    """Return who holds what stance towards whom on which matter, in which words.

    Args:
        records: The same words, once for each of their holders.
        material: What the brief is written from.
        opening: ``holder`` opens with who, ``matter`` with what it is about.
    """
    record = records[0]
    holders = listed(sorted(the_country(item.holder) for item in records))
    stances = _STANCES if record.target else _WITHOUT_TARGET
    one, several = stances.get(record.stance, (label(record.stance, "stances"),) * 2)
    verb = one if len(records) == 1 else several
    target = f" {the_country(record.target)}" if record.target else ""
    if _is_mutual(records):
        target = " each other"
    area = small(label(record.area, "areas"))
    matter = f"{record.matter} ({area})" if record.matter else area
    said, on = f"{holders} {verb}{target}", f" on {matter}"
    if opening == "matter":
        said, on = f"{matter}: {said}", ""
    when = f", {show_date(record.date)}" if record.date else ""
    return Sentence(
        text=f"{capital(said)}{on}{when}: {quoted(record.evidence.quote)}.",
        notes=(material.notes.quote(record.evidence),),
        key=f"position:{record.id}",
        unconfirmed=not all(item.confirmed for item in records),
    )


def history(material: Material) -> tuple[Section, ...]:
    """Return the earlier facts that reports recall, in their own words."""
    sentences: dict[tuple[str, str], Sentence] = {}
    facts = [fact for report in reversed(material.dossier.reports) for fact in report.history]
    for fact in sorted(facts, key=lambda one: one.kind == "other"):
        when = f", {show_date(fact.date)}" if fact.date else ""
        sentences.setdefault(
            (fact.kind, fact.evidence.quote),
            Sentence(
                text=f"{_recalled(fact.kind)}{when}: {quoted(fact.evidence.quote)}.",
                notes=(material.notes.quote(fact.evidence),),
                key=f"history:{fact.kind}:{fact.evidence.quote}",
                unconfirmed=machine_found(fact.found_by),
            ),
        )
    if not sentences:
        return ()
    blocks = (Bullets(items=tuple(sentences.values())),)
    return (Section(key="history", heading="Recalled history", blocks=blocks),)


def _recalled(kind: str) -> str:
    return "Recalled" if kind == "other" else capital(label(kind, "history"))


def statements(material: Material) -> tuple[Section, ...]:
    """Return what named people or sides said, newest report first; the same words once."""
    blocks = []
    for report in reversed(material.dossier.reports):
        groups: dict[tuple[object, ...], list[Statement]] = {}
        for item in report.statements:
            groups.setdefault((item.verb, item.area, item.evidence), []).append(item)
        if groups:
            said = tuple(_statement(items, material) for items in groups.values())
            blocks.append(Bullets(items=said))
    return (
        (Section(key="statements", heading="Statements", blocks=tuple(blocks)),) if blocks else ()
    )


def _statement(items: Sequence[Statement], material: Material) -> Sentence:
    item = items[0]
    speakers = listed(list(dict.fromkeys(_said(one.speaker, one.represents) for one in items)))
    area = f" ({small(label(item.area, 'areas'))})" if item.area else ""
    return Sentence(
        text=f"{capital(speakers)} {item.verb}{area}: {quoted(item.evidence.quote)}.",
        notes=(material.notes.quote(item.evidence),),
        key=f"statement:{item.evidence.document}:{item.evidence.start}:{item.verb}",
        unconfirmed=all(machine_found(one.found_by) for one in items),
    )


def _said(speaker: str | None, represents: str | None) -> str:
    country = the_country(represents) if represents else ""
    if speaker:
        return f"{speaker} ({country})" if country else speaker
    return country or "a speaker not named"
