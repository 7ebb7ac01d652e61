"""The tables of a ledger at the newest schema; ``migrations/`` is how they came to be."""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    and_,
    literal,
)

__all__ = [
    "BYTEWISE",
    "DOUBTFUL",
    "HEAD",
    "METADATA",
    "areas",
    "corrections",
    "documents",
    "dyads",
    "facts",
    "is_a",
    "is_doubtful",
    "names",
    "pairs",
    "people",
    "sides",
]

HEAD = "0005"
"""Number of the newest schema."""

BYTEWISE = String().with_variant(String(collation="C"), "postgresql")
"""Text that every database sorts alike."""

METADATA = MetaData()


documents = Table(
    "documents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", BYTEWISE, nullable=False, unique=True),  # the document's public identifier
    Column("mark", String, nullable=False, index=True),  # its short form, first part of a fact's id
    Column("digest", String, nullable=False),  # of all that was kept: equal digests, nothing to do
    Column("sha256", String, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("publisher_country", String),
    Column("published", String),  # first day, ISO
    Column("language", String, nullable=False),
    Column("origin", Text),
    Column("retrieved", String),  # ISO, UTC
    Column("day", String, index=True),  # of its news: the first meeting's, else published
    Column("reader", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON: published in full, blocks, dyads
    Column("folded", Text),  # JSON: facts nobody asks for one by one; see rows.FOLDED
)

facts = Table(
    "facts",
    METADATA,
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("code", String, nullable=False),  # a fact's id is documents.mark || '-' || facts.code
    Column("fact", String, nullable=False),  # meeting, subject, measure, position, …
    Column("kind", String),  # form, area, kind, stance, kind, verb, type: the fact's own code
    Column("status", String),  # of a measure
    Column("actor", String),  # holder of a position, speaker's side, actor of an event
    Column("target", String),
    Column("area", String),
    Column("day", String),  # first day, ISO; the fact's own, else the meeting's, else published
    Column("day_last", String),
    Column("day_precision", String),
    Column("day_basis", String),
    Column("due", String),  # first day, ISO
    Column("part", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("found_by", String, nullable=False),
    Column("body", Text, nullable=False),  # JSON: the fact's fields as in the public report
    Column("verdict", String),  # NULL, accepted, rejected, edited, added
    Column("original", Text),  # JSON: the fact as read, where a user edited it
)

DOUBTFUL = 0.8
"""Confidence from which a fact needs nobody's eyes, unless somebody asks for more."""


def is_a(fact: str) -> ColumnElement[bool]:
    """Return the condition that a fact is of this kind, written so that ``PARTIAL`` serve it."""
    named: ColumnElement[str] = literal(fact, literal_execute=True)
    return facts.c.fact == named


def is_doubtful() -> ColumnElement[bool]:
    """Return the condition that nobody judged a fact that is less sure than ``DOUBTFUL``."""
    unsure = facts.c.confidence < literal(DOUBTFUL, literal_execute=True)
    return and_(facts.c.verdict.is_(None), unsure)


def _partial(name: str, condition: ColumnElement[bool], *columns: str) -> Index:
    where: dict[str, Any] = {"sqlite_where": condition, "postgresql_where": condition}
    return Index(name, *(facts.c[column] for column in columns), **where)


PARTIAL = (
    _partial("measures_by_kind", is_a("measure"), "kind", "document", "status"),
    _partial(
        "measures_by_document", is_a("measure"), "document", "kind", "status", "verdict"
    ),
    _partial("measures_by_status", is_a("measure"), "status", "document"),
    _partial("meetings_by_form", is_a("meeting"), "kind", "document"),
    _partial("positions_by_area", is_a("position"), "area", "document"),
    _partial(
        "positions_by_holder", is_a("position"),
        "actor", "document", "area", "target", "kind", "day", "verdict", "confidence",
    ),
    _partial("facts_due", facts.c.due.is_not(None), "due", "document", "fact"),
    _partial("facts_in_doubt", is_doubtful(), "fact", "confidence", "document", "ordinal"),
)  # fmt: skip
"""Indexes over the facts that one question is about; they hold all that a count needs."""

areas = Table(
    "areas",
    METADATA,
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("area", String, primary_key=True),  # of a subject that stands
    Index("areas_by_area", "area"),
    sqlite_with_rowid=False,
)

dyads = Table(
    "dyads",
    METADATA,
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Column("day", String),  # documents.day
    Index("dyads_by_day", "first", "second", "day", "document"),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs",
    METADATA,
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Column("reports", Integer, nullable=False),  # documents on the dyad
    Column("retrieved", String),  # when the last of them was fetched; ISO, UTC
    Index("pairs_by_second", "second"),
    Index("pairs_by_reports", "reports"),
    sqlite_with_rowid=False,
)
"""What ``dyads`` holds of each dyad, counted in the transaction that changes it."""

sides = Table(
    "sides",
    METADATA,
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("about", BYTEWISE, primary_key=True),  # which two, and what: concerned.about
    Column("day", String),  # facts.day
    Index("sides_about", "about", "day"),
    sqlite_with_rowid=False,
)
"""Every two of the parties that a measure or meeting concerns: where its history is found."""

names = Table(
    "names",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("skeleton", String, nullable=False),  # what is left when spelling habits are taken away
)

people = Table(
    "people",
    METADATA,
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),  # of the meeting or statement
    Column("seat", Integer, primary_key=True),
    Column("name", Integer, ForeignKey("names.id"), index=True),
    Column("office", Text),
    Column("office_kind", String),
    Column("represents", String),
    Column("accredited_to", String),
    Column("day", String),
    Index("people_by_side", "represents", "office_kind"),
    sqlite_with_rowid=False,
)

corrections = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("document", String, nullable=False, index=True),  # documents.name: outlives the facts
    Column("fact", String, nullable=False, index=True),
    Column("other", String, index=True),  # the second fact of a merge or split
    Column("kind", String, nullable=False),  # of the fact: meeting, measure, …
    Column("action", String, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String, nullable=False),  # ISO, UTC
    Column("before", Text),  # JSON of the fact
    Column("after", Text),
    Column("undone_by", Text),
    Column("undone_at", String),
)
