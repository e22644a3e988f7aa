"""Pictures of articles, and who has an article open

Revision: 0071, after 0075.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0071"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_images",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("content_type", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by", sa.String(length=200), nullable=False),
        sa.Column("uploaded_at", Instant(timezone=True), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_images")),
    )
    op.create_index("ix_article_images_used_uploaded_at", "article_images", ["used", "uploaded_at"])
    op.create_table(
        "article_editors",
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("changing", sa.Boolean(), nullable=False),
        sa.Column("seen_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_editors_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "person_id", name=op.f("pk_article_editors")),
    )


def downgrade() -> None:
    op.drop_table("article_editors")
    op.drop_index("ix_article_images_used_uploaded_at", "article_images")
    op.drop_table("article_images")
