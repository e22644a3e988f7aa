"""The precision that supervisors have set for the bot's answers, and when

Revision: 0003c, after 0003b.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0003c"
down_revision = "0003b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("promise", sa.Float(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("set_at", kit.database.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )


def downgrade() -> None:
    op.drop_table("promises")
