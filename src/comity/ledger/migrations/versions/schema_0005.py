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


def upgrade() -> None:
    """Lay the dyads out anew, count them, and list the sides of what the ledger holds."""
    _dyads()
    _pairs()
    _sides()
    op.drop_index("facts_by_kind", "facts")
    op.create_index("facts_by_kind", "facts", ["fact", "kind", "document"])
    if op.get_bind().dialect.name == "sqlite":
        _plan()


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
    op.execute("DELETE FROM sqlite_stat1 WHERE tbl = 'dyads' OR idx = 'facts_by_kind'")
    op.execute(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES "
        "('facts', 'facts_by_kind', '20000000 2500000 100000 1 1'), "
        "('dyads', 'dyads', '5000000 5 2 1'), "
        "('dyads', 'dyads_by_day', '5000000 25000 130 1 1'), "
        "('pairs', 'pairs', '40000 200 1'), "
        "('pairs', 'pairs_by_second', '40000 200'), "
        "('pairs', 'pairs_by_reports', '40000 20'), "
        "('sides', 'sides', '5000000 5 2 1'), "
        "('sides', 'sides_about', '5000000 13 1')"
    )
