"""The table of questions without a decision that an editor has set aside; the others have an outcome that says so."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from kit.database import Instant, metadata

set_aside_messages = Table(
    "set_aside_messages",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("set_aside_by", String(200), nullable=False),
    Column("set_aside_at", Instant, nullable=False),
)
