"""Report facts, and samples of the bot's conversations that supervisors judge

Revision: 0051, after 0023.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0051"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLES = (
    "sample_verdicts",
    "samples",
    "report_state",
    "assignment_facts",
    "handoff_facts",
    "person_facts",
    "conversation_facts",
)


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=64), nullable=nullable)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _filtered_by() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=8)),
        sa.Column("topic", sa.String(length=100)),
        _id("department_id", nullable=True),
    )


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def _keyed(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    _conversation_facts()
    _handoff_facts()
    _assignment_facts()
    op.create_table(
        "report_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_at", Instant(timezone=True), nullable=False),
        _keyed("report_state", "id"),
    )
    _samples()
    op.create_index("ix_decisions_action", "decisions", ["action"])


def _conversation_facts() -> None:
    op.create_table(
        "conversation_facts",
        _id("conversation_id"),
        _count("revision"),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("began", sa.BigInteger()),
        *_filtered_by(),
        *map(_count, ("customer_messages", "answers", "tentative", "asked_back", "handed_over")),
        sa.Column("bot_end", sa.String(length=16), nullable=False),
        sa.Column("said_seq", sa.Integer()),
        sa.Column("said_helped", sa.Boolean()),
        sa.Column("last_word", sa.BigInteger()),
        sa.Column("reopened", sa.BigInteger()),
        _count("reopenings"),
        _refers("conversation_facts", "conversation_id", "conversations"),
        _keyed("conversation_facts", "conversation_id"),
    )
    op.create_index("ix_conversation_facts_began", "conversation_facts", ["began"])
    op.create_table(
        "person_facts",
        _id("conversation_id"),
        sa.Column("person", sa.String(length=32), nullable=False),
        _refers("person_facts", "conversation_id", "conversations"),
        _keyed("person_facts", "conversation_id", "person"),
    )


def _handoff_facts() -> None:
    op.create_table(
        "handoff_facts",
        _id("handoff_id"),
        _id("conversation_id"),
        sa.Column("requested", sa.BigInteger(), nullable=False),
        *_filtered_by(),
        sa.Column("reason", sa.String(length=64), nullable=False),
        _id("agent_id", nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=False),
        sa.Column("waited", sa.Integer()),
        sa.Column("gave_up_after", sa.Integer()),
        sa.Column("first_reply", sa.Integer()),
        _count("transfers"),
        _count("requeues"),
        *(_count(f"{name}_{what}") for name in ("first", "next", "resolution") for what in ("due", "met")),
        _refers("handoff_facts", "handoff_id", "handoffs"),
        _refers("handoff_facts", "conversation_id", "conversations"),
        _keyed("handoff_facts", "handoff_id"),
    )
    op.create_index("ix_handoff_facts_requested", "handoff_facts", ["requested"])
    op.create_index("ix_handoff_facts_conversation_id", "handoff_facts", ["conversation_id"])


def _assignment_facts() -> None:
    op.create_table(
        "assignment_facts",
        _id("assignment_id"),
        _id("conversation_id"),
        _id("agent_id"),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger()),
        *_filtered_by(),
        sa.Column("active", sa.Integer()),
        _count("replies"),
        _refers("assignment_facts", "assignment_id", "assignments"),
        _refers("assignment_facts", "conversation_id", "conversations"),
        _keyed("assignment_facts", "assignment_id"),
    )
    op.create_index("ix_assignment_facts_accepted", "assignment_facts", ["accepted"])
    op.create_index("ix_assignment_facts_agent_id_accepted", "assignment_facts", ["agent_id", "accepted"])
    op.create_index("ix_assignment_facts_conversation_id", "assignment_facts", ["conversation_id"])


def _samples() -> None:
    op.create_table(
        "samples",
        _id("id"),
        sa.Column("drawn_at", Instant(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(length=200), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=False),
        _count("population"),
        _keyed("samples", "id"),
    )
    op.create_table(
        "sample_verdicts",
        _id("sample_id"),
        _id("conversation_id"),
        _count("place"),
        sa.Column("verdict", sa.String(length=8)),
        sa.Column("given_by", sa.String(length=200)),
        sa.Column("given_at", Instant(timezone=True)),
        _refers("sample_verdicts", "sample_id", "samples"),
        _refers("sample_verdicts", "conversation_id", "conversations"),
        _keyed("sample_verdicts", "sample_id", "conversation_id"),
    )
    op.create_index("ix_samples_drawn_at", "samples", ["drawn_at"])


def downgrade() -> None:
    op.drop_index("ix_decisions_action", "decisions")
    for table in TABLES:
        op.drop_table(table)
