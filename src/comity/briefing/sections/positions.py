"""Where each side stands, and what earlier facts the reports recall."""

from collections.abc import Sequence

from comity.briefing.material import Material, left_out, machine_found
from comity.briefing.words import (
    capital,
    label,
    listed,
    quoted,
    show_date,
    small,
    the_country,
)
from comity.model.brief import Block, Bullets, Section, Sentence
from comity.model.facts import Statement
from comity.model.records import PositionRecord

__all__ = ["history", "position_sentence", "positions", "statements"]

_STANCES = {
    "supports": ("supports", "support"),
    "opposes": ("opposes", "oppose"),
    "calls-for": ("calls for action by", "call for action by"),
}
_WITHOUT_TARGET = {
    "supports": ("declares support", "declare support"),
    "opposes": ("declares opposition", "declare opposition"),
    "calls-for": ("calls for action", "call for action"),
}
"""Stance -> the verb of one holder and of several."""


def positions(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return the positions on each side's matters, newest wording of each."""
    newest: dict[tuple[str, ...], PositionRecord] = {}
    dated = sorted(
        material.dossier.positions,
        key=lambda item: (
            (item.date is not None, item.date.last if item.date else None, item.id)
            if item.date
            else (False, None, item.id)
        ),
    )
    for record in dated:
        key = (record.holder, record.stance, record.target or "", record.area, record.matter or "")
        newest.pop(key, None)
        newest[key] = record
    if not newest:
        return ()
    groups: dict[tuple[object, ...], list[PositionRecord]] = {}
    for record in reversed(newest.values()):
        same = (record.stance, record.target, record.area, record.matter, record.evidence)
        groups.setdefault(same, []).append(record)
    sentences = [position_sentence(records, material) for records in groups.values()]
    cut = len(sentences) - len(sentences[:at_most])
    blocks: tuple[Block, ...] = (
        Bullets(items=tuple(sentences[:at_most])),
        *left_out(cut, "position", "positions", material),
    )
    return (Section(key="positions", heading="Positions", blocks=blocks),)


def position_sentence(records: Sequence[PositionRecord], material: Material) -> Sentence:
    """Return who holds what stance towards whom on which matter, in which words.

    Args:
        records: The same words, once for each of their holders.
        material: What the brief is written from.
    """
    record = records[0]
    holders = capital(listed(sorted(the_country(item.holder) for item in records)))
    stances = _STANCES if record.target else _WITHOUT_TARGET
    one, several = stances.get(record.stance, (label(record.stance, "stances"),) * 2)
    verb = one if len(records) == 1 else several
    target = f" {the_country(record.target)}" if record.target else ""
    area = small(label(record.area, "areas"))
    matter = f"{record.matter} ({area})" if record.matter else area
    when = f", {show_date(record.date)}" if record.date else ""
    return Sentence(
        text=f"{holders} {verb}{target} on {matter}{when}: {quoted(record.evidence.quote)}.",
        notes=(material.notes.quote(record.evidence),),
        key=f"position:{record.id}",
        unconfirmed=not all(item.confirmed for item in records),
    )


def history(material: Material, *, at_most: int | None = None) -> tuple[Section, ...]:
    """Return the earlier facts that reports recall, in their own words."""
    sentences: dict[tuple[str, str], Sentence] = {}
    for report in reversed(material.dossier.reports):
        for fact in report.history:
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
    blocks = (Bullets(items=tuple(sentences.values())[:at_most]),)
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
