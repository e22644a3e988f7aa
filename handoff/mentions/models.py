"""The table of mentions: who was mentioned in which note, and when they read it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from kit.database import Instant, metadata

mentions = Table(
    "mentions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("read_at", Instant),
    UniqueConstraint("conversation_id", "seq", "person_id"),
    Index("ix_mentions_person_id_created_at", "person_id", "created_at"),
)
