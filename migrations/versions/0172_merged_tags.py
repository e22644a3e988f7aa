"""What a merged tag was and which conversations had it, so that the merge can be undone

Revision: 0172, after 0170.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0172"
down_revision = "0170"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merged_tags",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=16), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("into_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["into_id"], ["tags.id"], name=op.f("fk_merged_tags_into_id_tags"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merged_tags")),
    )
    op.create_index("ix_merged_tags_into_id", "merged_tags", ["into_id"])
    op.create_table(
        "merged_tag_uses",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("tag_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", Instant(timezone=True), nullable=False),
        sa.Column("had_both", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_merged_tag_uses_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["merged_tags.id"], name=op.f("fk_merged_tag_uses_tag_id_merged_tags"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "tag_id", name=op.f("pk_merged_tag_uses")),
    )
    op.create_index("ix_merged_tag_uses_tag_id", "merged_tag_uses", ["tag_id"])


def downgrade() -> None:
    op.drop_table("merged_tag_uses")
    op.drop_table("merged_tags")
