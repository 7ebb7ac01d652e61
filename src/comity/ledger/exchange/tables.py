"""The ledger as flat tables for analysis: one row a fact, codes in columns, words beside them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import Connection, select

from comity.ledger.folding import fact_rows
from comity.ledger.schema import documents
from comity.ledger.stores import Store
from comity.model.fact_json import FACTS

__all__ = ["TABLES", "FlatColumn", "flat_rows"]

PORTION = 500  # documents whose rows are held at a time

Kind = Literal["text", "integer", "number", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatColumn:
    """A column: its name, the type of its cells (a day is ISO text), and what it says."""

    name: str
    kind: Kind
    says: str


def _columns(*rows: tuple[str, Kind, str]) -> tuple[FlatColumn, ...]:
    return tuple(FlatColumn(name=name, kind=kind, says=says) for name, kind, says in rows)


FACT = _columns(
    ("id", "text", "the fact's identifier; comity show ID shows it"),
    ("document", "text", "identifier of the document that says it"),
)
DATED = _columns(
    ("day", "day", "first day it stands under: its own, its meeting's, or the publication's"),
    ("day_last", "day", "last day of that date; later than the first for a month, year or range"),
    ("day_precision", "text", "day, month, year or range"),
    ("day_basis", "text", "what the date rests on: text, dateline or published"),
)
GROUNDS = _columns(
    ("quote", "text", "the exact words that carry the fact"),
    ("part", "text", "where the words stand: text or title"),
    ("start", "integer", "first code point of the words in that part"),
    ("end", "integer", "code point after the last"),
    ("confidence", "number", "0 to 1, calibrated: facts said at 0.8 hold about 8 times in 10"),
    ("found_by", "text", "rule:… or model:…, or user where a user vouches for it"),
    ("verdict", "text", "what users did: accepted, edited, added; empty: not reviewed"),
)


def _of_facts(*own: tuple[str, Kind, str]) -> tuple[FlatColumn, ...]:
    """Return the columns of a table of facts: which, when, what it says itself, on what grounds."""
    return FACT + DATED + _columns(*own) + GROUNDS


TABLES: Mapping[str, tuple[FlatColumn, ...]] = MappingProxyType(
    {
        "documents": _columns(
            ("document", "text", "identifier of the document"),
            ("title", "text", "headline"),
            ("publisher", "text", "who published it"),
            ("publisher_country", "text", "ISO 3166-1 alpha-3 code of the publisher's home"),
            ("published", "day", "first day of publication"),
            ("day", "day", "day of its news: the first meeting's, else the publication's"),
            ("language", "text", "BCP 47 code"),
            ("origin", "text", "address or path it came from"),
            ("retrieved", "text", "when it was fetched, UTC"),
            ("sha256", "text", "digest of the settled text"),
            ("reader", "text", "version of the reader"),
            ("characters", "integer", "length of the text in code points"),
        ),
        "meetings": _of_facts(
            ("form", "text", "meeting, call, visit, consultations, summit, ceremony or letter"),
            ("place", "text", "city or venue"),
            ("place_country", "text", "its country"),
        ),
        "participants": _columns(
            ("meeting", "text", "id of the meeting"),
            ("document", "text", "identifier of the document that says it"),
            ("name", "text", "as written; empty: not named"),
            ("office", "text", "title as written"),
            ("office_kind", "text", "code of the office"),
            ("represents", "text", "country or organisation"),
            ("accredited_to", "text", "where an envoy is posted"),
            ("quote", "text", "the exact words that name the participant"),
        ),
        "subjects": _of_facts(("area", "text", "issue area")),
        "measures": _of_facts(
            ("kind", "text", "kind of measure"),
            ("parties", "text", "codes of the parties, sorted, with ; between"),
            ("endpoints", "text", "places as City (CODE), sorted, with ; between"),
            ("status", "text", "discussed, proposed, agreed, signed, under-way, implemented, …"),
            ("due", "day", "first day promised"),
            ("due_last", "day", "last day promised"),
            ("claimed_by", "text", "party whose word the status is; empty: reported"),
        ),
        "positions": _of_facts(
            ("holder", "text", "who takes the position"),
            ("stance", "text", "supports, opposes or calls-for"),
            ("target", "text", "whom it concerns"),
            ("area", "text", "issue area"),
            ("matter", "text", "what it is about, as written"),
        ),
        "history": _of_facts(
            ("kind", "text", "kind of earlier fact"),
            ("parties", "text", "codes of the parties, sorted, with ; between"),
        ),
        "statements": _of_facts(
            ("speaker", "text", "who said it"),
            ("represents", "text", "for whom"),
            ("verb", "text", "stressed, hoped, …"),
            ("area", "text", "issue area"),
        ),
        "related": _of_facts(
            ("title", "text", "a teaser or link to another story: no fact of this document")
        ),
        "events": _of_facts(
            ("plover", "text", "PLOVER event type"),
            ("mode", "text", "PLOVER mode"),
            ("context", "text", "PLOVER contexts, with ; between"),
            ("actor", "text", "who acts"),
            ("recipient", "text", "on whom"),
        ),
    }
)
"""Table -> its columns. ``related`` holds what is no fact, so that nothing is lost."""

Row = dict[str, Any]


def flat_rows(store: Store) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for all that stands in the ledger, document by document in order of id.

    Every row has the columns of ``TABLES``; what is not known is ``None``.
    """
    last = ""
    while True:
        with store.reading() as connection:
            found = _portion(connection, last)
            rows = list(_rows(connection, found))
        yield from rows
        if not found:
            return
        last = found[-1]["name"]


