"""What an import changes of the care of articles

Revision: 0130, after 0110.
"""

import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0110"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("article_import_rows") as batch:
        batch.add_column(sa.Column("care", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("article_import_rows") as batch:
        batch.drop_column("care")
