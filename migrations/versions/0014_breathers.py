"""Cooldowns: where customers were abusive, and which agents ended their cooldown early

Revision: 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "abuses",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("noted_at", kit.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_abuses_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abuses")),
    )
    op.create_index("ix_abuses_conversation_id_noted_at", "abuses", ["conversation_id", "noted_at"])
    op.create_table(
        "ready_agents",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("ready_at", kit.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_ready_agents_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_ready_agents")),
    )


def downgrade() -> None:
    op.drop_table("ready_agents")
    op.drop_table("abuses")
