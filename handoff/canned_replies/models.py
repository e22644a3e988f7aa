"""The table of canned replies: texts that agents send often, each with a short name to insert it by. They are the
company's, a department's, or one agent's own.
"""

from sqlalchemy import Column, String, Table, Text, UniqueConstraint, text

from kit.database import Instant, metadata

canned_replies = Table(
    "canned_replies",
    metadata,
    Column("id", String(64), primary_key=True),
    # Stored in lower case, so that the unique constraint ignores case.
    Column("shortcut", String(32), nullable=False),
    Column("title", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("updated_by", String(200), nullable=False),
    Column("folder", String(100), nullable=False, server_default=text("''")),
    # Only for conversations of this department. Null: for all.
    Column("department_id", String(64)),
    # The agent whose own it is. Empty and not null if it is everybody's, so that the constraint compares it.
    Column("owner_id", String(64), nullable=False, server_default=text("''")),
    UniqueConstraint("owner_id", "shortcut"),
)
