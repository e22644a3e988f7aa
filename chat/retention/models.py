"""The table of how long ended conversations are kept."""

from sqlalchemy import Column, Integer, String, Table

from kit.database import Instant, metadata

retention_rules = Table(
    "retention_rules",
    metadata,
    # Empty for all conversations whose department has no rule of its own.
    Column("department_id", String(64), primary_key=True),
    # Null: they are kept for good.
    Column("days", Integer),
    Column("set_by", String(200), nullable=False),
    Column("set_at", Instant, nullable=False),
)
