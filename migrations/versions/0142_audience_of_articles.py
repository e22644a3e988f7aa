"""Who may read an article

Revision: 0142, after 0151.
"""

import sqlalchemy as sa
from alembic import op

revision = "0142"
down_revision = "0151"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("articles") as batch:
        batch.add_column(sa.Column("audience", sa.String(length=16), nullable=False, server_default="everyone"))


def downgrade() -> None:
    """What was for staff alone would be read by everybody, so it is archived."""
    articles = sa.table("articles", sa.column("audience"), sa.column("state"), sa.column("published_version"))
    hidden = articles.update().where(articles.c.audience != "everyone")
    op.execute(hidden.values(state="archived", published_version=None))
    with op.batch_alter_table("articles") as batch:
        batch.drop_column("audience")
