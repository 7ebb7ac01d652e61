"""Facts that nobody asks for one by one lie folded with their document; areas have a table."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add both; what an older ledger keeps stays unfolded and means the same.

    A document has so few rows now that indexes over its facts of one kind save nothing.
    """
    for name in ("positions_by_document", "measures_by_document", "meetings_by_document"):
        op.drop_index(name, "facts")
    op.add_column("documents", sa.Column("folded", sa.Text))
    op.create_table(
        "areas",
        sa.Column(
            "document",
            sa.Integer,
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("area", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("areas_by_area", "areas", ["area"])
    op.execute(
        "INSERT INTO areas (document, area) SELECT DISTINCT document, kind FROM facts "
        "WHERE fact = 'subject' AND (verdict IS NULL OR verdict <> 'rejected')"
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES "
            "('areas', 'areas', '4000000 4 1'), ('areas', 'areas_by_area', '4000000 200000')"
        )
