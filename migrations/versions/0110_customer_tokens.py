"""When a customer's token was last used: unused for long, it ends

Revision: 0110, after 0082.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0110"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("token_used_at", Instant(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as batch:
        batch.drop_column("token_used_at")