def _portion(connection: Connection, after: str) -> Sequence[Mapping[Any, Any]]:
    statement = (
        select(documents).where(documents.c.name > after).order_by(documents.c.name).limit(PORTION)
    )
    return connection.execute(statement).mappings().all()


def _rows(connection: Connection, found: Sequence[Mapping[Any, Any]]) -> Iterator[tuple[str, Row]]:
    said = fact_rows(connection, found)
    for document in found:
        yield "documents", _document(document)
        for fact in said[document["id"]]:
            if fact["verdict"] != "rejected":
                yield from _fact(document, fact)


def _document(row: Mapping[Any, Any]) -> Row:
    cells = {column.name: row.get(column.name) for column in TABLES["documents"]}
    return cells | {"document": row["name"], "characters": len(row["text"])}


def _fact(document: Mapping[Any, Any], row: Mapping[Any, Any]) -> Iterator[tuple[str, Row]]:
    table = FACTS[row["fact"]].field
    public = json.loads(row["body"])
    identifier = f"{document['mark']}-{row['code']}"
    cells = {**row, **_flattened(public), "id": identifier, "document": document["name"]}
    yield table, {column.name: cells.get(column.name) for column in TABLES[table]}
    for person in public.get("participants") or ():
        cells = {**person, "meeting": identifier, "document": document["name"]}
        cells["quote"] = person["evidence"]["quote"]
        yield "participants", {c.name: cells.get(c.name) for c in TABLES["participants"]}


def _flattened(public: Mapping[str, Any]) -> Row:
    cells = dict(public)
    if "place" in public:
        place = public["place"] or {}
        cells |= {"place": place.get("name"), "place_country": place.get("country")}
    for name in ("parties", "context"):
        if name in public:
            cells[name] = ";".join(public[name])
    if "endpoints" in public:
        cells["endpoints"] = ";".join(map(_place, public["endpoints"]))
    if "due" in public:
        due = public["due"] or {}
        cells |= {"due": due.get("first"), "due_last": due.get("last")}
    return cells


def _place(place: Mapping[str, Any]) -> str:
    return f"{place['name']} ({place['country']})" if place.get("country") else str(place["name"])
