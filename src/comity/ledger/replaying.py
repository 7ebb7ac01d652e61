"""Makes facts show what the log of corrections says, also after a document was read anew."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from comity.ledger.concerned import fact_pairs, side_rows
from comity.ledger.editing import public_fact
from comity.ledger.folding import unfold
from comity.ledger.identity import split_fact_id
from comity.ledger.pairing import add_to_pairs
from comity.ledger.queries import standing
from comity.ledger.rows import date_of, fact_columns
from comity.ledger.schema import areas, corrections, documents, dyads, facts, people, sides
from comity.ledger.seating import seat
from comity.ledger.showing import fact_row
from comity.model.dates import ReportedDate
from comity.model.fact_json import FACTS, date_from_json, date_to_json
from comity.model.facts import Fact
from comity.model.text import DocumentId

__all__ = ["BY_USER", "as_read", "part_of", "reanchor", "replay"]

Row = Mapping[Any, Any]

VERDICTS: Mapping[str, str] = {"accept": "accepted", "reject": "rejected", "edit": "edited"}

BY_USER = "user"
"""``found_by`` of a fact that stands on a user's word: the newest reader does not find it."""

SAME_WORDS = 0.5
"""Part of the shorter evidence that two readings of one fact share."""


def replay(connection: Connection, fact: str) -> None:
    """Make a fact's row what its corrections that were not undone make of it."""
    row = fact_row(connection, fact)
    if row is None:
        return
    original = as_read(row)
    verdict, says = ("added" if row["found_by"] == BY_USER else None), original["fact"]
    for line in _active(connection, fact):
        verdict = VERDICTS.get(line["action"], verdict)
        if line["action"] == "edit":
            says = {**says, **_still_there(connection, row, _changes(line))}
    _write(connection, row, original, says, verdict)


def reanchor(connection: Connection, document: Row, before: Mapping[str, Row]) -> None:
    """Put the corrections of a document on the facts of its new reading.

    A corrected fact is the new reading's fact of the same id, else the one of the same kind that
    rests on the same words; it keeps its old id. What a user accepted or edited and the new
    reading does not find is added again, as long as its words still stand in the text.

    Args:
        connection: A connection that writes.
        document: The row of ``documents`` it now has, with its number.
        before: The rows its facts had in the old reading, by code.
    """
    number = document["id"]
    wanted = _corrected(connection, document["name"], document["mark"])
    if not wanted:
        return
    unfold(connection, document)
    rows = connection.execute(select(facts).where(facts.c.document == number)).mappings().all()
    codes = {row["code"] for row in rows}
    free: list[Row] = [row for row in rows if f"{document['mark']}-{row['code']}" not in wanted]
    for fact, lines in wanted.items():
        code = fact.partition("-")[2]
        last = public_fact(before[code]) if code in before else _last_known(lines)
        if code not in codes and last is not None:
            home = _same_fact(lines[0]["kind"], last, free)
            if home is not None:
                free.remove(home)
                _rename(connection, number, home["ordinal"], code)
            elif any(line["action"] in {"accept", "edit"} for line in lines):
                _add(
                    connection,
                    number,
                    code,
                    lines[0]["kind"],
                    _base(before.get(code), lines),
                    document["text"],
                )
        replay(connection, fact)


def _active(connection: Connection, fact: str) -> Sequence[Row]:
    statement = (
        select(corrections)
        .where(corrections.c.fact == fact, corrections.c.undone_at.is_(None))
        .order_by(corrections.c.id)
    )
    return connection.execute(statement).mappings().all()


def _corrected(connection: Connection, document: str, mark: str) -> dict[str, list[Row]]:
    statement = (
        select(corrections)
        .where(
            corrections.c.undone_at.is_(None),
            or_(corrections.c.document == document, corrections.c.other.startswith(f"{mark}-")),
        )
        .order_by(corrections.c.id)
    )
    wanted: dict[str, list[Row]] = {}
    for line in connection.execute(statement).mappings():
        for fact in (line["fact"], line["other"]):
            if fact is not None and (split := split_fact_id(fact)) and split[0] == mark:
                wanted.setdefault(fact, []).append(line)
    return wanted


def _changes(line: Row) -> dict[str, Any]:
    before, after = json.loads(line["before"]), json.loads(line["after"])
    return {name: value for name, value in after.items() if before.get(name) != value}


def part_of(connection: Connection, row: Row) -> str:
    """Return the part of its document that a fact's evidence is in: the text, or the title."""
    held = select(documents.c.text, documents.c.title).where(documents.c.id == row["document"])
    document = connection.execute(held).one()
    return str(document.text if row["part"] == "text" else document.title or "")


