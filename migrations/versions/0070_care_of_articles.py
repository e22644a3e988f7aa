"""Who cares for an article: owner, tags, review date, review, translations, and scheduled publication

Revision: 0070, after 0090. Columns are added one by one: a batch would make the table anew, and on SQLite the
versions would go with the old one.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0070"
down_revision = "0090"
branch_labels = None
depends_on = None


def _columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("owner", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("review_on", sa.Date()),
        sa.Column("review_asked_by", sa.String(length=200)),
        sa.Column("translation_group", sa.String(length=64)),
        sa.Column("scheduled_version", sa.Integer()),
        sa.Column("scheduled_at", Instant(timezone=True)),
        sa.Column("scheduled_by", sa.String(length=200)),
    )


def upgrade() -> None:
    for column in _columns():
        op.add_column("articles", column)
    op.create_index("ix_articles_scheduled_at", "articles", ["scheduled_at"])
    op.create_index("ix_articles_translation_group", "articles", ["translation_group"])


def downgrade() -> None:
    op.drop_index("ix_articles_translation_group", "articles")
    op.drop_index("ix_articles_scheduled_at", "articles")
    for column in reversed(_columns()):
        op.drop_column("articles", column.name)
