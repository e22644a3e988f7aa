"""The table of what customers have seen. A conversation has a row once a client has reported it."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from kit.database import Instant, metadata

seen = Table(
    "seen",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
