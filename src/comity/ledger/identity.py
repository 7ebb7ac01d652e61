"""Stable, short, printable identifiers of facts: the same words, the same id."""

import hashlib
from collections.abc import Iterable
from typing import Any

from comity.model.fact_json import FACTS
from comity.model.facts import (
    Event,
    Fact,
    HistoricalFact,
    Measure,
    Meeting,
    Position,
    Related,
    Report,
    Statement,
    Subject,
)

__all__ = ["MARK_LENGTH", "document_mark", "fact_codes", "fact_ids", "split_fact_id"]

DIGITS = frozenset("0123456789abcdef")
MARK_LENGTH = 12  # 48 bits: two of a million documents share one with probability 0.002
CODE_LENGTH = 8  # 32 bits, within one document


def document_mark(document: str) -> str:
    """Return the short form of a document's identifier, which begins the ids of its facts."""
    return _short(document, MARK_LENGTH)


def fact_codes(facts: Iterable[tuple[str, Fact]], *, taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Return one code for each (kind of fact, fact) of one document, unlike one another.

    ``taken`` are codes that other facts of the document have.

    A code rests on the kind of fact, where its evidence lies and the fields that say which fact it
    is; not on status, dates or confidence, so that a better reader gives the same fact the same id.
    """
    seen = set(taken)
    codes = []
    for kind, fact in facts:
        evidence = fact.evidence
        key = f"{kind}|{evidence.part}|{evidence.start}|{evidence.end}|{_key(fact)}"
        code, turn = _short(key, CODE_LENGTH), 0
        while code in seen:
            turn += 1
            code = _short(f"{key}|{turn}", CODE_LENGTH)
        seen.add(code)
        codes.append(code)
    return tuple(codes)


def fact_ids(report: Report) -> tuple[tuple[str, str, Fact], ...]:
    """Return (id, kind of fact, fact) for every fact of a report, in its JSON's order."""
    listed = [(kind, fact) for kind, form in FACTS.items() for fact in getattr(report, form.field)]
    mark = document_mark(report.id)
    codes = fact_codes(listed)
    return tuple(
        (f"{mark}-{code}", kind, fact) for code, (kind, fact) in zip(codes, listed, strict=True)
    )


def split_fact_id(fact: str) -> tuple[str, str] | None:
    """Return the document's mark and the fact's code, or ``None`` where this is no fact's id."""
    mark, dash, code = fact.partition("-")
    fits = len(mark) == MARK_LENGTH and len(code) == CODE_LENGTH and dash
    return (mark, code) if fits and DIGITS.issuperset(mark + code) else None


def _key(fact: Fact) -> Any:
    match fact:
        case Measure():
            return (fact.kind, fact.parties, tuple(place.name for place in fact.endpoints))
        case Position():
            return (fact.holder, fact.stance, fact.target, fact.area)
        case Statement():
            return (fact.speaker, fact.represents, fact.area)
        case Event():
            return (fact.plover, fact.actor, fact.recipient)
        case HistoricalFact():
            return (fact.kind, fact.parties)
        case Meeting():
            return fact.form
        case Subject():
            return fact.area
        case Related():
            return fact.title


def _short(text: str, length: int) -> str:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=length // 2)
    return digest.hexdigest()
