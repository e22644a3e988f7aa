"""The data that a timeline message's text needs, so that clients can show it in their reader's language

Revision: 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("details", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "details")
