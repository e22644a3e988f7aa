"""An agent's unsent draft, kept with the assignment for the next agent

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignments", sa.Column("draft", sa.Text(), nullable=True))
    op.add_column("assignments", sa.Column("drafted_at", kit.database.Instant(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("assignments", "drafted_at")
    op.drop_column("assignments", "draft")
