"""What the words of a timeline message need, so that clients can say it in their readers' languages

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
