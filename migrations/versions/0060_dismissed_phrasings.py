"""Suggested phrasings that an editor never wants to see again

Revision: 0060, after 0065.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0060"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dismissed_phrasings",
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("phrasing_hash", sa.String(length=64), nullable=False),
        sa.Column("dismissed_by", sa.String(length=200), nullable=False),
        sa.Column("dismissed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_dismissed_phrasings_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "phrasing_hash", name=op.f("pk_dismissed_phrasings")),
    )


def downgrade() -> None:
    op.drop_table("dismissed_phrasings")
