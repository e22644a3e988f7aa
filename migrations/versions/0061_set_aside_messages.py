"""Questions without a decision that an editor has set aside

Revision: 0061, after 0060.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "set_aside_messages",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set_aside_by", sa.String(length=200), nullable=False),
        sa.Column("set_aside_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_set_aside_messages_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name=op.f("pk_set_aside_messages")),
    )


def downgrade() -> None:
    op.drop_table("set_aside_messages")
