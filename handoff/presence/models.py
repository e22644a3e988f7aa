"""The table of presence: what each agent said last, and until when it counts."""

from sqlalchemy import Column, ForeignKey, String, Table

from kit.database import Instant, metadata

presence = Table(
    "presence",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(16), nullable=False),
    # What was said counts until then; an open console says it again and again.
    Column("lease_until", Instant, nullable=False, index=True),
    Column("changed_at", Instant, nullable=False),
)
