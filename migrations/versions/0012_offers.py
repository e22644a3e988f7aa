"""Offers: each department's routing, each agent's capacity, and which handoff was offered to which agent

Revision: 0012, after 0010.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.add_column(
        "departments", sa.Column("routing", sa.String(length=16), nullable=False, server_default=sa.text("'pick'"))
    )
    op.add_column("people", sa.Column("capacity", sa.Integer(), nullable=True))
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("handoff_id", sa.String(length=64), nullable=False),
        sa.Column("agent_id", sa.String(length=64), nullable=False),
        sa.Column("offered_at", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("until", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", kit.database.Instant(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_offers_handoff_id_handoffs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offers_handoff_id"), ["handoff_id"], unique=False)
        batch_op.create_index("ix_offers_agent_id_offered_at", ["agent_id", "offered_at"], unique=False)
    op.create_index("uq_offers_open", "offers", ["handoff_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_table("offers")
    op.drop_column("people", "capacity")
    op.drop_column("departments", "routing")
