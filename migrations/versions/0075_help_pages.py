"""Help pages: readable addresses, what readers found helpful, and related articles

Revision: 0075, after 0061.

Articles that are published already get their addresses when the help pages are next read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0061"
branch_labels = None
depends_on = None


def _of_article(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_article_id_articles")
    return sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "article_slugs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        _of_article("article_slugs"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_slugs")),
        sa.UniqueConstraint("locale", "slug", name=op.f("uq_article_slugs_locale_slug")),
    )
    op.create_index("ix_article_slugs_article_id", "article_slugs", ["article_id"])
    op.create_table(
        "article_feedback",
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        _of_article("article_feedback"),
        sa.PrimaryKeyConstraint("article_id", "locale", "day", name=op.f("pk_article_feedback")),
    )
    op.create_index("ix_article_feedback_day", "article_feedback", ["day"])
    op.create_table(
        "related_articles",
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("related", sa.JSON(), nullable=False),
        _of_article("related_articles"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_related_articles")),
    )
    op.add_column("knowledge_state", sa.Column("site_revision", sa.Integer()))


def downgrade() -> None:
    op.drop_column("knowledge_state", "site_revision")
    op.drop_table("related_articles")
    op.drop_index("ix_article_feedback_day", table_name="article_feedback")
    op.drop_table("article_feedback")
    op.drop_index("ix_article_slugs_article_id", table_name="article_slugs")
    op.drop_table("article_slugs")
