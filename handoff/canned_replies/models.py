"""The table of canned replies: texts that agents send again and again, with a few letters to call them by."""

from sqlalchemy import Column, String, Table, Text

from kit.database import Instant, metadata

canned_replies = Table(
    "canned_replies",
    metadata,
    Column("id", String(64), primary_key=True),
    # Folded to lower case on the way in, so that the constraint holds whatever case somebody types.
    Column("shortcut", String(32), nullable=False, unique=True),
    Column("title", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("updated_by", String(200), nullable=False),
)
