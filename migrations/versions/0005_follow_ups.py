"""Follow-ups: what somebody must come back to, and by when

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ONCE = sa.text("state = 'open' AND kind IN ('contact', 'snooze')")


def upgrade() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("agent_id", sa.String(length=64), nullable=True),
        sa.Column("agent_name", sa.String(length=200), nullable=True),
        sa.Column("due_at", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("closed_at", kit.database.Instant(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_follow_ups_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_ups_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index("ix_follow_ups_state_due_at_id", ["state", "due_at", "id"], unique=False)
    op.create_index(
        "uq_follow_ups_open",
        "follow_ups",
        ["conversation_id", "kind"],
        unique=True,
        sqlite_where=ONCE,
        postgresql_where=ONCE,
    )


def downgrade() -> None:
    op.drop_table("follow_ups")
