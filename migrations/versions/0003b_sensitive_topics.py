"""Sensitive topics, which the bot must not answer; editors maintain them

Revision: 0003b, after 0003a.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0003b"
down_revision = "0003a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sensitive_topics",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", kit.database.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive_topics")),
        sa.UniqueConstraint("name", name=op.f("uq_sensitive_topics_name")),
    )


def downgrade() -> None:
    op.drop_table("sensitive_topics")
