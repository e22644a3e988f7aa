"""The table of attachments. A row without `seq` is uploaded and not sent yet; a sweep takes it away after a day."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from kit.database import Instant, metadata

attachments = Table(
    "attachments",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer),
    Column("visibility", String(16), nullable=False),
    Column("author_kind", String(16), nullable=False),
    Column("author_id", String(64)),
    # The sender's name for this upload: sending it again returns this row.
    Column("upload_id", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("content_type", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    # In pixels; null for what is no picture.
    Column("width", Integer),
    Column("height", Integer),
    # Random: nothing about the file can be told from where it is stored.
    Column("storage_key", String(64), nullable=False, unique=True),
    # Of the content as it came, so that the same upload with another content is noticed.
    Column("digest", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("conversation_id", "author_kind", "upload_id"),
    Index("ix_attachments_seq_created_at", "seq", "created_at"),
)
