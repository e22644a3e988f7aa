"""Categories that demand an approval, and what was approved

Revision: 0131, after 0130.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0131"
down_revision = "0130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "category_approvals",
        sa.Column("category", sa.String(length=100), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("set_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("category", name=op.f("pk_category_approvals")),
    )
    op.create_table(
        "article_approvals",
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("approved_by", sa.String(length=200), nullable=False),
        sa.Column("approved_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_approvals_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "version", name=op.f("pk_article_approvals")),
    )


def downgrade() -> None:
    op.drop_table("article_approvals")
    op.drop_table("category_approvals")
