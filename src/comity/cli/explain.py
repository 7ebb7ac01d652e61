"""Why each fact was found: the document's paragraphs, each with its facts, rules and words."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from comity.model.fact_json import FACTS
from comity.model.facts import Report
from comity.model.text import Evidence

__all__ = ["explain_report"]

WIDTH = 98
_GROUNDS = frozenset({"evidence", "confidence", "found_by", "participants"})


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    words: str
    evidence: Evidence
    confidence: float
    found_by: str


def explain_report(report: Report) -> Iterator[str]:
    """Yield a report as lines: each paragraph, and under it the facts whose words stand there."""
    document = report.document
    yield document.title or document.origin or document.id
    facts = sorted(
        _facts(report), key=lambda one: (one.evidence.part != "title", one.evidence.start)
    )
    for one in facts:
        if one.evidence.part == "title":
            yield from _lines(one)
    spans = [(block.start, block.end) for block in document.blocks] or [(0, len(document.text))]
    for number, (start, end) in enumerate(spans):
        until = spans[number + 1][0] if number + 1 < len(spans) else len(document.text) + 1
        yield ""
        yield from textwrap.wrap(
            document.text[start:end], WIDTH, initial_indent="  ", subsequent_indent="  "
        )
        inside = [
            one
            for one in facts
            if one.evidence.part == "text"
            and (start if number else 0) <= one.evidence.start < until
        ]
        for one in inside:
            yield from _lines(one)
        if not inside:
            yield "    – no fact"


def _facts(report: Report) -> Iterator[_Found]:
    """Yield every fact of a report, a meeting's participants after the meeting."""
    for kind, form in FACTS.items():
        for fact in getattr(report, form.field):
            row = form.to_json(fact)
            yield _Found(kind, _words(row), fact.evidence, fact.confidence, fact.found_by)
            for person, people in zip(
                getattr(fact, "participants", ()), row.get("participants", ()), strict=True
            ):
                yield _Found(
                    "participant",
                    _words(people),
                    person.evidence,
                    person.confidence,
                    person.found_by,
                )


def _words(row: dict[str, Any]) -> str:
    shown = (_value(value) for key, value in row.items() if key not in _GROUNDS)
    return " · ".join(word for word in shown if word)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "–".join(_value(item) for item in value)
    if isinstance(value, dict):
        if "first" in value:
            ends = sorted({value["first"], value["last"]})
            return "/".join(ends) + (f" ({value['basis']})" if value["basis"] else "")
        return str(value["name"])
    return "" if value is None else str(value)


def _lines(one: _Found) -> Iterator[str]:
    yield from textwrap.wrap(
        f"{one.kind}: {one.words}", WIDTH, initial_indent="    → ", subsequent_indent="      "
    )
    why = f"{one.confidence:.2f} {one.found_by} “{' '.join(one.evidence.quote.split())}”"
    yield from textwrap.wrap(why, WIDTH, initial_indent="      ", subsequent_indent="      ")
