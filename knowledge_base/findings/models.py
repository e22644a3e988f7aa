"""The table of findings that an editor has set aside."""

from sqlalchemy import Column, String, Table

from kit.database import Instant, metadata

findings_set_aside = Table(
    "findings_set_aside",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("set_by", String(200), nullable=False),
    Column("set_at", Instant, nullable=False),
)
