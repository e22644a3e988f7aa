"""The history of publications, so that one can be undone; what is published now is its first entry

Revision: 0066, after 0081.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0066"
down_revision = "0081"
branch_labels = None
depends_on = None

PUBLISHED_NOW = """
    INSERT INTO article_publications (article_id, version, author, created_at)
    SELECT id, published_version, updated_by, COALESCE(published_at, updated_at)
    FROM articles WHERE published_version IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "article_publications",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(length=200)),
        sa.Column("undone_at", Instant(timezone=True)),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_publications_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_publications")),
    )
    op.create_index("ix_article_publications_article_id", "article_publications", ["article_id"])
    op.execute(PUBLISHED_NOW)


def downgrade() -> None:
    op.drop_table("article_publications")
