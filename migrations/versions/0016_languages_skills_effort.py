"""Languages, skills and effort: what agents have, and what a handoff needs

Revision: 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NONE = sa.text("'[]'")

PEOPLE = ("languages", "skills")
HANDOFFS = ("language", "topics", "skills", "upset", "hard", "language_matched")


def upgrade() -> None:
    op.create_table(
        "skills",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("folded_name", sa.String(length=300), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("updated_at", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
        sa.UniqueConstraint("folded_name", name=op.f("uq_skills_folded_name")),
    )
    for name in PEOPLE:
        op.add_column("people", sa.Column(name, sa.JSON(), nullable=False, server_default=NONE))
    op.add_column("handoffs", sa.Column("language", sa.String(length=8), nullable=True))
    for name in ("topics", "skills"):
        op.add_column("handoffs", sa.Column(name, sa.JSON(), nullable=False, server_default=NONE))
    for name in ("upset", "hard"):
        op.add_column("handoffs", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("handoffs", sa.Column("language_matched", sa.Boolean(), nullable=True))
    op.create_index("ix_assignments_agent_id_ended_at", "assignments", ["agent_id", "ended_at"])


def downgrade() -> None:
    op.drop_index("ix_assignments_agent_id_ended_at", table_name="assignments")
    for name in reversed(HANDOFFS):
        op.drop_column("handoffs", name)
    for name in reversed(PEOPLE):
        op.drop_column("people", name)
    op.drop_table("skills")
