"""The tables of handoffs and assignments. They alone say who is waiting and which agent has which conversation."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false, text

from kit.database import Instant, metadata

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column(
        "conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("reason", String(64), nullable=False),
    Column("note", Text),
    Column("department_id", String(64)),
    # The agent that a transfer was meant for. Anybody may still accept it, so it cannot get stuck.
    Column("wanted_agent_id", String(64)),
    Column("priority", Integer, nullable=False),
    Column("state", String(16), nullable=False),  # waiting, taken, cancelled, closed
    Column("agent_id", String(64)),
    Column("agent_name", String(200)),
    Column("requested_at", Instant, nullable=False),
    Column("waiting_since", Instant, nullable=False),
    Column("taken_at", Instant),
    Column("closed_at", Instant),
    # What was known when it was last queued: the customer's language, the topics, the skills that these require as
    # [{id, name}], and what makes it count as more than one conversation.
    Column("language", String(8)),
    Column("topics", JSON, nullable=False, server_default=text("'[]'")),
    Column("skills", JSON, nullable=False, server_default=text("'[]'")),
    Column("upset", Boolean, nullable=False, server_default=false()),
    Column("hard", Boolean, nullable=False, server_default=false()),
    # Whether the agent who has it speaks that language. Null while nobody has it.
    Column("language_matched", Boolean),
    Index("ix_handoffs_state_priority_waiting_since", "state", "priority", "waiting_since"),
    # A conversation has at most one open handoff, even if several processes request one at once.
    Index(
        "uq_handoffs_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("state IN ('waiting', 'taken')"),
        postgresql_where=text("state IN ('waiting', 'taken')"),
    ),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", String(64), primary_key=True),
    Column(
        "conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("handoff_id", String(64)),
    Column("agent_id", String(64), nullable=False, index=True),
    Column("epoch", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ending", String(32)),
    # What the agent had started to write but not sent. The next agent sees it.
    Column("draft", Text),
    Column("drafted_at", Instant),
    Index("ix_assignments_created_at", "created_at"),
    Index("ix_assignments_agent_id_ended_at", "agent_id", "ended_at"),
    Index(
        "uq_assignments_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)
