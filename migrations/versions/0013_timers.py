"""Timers: each department's targets, and which warnings consoles were told of

Revision: 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("departments", sa.Column("targets", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "told_timers",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("since", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("told_at", kit.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_told_timers_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "kind", "since", "stage", name=op.f("pk_told_timers")),
    )


def downgrade() -> None:
    op.drop_table("told_timers")
    op.drop_column("departments", "targets")
