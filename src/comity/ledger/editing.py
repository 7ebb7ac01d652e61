"""A fact with fields that a user changed: checked against the vocabulary and the document.

The words of a document are never changed. A user may say that a fact rests on other words of it.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from comity.errors import UsageError
from comity.model.dates import ReportedDate
from comity.model.fact_json import FACTS, date_to_json
from comity.model.text import DocumentId

__all__ = ["SPAN", "edited", "public_fact"]

SPAN = "span"
"""Name of the change that moves a fact to other words: ``120-184``, characters of its text."""

GROUNDS = frozenset({"evidence", "confidence", "found_by"})
"""What only the document and the reader can say."""

DATES = frozenset({"date", "due"})


def public_fact(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a fact's row as the public JSON object, evidence and all."""
    return {
        **json.loads(row["body"]),
        "evidence": {name: row[name] for name in ("part", "start", "end", "quote")},
        "confidence": row["confidence"],
        "found_by": row["found_by"],
    }


def edited(
    kind: str, fact: Mapping[str, Any], changes: Mapping[str, Any], text: str
) -> dict[str, Any]:
    """Return the fact with the changes made.

    Args:
        kind: Which kind of fact it is, a key of ``FACTS``.
        fact: The fact as public JSON.
        changes: New values by public name. A date may be ISO text, a place ``Baku, AZE``;
            ``SPAN`` names the characters of ``text`` that the fact rests on.
        text: The part of the document that the fact's evidence is in.

    Raises:
        UsageError: If a field cannot be edited or a value does not fit it.
    """
    changes = dict(changes)
    span = changes.pop(SPAN, None)
    if span is not None:
        fact = {**fact, "evidence": _moved(fact["evidence"], str(span), text)}
    for name in changes:
        if name not in fact or name in GROUNDS:
            known = ", ".join(sorted(set(fact) - GROUNDS))
            raise UsageError(
                f"A {kind} has no field '{name}' that could be edited.", mend=f"It has: {known}."
            )
    result = {**fact, **{name: _settled(name, value) for name, value in changes.items()}}
    _check_codes(kind, result)
    try:
        public = FACTS[kind].to_json(FACTS[kind].from_json(result, DocumentId("")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"The new values do not fit a {kind}: {error}.",
            mend="Write them as comity show ID --format json prints them.",
        ) from error
    return dict(public)


def _moved(evidence: Mapping[str, Any], span: str, text: str) -> dict[str, Any]:
    """Return the evidence at other words of the same part, quoted as they stand there."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", span.strip())
    start, end = (int(found[1]), int(found[2])) if found else (0, 0)
    if not start < end <= len(text) or not text[start:end].strip():
        raise UsageError(
            f"'{span}' is no span of words in this text of {len(text):,} characters.",
            mend="Write the first character and the one after the last, as in 120-184.",
        )
    return {**evidence, "start": start, "end": end, "quote": text[start:end]}


def _settled(name: str, value: Any) -> Any:
    if name in DATES and isinstance(value, str):
        return date_to_json(_date(value))
    if name == "place" and isinstance(value, str):
        return _place(value)
    if name == "endpoints":
        places = [_place(one) if isinstance(one, str) else one for one in value]
        return sorted(places, key=lambda place: (place["name"], place["country"] or ""))
    if name == "parties":
        return sorted(value)
    return value


def _date(text: str) -> ReportedDate:
    try:
        first, _, last = text.partition("/")
        if last:
            return ReportedDate(
                first=date.fromisoformat(first), last=date.fromisoformat(last), precision="range"
            )
        return ReportedDate.parse(text)
    except ValueError as error:
        raise UsageError(
            f"'{text}' is no date.", mend="Write it as 2023-04-13, 2023-04, 2023 or A/B."
        ) from error


def _place(text: str) -> dict[str, str | None]:
    name, _, country = text.partition(",")
    return {"name": name.strip(), "country": country.strip() or None}


def _check_codes(kind: str, fact: Mapping[str, Any]) -> None:
    from comity.vocabulary.load import load_vocabulary  # noqa: PLC0415 - reads 60 files

    vocabulary = load_vocabulary()
    allowed = {
        ("meeting", "form"): vocabulary.forms,
        ("measure", "kind"): vocabulary.measures,
        ("measure", "status"): vocabulary.statuses,
        ("position", "stance"): vocabulary.stances,
        ("history", "kind"): vocabulary.history,
    } | {(one, "area"): vocabulary.areas for one in ("subject", "position", "statement")}
    for (of, name), codes in allowed.items():
        if of == kind and fact[name] is not None and fact[name] not in codes:
            raise UsageError(
                f"'{fact[name]}' is no {name} of a {kind}.",
                mend=f"Choose one of: {', '.join(codes)}.",
            )
