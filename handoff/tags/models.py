"""The tables of tags, and of the conversations that have them. A tag is one row, so it can be renamed and merged."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from kit.database import Instant, metadata

tags = Table(
    "tags",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(40), nullable=False, unique=True),
    Column("colour", String(16), nullable=False),  # grey, red, orange, yellow, green, blue, purple
    # An archived tag stays on its conversations and is given to no other.
    Column("archived", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
)

conversation_tags = Table(
    "conversation_tags",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", String(64), ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("place", Integer, nullable=False),  # the order in which they were given
    Column("added_by", String(200), nullable=False),
    Column("added_at", Instant, nullable=False, index=True),
)
