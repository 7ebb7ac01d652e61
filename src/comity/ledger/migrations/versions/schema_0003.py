"""Indexes for leafing: promises by day, facts in doubt, facts of a document."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

PARTIAL = (
    ("facts_due", ["due"], "due IS NOT NULL"),
    ("facts_in_doubt", ["fact", "confidence"], "verdict IS NULL"),
    ("positions_by_area", ["area"], "fact = 'position'"),
    ("positions_by_document", ["document"], "fact = 'position'"),
    ("measures_by_document", ["document", "kind"], "fact = 'measure'"),
    ("meetings_by_document", ["document", "day"], "fact = 'meeting'"),
)


def upgrade() -> None:
    """Add the indexes."""
    for name, columns, condition in PARTIAL:
        where = sa.text(condition)
        op.create_index(name, "facts", columns, sqlite_where=where, postgresql_where=where)
