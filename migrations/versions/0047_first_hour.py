"""The first hour of an installation without demo data

Revision: 0047, after 0046.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "first_hour",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("administrator_id", sa.String(length=64), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("begun_at", Instant(timezone=True), nullable=False),
        sa.Column("finished_at", Instant(timezone=True)),
        sa.CheckConstraint("id = 1", name=op.f("ck_first_hour_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_hour")),
    )


def downgrade() -> None:
    op.drop_table("first_hour")
