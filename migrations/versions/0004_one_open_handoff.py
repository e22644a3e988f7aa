"""At most one open handoff and one open assignment per conversation, enforced by the database

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


TIDY = (
    # Taking over a waiting conversation used to leave it in the queue, where an agent could still accept it.
    "UPDATE handoffs SET state = 'closed', closed_at = waiting_since WHERE state = 'waiting'"
    " AND conversation_id IN (SELECT id FROM conversations WHERE status <> 'queued')",
    "UPDATE handoffs SET state = 'closed', closed_at = waiting_since WHERE state IN ('waiting', 'taken')"
    " AND EXISTS (SELECT 1 FROM handoffs AS later WHERE later.conversation_id = handoffs.conversation_id"
    " AND later.state IN ('waiting', 'taken') AND (later.requested_at > handoffs.requested_at"
    " OR (later.requested_at = handoffs.requested_at AND later.id > handoffs.id)))",
    "UPDATE assignments SET ended_at = created_at, ending = 'taken_over' WHERE ended_at IS NULL"
    " AND EXISTS (SELECT 1 FROM assignments AS later WHERE later.conversation_id = assignments.conversation_id"
    " AND later.ended_at IS NULL AND later.epoch > assignments.epoch)",
)
"""Cleans up rows that an earlier version could leave behind."""


def upgrade() -> None:
    for statement in TIDY:
        op.execute(statement)
    _index("handoffs", "uq_handoffs_open", HANDOFFS)
    _index("assignments", "uq_assignments_open", ASSIGNMENTS)


def downgrade() -> None:
    op.drop_index("uq_assignments_open", table_name="assignments")
    op.drop_index("uq_handoffs_open", table_name="handoffs")


def _index(table: str, name: str, where: sa.TextClause) -> None:
    op.create_index(name, table, ["conversation_id"], unique=True, sqlite_where=where, postgresql_where=where)
