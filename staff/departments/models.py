"""The table of departments: whom a conversation can be sent to, when they are there, and how sure the bot must be."""

from sqlalchemy import JSON, Boolean, Column, String, Table, text

from kit.database import Instant, metadata

departments = Table(
    "departments",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("low_confidence", String(16), nullable=False),  # queue, offer
    Column("hours", JSON),
    Column("active", Boolean, nullable=False),
    # The one that a conversation belongs to when nobody has chosen another.
    Column("is_default", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("routing", String(16), nullable=False, server_default=text("'pick'")),
    # Minutes to the first reply, the next one and the resolution; what is absent is not timed.
    Column("targets", JSON(none_as_null=True)),
)
