"""The table of departments: where conversations can go, when each is open, and its rule for an unsure bot."""

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
    # The department of conversations for which nobody has chosen another.
    Column("is_default", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("routing", String(16), nullable=False, server_default=text("'pick'")),
    # Minutes to the first reply, the next reply and the resolution. A missing target is off.
    Column("targets", JSON(none_as_null=True)),
)
