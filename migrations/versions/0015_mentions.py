"""Mentions: who was mentioned in which note, and when they read it

Revision: 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mentions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("created_at", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("read_at", kit.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_mentions_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_mentions_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("conversation_id", "seq", "person_id", name=op.f("uq_mentions_conversation_id")),
    )
    op.create_index("ix_mentions_person_id_created_at", "mentions", ["person_id", "created_at"])


def downgrade() -> None:
    op.drop_table("mentions")
