"""The tables of cooldowns: conversations where the customer was abusive, and agents who ended their cooldown early."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from kit.database import Instant, metadata

abuses = Table(
    "abuses",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("noted_at", Instant, nullable=False),
    Index("ix_abuses_conversation_id_noted_at", "conversation_id", "noted_at"),
)

ready_agents = Table(
    "ready_agents",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("ready_at", Instant, nullable=False),
)
