"""Canned replies have folders, and can be a department's or an agent's own

Revision: 0121, after 0120. A shortcut is unique among everybody's, and among those of one agent.
"""

import sqlalchemy as sa
from alembic import op

revision = "0121"
down_revision = "0120"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("canned_replies") as table:
        table.add_column(sa.Column("folder", sa.String(length=100), nullable=False, server_default=""))
        table.add_column(sa.Column("department_id", sa.String(length=64)))
        table.add_column(sa.Column("owner_id", sa.String(length=64), nullable=False, server_default=""))
        table.drop_constraint("uq_canned_replies_shortcut", type_="unique")
        table.create_unique_constraint(op.f("uq_canned_replies_owner_id_shortcut"), ["owner_id", "shortcut"])


def downgrade() -> None:
    op.execute("delete from canned_replies where owner_id <> ''")
    with op.batch_alter_table("canned_replies") as table:
        table.drop_constraint("uq_canned_replies_owner_id_shortcut", type_="unique")
        table.create_unique_constraint(op.f("uq_canned_replies_shortcut"), ["shortcut"])
        table.drop_column("owner_id")
        table.drop_column("department_id")
        table.drop_column("folder")
