"""The table of merges: which conversation goes on in which other one. The messages of both stay where they are."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table

from kit.database import Instant, metadata

merges = Table(
    "merges",
    metadata,
    # The conversation that was closed.
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    # The one that goes on.
    Column("into_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    # Both are the same verified customer's, so whoever has the one may be led to the other.
    Column("same_identity", Boolean, nullable=False),
    # It was not resolved before, so undoing opens it again.
    Column("was_open", Boolean, nullable=False),
    # Of the token with which its customer was led to the other.
    Column("token_hash", String(64), unique=True),
    Column("token_used_at", Instant),
    Column("merged_by", String(200), nullable=False),
    Column("merged_at", Instant, nullable=False),
    # It was undone, or the conversation was opened again.
    Column("ended_at", Instant),
)
