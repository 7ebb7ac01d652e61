"""Corrections: what a user accepted, rejected, edited, merged or split."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the log of corrections, and the verdict that stands on each fact."""
    op.add_column("facts", sa.Column("verdict", sa.String))
    op.add_column("facts", sa.Column("original", sa.Text))
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, nullable=False, index=True),
        sa.Column("fact", sa.String, nullable=False, index=True),
        sa.Column("other", sa.String, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("undone_by", sa.Text),
        sa.Column("undone_at", sa.String),
    )
