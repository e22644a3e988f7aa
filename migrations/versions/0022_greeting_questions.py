"""The questions that an editor has chosen for the greeting

Revision: 0022, after 0021b.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0022"
down_revision = "0021b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "greeting_questions",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("set_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_greeting_questions")),
    )


def downgrade() -> None:
    op.drop_table("greeting_questions")
