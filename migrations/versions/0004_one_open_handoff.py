"""One open handoff and one open assignment in a conversation, held by the database itself

Revision: 0004, after 0003c.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003c"
branch_labels = None
depends_on = None

HANDOFFS = sa.text("state IN ('waiting', 'taken')")
ASSIGNMENTS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    _index("handoffs", "uq_handoffs_open", HANDOFFS)
    _index("assignments", "uq_assignments_open", ASSIGNMENTS)


def downgrade() -> None:
    op.drop_index("uq_assignments_open", table_name="assignments")
    op.drop_index("uq_handoffs_open", table_name="handoffs")


def _index(table: str, name: str, where: sa.TextClause) -> None:
    op.create_index(name, table, ["conversation_id"], unique=True, sqlite_where=where, postgresql_where=where)
