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

# What a merge replaced, so that it can be undone.
merged_tags = Table(
    "merged_tags",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("colour", String(16), nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("into_id", String(64), ForeignKey("tags.id", ondelete="CASCADE"), nullable=False, index=True),
)

merged_tag_uses = Table(
    "merged_tag_uses",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", String(64), ForeignKey("merged_tags.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("place", Integer, nullable=False),
    Column("added_by", String(200), nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("had_both", Boolean, nullable=False),
)
