"""A contact can have a name, from the form before the chat

Revision: 0151, after 0160.
"""

import sqlalchemy as sa
from alembic import op

revision = "0151"
down_revision = "0160"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("name", sa.String(length=200), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("contacts") as batch:
        batch.drop_column("name")
