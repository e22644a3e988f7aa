"""Attachments: files that belong to messages; and why an answer did not help

Revision: 0049, after 0047.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0049"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("attachments", sa.JSON()))
    op.add_column("feedback", sa.Column("reason", sa.String(length=16)))
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer()),
        sa.Column("visibility", sa.String(length=16), nullable=False),
        sa.Column("author_kind", sa.String(length=16), nullable=False),
        sa.Column("author_id", sa.String(length=64)),
        sa.Column("upload_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content_type", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("storage_key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_attachments_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_attachments_storage_key")),
        sa.UniqueConstraint(
            "conversation_id",
            "author_kind",
            "upload_id",
            name=op.f("uq_attachments_conversation_id_author_kind_upload_id"),
        ),
    )
    op.create_index("ix_attachments_seq_created_at", "attachments", ["seq", "created_at"])


def downgrade() -> None:
    op.drop_table("attachments")
    op.drop_column("feedback", "reason")
    op.drop_column("messages", "attachments")
