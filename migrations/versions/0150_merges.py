"""Conversations that go on in another one of the same customer

Revision: 0150, after 0141.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0150"
down_revision = "0141"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merges",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("into_id", sa.String(length=64), nullable=False),
        sa.Column("same_identity", sa.Boolean(), nullable=False),
        sa.Column("was_open", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("token_used_at", Instant(timezone=True), nullable=True),
        sa.Column("merged_by", sa.String(length=200), nullable=False),
        sa.Column("merged_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_merges_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["conversations.id"], name=op.f("fk_merges_into_id_conversations"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_merges")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_merges_token_hash")),
    )
    op.create_index(op.f("ix_merges_into_id"), "merges", ["into_id"])
    op.create_index(op.f("ix_contacts_email"), "contacts", ["email"])


def downgrade() -> None:
    op.drop_index(op.f("ix_contacts_email"), "contacts")
    op.drop_table("merges")
