"""Findings that an editor has set aside

Revision: 0067, after 0066.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "findings_set_aside",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("set_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_findings_set_aside")),
    )


def downgrade() -> None:
    op.drop_table("findings_set_aside")
