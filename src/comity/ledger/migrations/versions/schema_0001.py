"""Documents, their facts, dyads and people, and the full-text index."""

import sqlalchemy as sa
from alembic import op

BYTEWISE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of an empty ledger."""
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", BYTEWISE, nullable=False, unique=True),
        sa.Column("mark", sa.String, nullable=False, index=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("publisher_country", sa.String),
        sa.Column("published", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("origin", sa.Text),
        sa.Column("retrieved", sa.String),
        sa.Column("day", sa.String, index=True),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
    )
    _facts()
    _sides()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words USING fts5(title, text, content='')")
        _plan()
    else:
        op.create_table(
            "words",
            sa.Column(
                "document",
                sa.Integer,
                sa.ForeignKey("documents.id", ondelete="CASCADE"),
                primary_key=True,
            ),
            sa.Column("vector", sa.dialects.postgresql.TSVECTOR, nullable=False),
        )
        op.create_index("words_by_vector", "words", ["vector"], postgresql_using="gin")


def _plan() -> None:
    """Tell SQLite's planner what a large ledger looks like, so that it plans for one at once.

    Without it an index over a million facts of a kind is preferred to the few facts of a document.
    """
    op.execute("ANALYZE")
    op.execute("DELETE FROM sqlite_stat1")
    op.execute(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES "
        "('documents', 'ix_documents_day', '1000000 100'), "
        "('documents', 'ix_documents_mark', '1000000 1'), "
        "('documents', 'sqlite_autoindex_documents_1', '1000000 1'), "
        "('facts', 'facts', '20000000 20 1'), "
        "('facts', 'facts_by_kind', '20000000 2500000 100000 50000'), "
        "('facts', 'facts_by_actor', '20000000 2500000 50000'), "
        "('dyads', 'dyads', '2000000 10000 100 1'), "
        "('dyads', 'dyads_by_document', '2000000 2'), "
        "('people', 'people', '5000000 5 2 1'), "
        "('people', 'people_by_side', '5000000 25000 5000'), "
        "('people', 'ix_people_name', '5000000 50')"
    )


def _facts() -> None:
    op.create_table(
        "facts",
        _document(),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("fact", sa.String, nullable=False),
        sa.Column("kind", sa.String),
        sa.Column("status", sa.String),
        sa.Column("actor", sa.String),
        sa.Column("target", sa.String),
        sa.Column("area", sa.String),
        sa.Column("day", sa.String),
        sa.Column("day_last", sa.String),
        sa.Column("day_precision", sa.String),
        sa.Column("day_basis", sa.String),
        sa.Column("due", sa.String),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("found_by", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("facts_by_kind", "facts", ["fact", "kind", "status"])
    op.create_index("facts_by_actor", "facts", ["fact", "actor"])


def _sides() -> None:
    op.create_table(
        "dyads",
        sa.Column("first", sa.String, primary_key=True),
        sa.Column("second", sa.String, primary_key=True),
        _document(),
        sqlite_with_rowid=False,
    )
    op.create_index("dyads_by_document", "dyads", ["document"])
    op.create_table(
        "names",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("skeleton", sa.String, nullable=False),
    )
    op.create_table(
        "people",
        _document(),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("seat", sa.Integer, primary_key=True),
        sa.Column("name", sa.Integer, sa.ForeignKey("names.id"), index=True),
        sa.Column("office", sa.Text),
        sa.Column("office_kind", sa.String),
        sa.Column("represents", sa.String),
        sa.Column("accredited_to", sa.String),
        sa.Column("day", sa.String),
        sqlite_with_rowid=False,
    )
    op.create_index("people_by_side", "people", ["represents", "office_kind"])


def _document() -> sa.Column[int]:
    return sa.Column(
        "document",
        sa.Integer,
        sa.ForeignKey("documents.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
