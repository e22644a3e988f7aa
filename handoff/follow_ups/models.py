"""The table of follow-ups: what somebody must come back to, and by when. They survive restarts."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, text

from kit.database import Instant, metadata

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", String(64), primary_key=True),
    Column(
        "conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("kind", String(16), nullable=False),  # contact, call_back, snooze
    Column("note", Text, nullable=False),
    # Where the customer can be reached. Only for `contact`.
    Column("email", String(320)),
    Column("phone", String(40)),
    # The agent it belongs to. A `contact` belongs to no agent in particular.
    Column("agent_id", String(64)),
    Column("agent_name", String(200)),
    Column("due_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # open, kept, cancelled
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("closed_by", String(200)),
    Index("ix_follow_ups_state_due_at_id", "state", "due_at", "id"),
    # A conversation has at most one open snooze and one open contact, however often the customer leaves details.
    Index(
        "uq_follow_ups_open",
        "conversation_id",
        "kind",
        unique=True,
        sqlite_where=text("state = 'open' AND kind IN ('contact', 'snooze')"),
        postgresql_where=text("state = 'open' AND kind IN ('contact', 'snooze')"),
    ),
)
