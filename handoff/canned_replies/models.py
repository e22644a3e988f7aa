"""The table of canned replies: texts that agents send often, each with a short name to insert it by."""

from sqlalchemy import Column, String, Table, Text

from kit.database import Instant, metadata

canned_replies = Table(
    "canned_replies",
    metadata,
    Column("id", String(64), primary_key=True),
    # Stored in lower case, so that the unique constraint ignores case.
    Column("shortcut", String(32), nullable=False, unique=True),
    Column("title", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("updated_by", String(200), nullable=False),
)
