"""Dyads by day, how many reports each has, and which measures and meetings concern which two."""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from alembic import op

BYTEWISE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0005"
down_revision = "0004"

PORTION = 5_000  # rows written at once


INDEXES = (
    ("measures_by_kind", "fact = 'measure'", ["kind", "document", "status"]),
    ("measures_by_document", "fact = 'measure'", ["document", "kind", "status", "verdict"]),
    ("measures_by_status", "fact = 'measure'", ["status", "document"]),
    ("meetings_by_form", "fact = 'meeting'", ["kind", "document"]),
    ("positions_by_area", "fact = 'position'", ["area", "document"]),
    (
        "positions_by_holder",
        "fact = 'position'",
        ["actor", "document", "area", "target", "kind", "day", "verdict", "confidence"],
    ),
    ("facts_due", "due IS NOT NULL", ["due", "document", "fact"]),
    (
        "facts_in_doubt",
        "verdict IS NULL AND confidence < 0.8",
        ["fact", "confidence", "document", "ordinal"],
    ),
)


def upgrade() -> None:
    """Lay the dyads out anew, count them, and list the sides of what the ledger holds.

    In SQLite a row of facts is too long for a table that is its own index: facts get row numbers.
    """
    _dyads()
    _pairs()
    _sides()
    for name in ("facts_by_kind", "facts_by_actor", "facts_due", "facts_in_doubt"):
        op.drop_index(name, "facts")
    op.drop_index("positions_by_area", "facts")
    if op.get_bind().dialect.name == "sqlite":
        _facts()
    for name, condition, columns in INDEXES:
        where = sa.text(condition)
        op.create_index(name, "facts", columns, sqlite_where=where, postgresql_where=where)
    if op.get_bind().dialect.name == "sqlite":
        _plan()


def _facts() -> None:
    op.create_table(
        "facts_anew",
        _document(),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("fact", sa.String, nullable=False),
        *(
            sa.Column(name, sa.String)
            for name in (
                "kind", "status", "actor", "target", "area",
                "day", "day_last", "day_precision", "day_basis", "due",
            )
        ),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("found_by", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("verdict", sa.String),
        sa.Column("original", sa.Text),
    )  # fmt: skip
    op.execute("INSERT INTO facts_anew SELECT * FROM facts ORDER BY document, ordinal")
    op.drop_table("facts")
    op.rename_table("facts_anew", "facts")


def _document() -> sa.Column[int]:
    return sa.Column(
        "document",
        sa.Integer,
        sa.ForeignKey("documents.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


def _dyads() -> None:
    op.create_table(
        "dyads_anew",
        _document(),
        sa.Column("first", sa.String, primary_key=True),
        sa.Column("second", sa.String, primary_key=True),
        sa.Column("day", sa.String),
        sqlite_with_rowid=False,
    )
    op.execute(
        'INSERT INTO dyads_anew (document, "first", "second", day) '
        'SELECT documents.id, dyads."first", dyads."second", documents.day '
        "FROM dyads JOIN documents ON documents.id = dyads.document ORDER BY documents.id"
    )
    op.drop_table("dyads")
    op.rename_table("dyads_anew", "dyads")
    op.create_index("dyads_by_day", "dyads", ["first", "second", "day", "document"])


def _pairs() -> None:
    op.create_table(
        "pairs",
        sa.Column("first", sa.String, primary_key=True),
        sa.Column("second", sa.String, primary_key=True),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("retrieved", sa.String),
        sqlite_with_rowid=False,
    )
    op.execute(
        'INSERT INTO pairs ("first", "second", reports, retrieved) '
        'SELECT dyads."first", dyads."second", count(*), max(documents.retrieved) '
        "FROM dyads JOIN documents ON documents.id = dyads.document GROUP BY 1, 2"
    )
    op.create_index("pairs_by_second", "pairs", ["second"])
    op.create_index("pairs_by_reports", "pairs", ["reports"])


def _sides() -> None:
    table = op.create_table(
        "sides",
        _document(),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("about", BYTEWISE, primary_key=True),
        sa.Column("day", sa.String),
        sqlite_with_rowid=False,
    )
    last = (-1, -1)
    while rows := _facts_after(last):
        last = (rows[-1].document, rows[-1].ordinal)
        if listed := [side for row in rows for side in _sides_of(row)]:
            op.bulk_insert(table, listed)
    op.create_index("sides_about", "sides", ["about", "day"])


def _facts_after(last: tuple[int, int]) -> list[Any]:
    statement = sa.text(
        "SELECT document, ordinal, fact, kind, day, body FROM facts "
        "WHERE (document, ordinal) > (:document, :ordinal) AND fact IN ('measure', 'meeting') "
        "ORDER BY document, ordinal LIMIT :portion"
    )
    given = {"document": last[0], "ordinal": last[1], "portion": PORTION}
    return list(op.get_bind().execute(statement, given))


def _sides_of(row: Any) -> Iterator[dict[str, Any]]:
    parties = sorted(_parties(row.fact, json.loads(row.body)))
    kind = row.kind if row.fact == "measure" else "meeting"
    words = [f"{first}|{second}|{kind}" for first, second in combinations(parties, 2)]
    if row.fact == "meeting" and len(parties) > 2:  # noqa: PLR2004 - a dyad
        words.append("||meeting")
    for word in words:
        yield {
            "document": row.document, "ordinal": row.ordinal, "about": word, "day": row.day
        }  # fmt: skip


def _parties(fact: str, says: dict[str, Any]) -> set[str]:
    if fact == "meeting":
        return {one["represents"] for one in says["participants"] if one["represents"]}
    found = set(says["parties"])
    if len(found) < 2:  # noqa: PLR2004 - a dyad
        found |= {place["country"] for place in says["endpoints"] if place.get("country")}
    return found


def _plan() -> None:
    """Tell SQLite's planner what the new tables look like in a large ledger."""
    op.execute("DELETE FROM sqlite_stat1 WHERE tbl IN ('dyads', 'facts')")
    op.execute(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES "
        "('facts', 'sqlite_autoindex_facts_1', '8000000 8 1'), "
        "('facts', 'measures_by_kind', '2000000 40000 1 1'), "
        "('facts', 'measures_by_document', '2000000 3 1 1 1'), "
        "('facts', 'measures_by_status', '2000000 250000 1'), "
        "('facts', 'meetings_by_form', '900000 100000 1'), "
        "('facts', 'positions_by_area', '4000000 200000 2'), "
        "('facts', 'positions_by_holder', '4000000 20000 2 1 1 1 1 1 1'), "
        "('facts', 'facts_due', '200000 20 1 1'), "
        "('facts', 'facts_in_doubt', '4000000 500000 1000 1 1'), "
        "('dyads', 'dyads', '5000000 5 2 1'), "
        "('dyads', 'dyads_by_day', '5000000 25000 130 1 1'), "
        "('pairs', 'pairs', '40000 200 1'), "
        "('pairs', 'pairs_by_second', '40000 200'), "
        "('pairs', 'pairs_by_reports', '40000 20'), "
        "('sides', 'sides', '5000000 5 2 1'), "
        "('sides', 'sides_about', '5000000 13 1')"
    )
