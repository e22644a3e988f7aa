"""Which imported articles came together; what is there already counts as one

Revision: 0170, after 0142.
"""

import sqlalchemy as sa
from alembic import op

revision = "0170"
down_revision = "0142"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "article_origins", sa.Column("batch", sa.String(length=64), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    with op.batch_alter_table("article_origins") as table:
        table.drop_column("batch")
