"""A row that is written regularly, to check that the database accepts writes

Revision: 0021b, after 0021a.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0021b"
down_revision = "0021a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        "storage_checks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checked_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_checks")),
    )
    op.bulk_insert(table, [{"id": 1, "checked_at": datetime.now(UTC)}])


def downgrade() -> None:
    op.drop_table("storage_checks")