def _still_there(connection: Connection, row: Row, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the changes, with moved evidence where its words stand now, or without it."""
    if "evidence" not in changes:
        return changes
    moved, text = changes["evidence"], part_of(connection, row)
    start = moved["start"]
    if text[start : moved["end"]] != moved["quote"]:
        start = text.find(moved["quote"])
    rest = {name: value for name, value in changes.items() if name != "evidence"}
    if start < 0:
        return rest
    return {**rest, "evidence": {**moved, "start": start, "end": start + len(moved["quote"])}}


def _last_known(lines: Sequence[Row]) -> dict[str, Any] | None:
    """Return the fact as the log last saw it, read by whichever reader."""
    for line in reversed(lines):
        for said in (line["after"], line["before"]):
            value = json.loads(said) if said else None
            if isinstance(value, dict):
                return value
    return None


def _same_fact(kind: str, last: Mapping[str, Any], free: Sequence[Row]) -> Row | None:
    fitting = [row for row in free if row["fact"] == kind]
    best = max(
        fitting,
        key=lambda row: (_shared(last["evidence"], row), _alike(last, row), -row["ordinal"]),
        default=None,
    )
    return best if best is not None and _shared(last["evidence"], best) >= SAME_WORDS else None


def _alike(last: Mapping[str, Any], row: Row) -> int:
    """Count the fields that two readings of a fact give the same value."""
    return sum(last.get(name) == value for name, value in json.loads(row["body"]).items())


def _rename(connection: Connection, number: int, ordinal: int, code: str) -> None:
    connection.execute(
        update(facts)
        .where(facts.c.document == number, facts.c.ordinal == ordinal)
        .values(code=code)
    )


def _shared(evidence: Mapping[str, Any], row: Row) -> float:
    if evidence["quote"] == row["quote"]:
        return 1.0
    if evidence["part"] != row["part"]:
        return 0.0
    shared = min(evidence["end"], row["end"]) - max(evidence["start"], row["start"])
    return float(shared / min(evidence["end"] - evidence["start"], row["end"] - row["start"]))


def _base(old: Row | None, lines: Sequence[Row]) -> dict[str, Any]:
    """Return the fact as it was read before any user edited it."""
    if old is not None:
        return dict(as_read(old)["fact"])
    return dict(json.loads(next(line["before"] for line in lines if line["action"] in VERDICTS)))


def _add(
    connection: Connection, number: int, code: str, kind: str, first: Mapping[str, Any], text: str
) -> None:
    evidence = first["evidence"]
    place = evidence["start"]
    if text[place : evidence["end"]] != evidence["quote"]:
        place = text.find(evidence["quote"])
    if evidence["part"] != "text" or place < 0:
        return
    moved = {**evidence, "start": place, "end": place + len(evidence["quote"])}
    says = {**first, "evidence": moved, "found_by": BY_USER}
    fact = FACTS[kind].from_json(says, DocumentId(""))
    ordinals = connection.scalars(select(facts.c.ordinal).where(facts.c.document == number))
    connection.execute(
        insert(facts).values(
            document=number,
            ordinal=max(ordinals, default=-1) + 1,
            code=code,
            verdict="added",
            **fact_columns(kind, fact, _own_date(first)),
        )
    )


def as_read(row: Row) -> dict[str, Any]:
    """Return the fact and the date it stands under, as the reader left them."""
    if row["original"]:
        return dict(json.loads(row["original"]))
    return {"fact": public_fact(row), "date": date_to_json(date_of(row))}


def _own_date(public: Mapping[str, Any]) -> ReportedDate | None:
    return date_from_json(public.get("date"))


def _write(
    connection: Connection,
    row: Row,
    original: Mapping[str, Any],
    says: Mapping[str, Any],
    verdict: str | None,
) -> None:
    kind, untouched = row["fact"], says == original["fact"]
    fact = FACTS[kind].from_json(says, DocumentId(row["name"]))
    date = None if untouched else _own_date(says)
    columns = fact_columns(kind, fact, date or date_from_json(original["date"]))
    connection.execute(
        update(facts)
        .where(facts.c.document == row["document"], facts.c.ordinal == row["ordinal"])
        .values(
            verdict=verdict,
            original=None if untouched else json.dumps(original, ensure_ascii=False),
            **columns,
        )
    )
    _join_dyads(connection, row["document"], fact)
    _list_sides(connection, row["document"], row["ordinal"], fact, columns["day"])
    if kind == "subject":
        _list_areas(connection, row["document"])
    if kind == "meeting":
        where = (people.c.document == row["document"], people.c.ordinal == row["ordinal"])
        connection.execute(delete(people).where(*where))
        seat(
            connection, [{"document": row["document"], **one} for one in _seats(row, says, columns)]
        )


def _list_areas(connection: Connection, number: int) -> None:
    subjects = (facts.c.document == number, facts.c.fact == "subject", standing())
    connection.execute(delete(areas).where(areas.c.document == number))
    connection.execute(
        insert(areas).from_select(
            ["document", "area"], select(facts.c.document, facts.c.kind).where(*subjects).distinct()
        )
    )


def _join_dyads(connection: Connection, number: int, fact: Fact) -> None:
    known = select(dyads.c.first, dyads.c.second).where(dyads.c.document == number)
    held = {(row.first, row.second) for row in connection.execute(known)}
    missing = [pair for pair in fact_pairs(fact) if pair not in held]
    if missing:
        stands = select(documents.c.day, documents.c.retrieved).where(documents.c.id == number)
        day, retrieved = connection.execute(stands).one()
        joined = [
            {"document": number, "first": one, "second": other, "day": day}
            for one, other in missing
        ]
        connection.execute(insert(dyads), joined)
        add_to_pairs(connection, joined, {number: retrieved})


def _list_sides(
    connection: Connection, number: int, ordinal: int, fact: Fact, day: str | None
) -> None:
    where = (sides.c.document == number, sides.c.ordinal == ordinal)
    connection.execute(delete(sides).where(*where))
    if listed := side_rows(ordinal, fact, day):
        connection.execute(insert(sides), [{"document": number, **side} for side in listed])


def _seats(row: Row, says: Mapping[str, Any], columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    fields = ("name", "office", "office_kind", "represents", "accredited_to")
    return [
        {"ordinal": row["ordinal"], "seat": seat_number, "day": columns["day"]}
        | {field: person.get(field) for field in fields}
        for seat_number, person in enumerate(says["participants"])
    ]
