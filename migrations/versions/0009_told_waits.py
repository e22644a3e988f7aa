"""The wait estimates that customers were told, to be scored later

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_waits",
        sa.Column("handoff_id", sa.String(length=64), nullable=False),
        sa.Column("told_at", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("agents", sa.Integer(), nullable=False),
        sa.Column("low_seconds", sa.Integer(), nullable=False),
        sa.Column("high_seconds", sa.Integer(), nullable=False),
        sa.Column("recent_seconds", sa.Float(), nullable=True),
        sa.Column("waited_seconds", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_told_waits_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handoff_id", name=op.f("pk_told_waits")),
    )
    with op.batch_alter_table("told_waits", schema=None) as batch_op:
        batch_op.create_index("ix_told_waits_told_at", ["told_at"], unique=False)
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index("ix_assignments_created_at", ["created_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_assignments_created_at", table_name="assignments")
    op.drop_table("told_waits")
