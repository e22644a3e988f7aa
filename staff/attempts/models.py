"""The table of counted attempts. A row holds the recent moments of one counter, and can be deleted once it is past."""

from sqlalchemy import JSON, Column, String, Table

from kit.database import Instant, metadata

attempts = Table(
    "attempts",
    metadata,
    # A hash of what is counted: the table names neither addresses nor accounts.
    Column("counter", String(64), primary_key=True),
    Column("moments", JSON, nullable=False),  # seconds since 1970
    Column("until", Instant, nullable=False, index=True),
)
