"""The table of told timers: which warnings and breaches open consoles have been told of, each once."""

from sqlalchemy import Column, ForeignKey, String, Table

from kit.database import Instant, metadata

told_timers = Table(
    "told_timers",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),  # first_reply, next_reply, resolution
    Column("since", Instant, primary_key=True),
    Column("stage", String(16), primary_key=True),  # warning, broken
    Column("told_at", Instant, nullable=False),
)
