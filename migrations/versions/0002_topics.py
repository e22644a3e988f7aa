"""The data learned to tell articles apart

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "topic_models",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("encoder", sa.String(length=64), nullable=False),
        sa.Column("weights", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", kit.database.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_models")),
    )


def downgrade() -> None:
    op.drop_table("topic_models")
