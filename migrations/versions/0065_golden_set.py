"""The golden set: questions whose replies editors want to stay right

Revision: 0065, after 0070.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0065"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "golden_questions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("before", "article_ids", "must", "must_not")),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("updated_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_golden_questions")),
    )
    op.create_index("ix_golden_questions_created_at_id", "golden_questions", ["created_at", "id"])


def downgrade() -> None:
    op.drop_table("golden_questions")
